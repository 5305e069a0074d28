// SPDX-License-Identifier: Apache-2.0
// The bridge process. Its first line of input is the start request, its first line of output the ready line; after that
// both belong to the control channel. All logging goes to stderr. Nothing secret is in arguments or environment.

import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { ControlChannel } from './control.js';
import { EngineThreads } from './threads.js';

/** What the state is called that the first database begins with. */
const FIRST_STATE = 'first';
const RUNTIME = join(import.meta.dirname, '../engine');
/** How long databases may take to shut down, in milliseconds; they also survive without. */
const GRACE = 1000;
const log = (line) => process.stderr.write(`${line}\n`);

let server = null;
const threads = new EngineThreads(RUNTIME, log);
// The thread starts while this one loads the rest.
const loadingServer = import('./server.js');

const operations = { start, create, drop, snapshot, reset, discard, save, load, export: write, health, stop };
new ControlChannel(process.stdin, process.stdout, operations, () => quit(0));

/**
 * The start request: password, port (0 for a free one), limits, the database to begin with, and where its data are: in a directory,
 * or perhaps in a file with a state, which is named in the answer if the database is in it.
 */
async function start({ port, database, directory, state, ...limits }) {
  const { Server } = await loadingServer;
  if (server) throw new Error('already started');
  server = new Server({ ...limits, log, threads });
  const [actualPort, isInState] = await Promise.all([server.listen(port), begin(database, { directory, state })]);
  const begun = isInState ? { state } : {};
  return { port: actualPort, pid: process.pid, node: process.version, ...server.database(database).versions, ...begun };
}

/** @returns {Promise<boolean>} whether it is in the state of the file; who loads that will be told what is wrong with it */
async function begin(database, { directory, state }) {
  if (state !== undefined && (await beginIn(database, state))) return true;
  await server.create(database, { directory });
  return false;
}

async function beginIn(database, state) {
  try {
    await server.load(FIRST_STATE, state);
    await server.create(database, { snapshot: FIRST_STATE });
    return true;
  } catch (e) {
    log(`the first database begins empty: ${e.message}`);
    await server.discard(FIRST_STATE).catch(() => {}); // if it was loaded
    return false;
  }
}

async function create({ database, snapshot }, answer) {
  await server.create(database, { snapshot }, answer);
}

async function drop({ database }) {
  await server.drop(database);
}

async function snapshot({ database, snapshot }) {
  await server.snapshot(database, snapshot);
}

async function reset({ database, snapshot }, answer) {
  await server.reset(database, snapshot, answer);
}

async function write({ database, directory }) {
  await server.export(database, directory);
}

async function discard({ snapshot }) {
  await server.discard(snapshot);
}

async function save({ snapshot, file }) {
  await server.save(snapshot, file);
}

async function load({ snapshot, file }) {
  await server.load(snapshot, file);
}

async function health() {
  const states = server.databaseNames.map(async (name) => ({ name, ...(await server.database(name).state()) }));
  const memory = process.memoryUsage().rss;
  return { databases: await Promise.all(states), connections: server.connections, directReads: threads.directReads, memory };
}

function stop() {
  setImmediate(() => quit(0));
}

async function quit(status) {
  threads.retire();
  try {
    await Promise.race([server?.close(), setTimeout(GRACE)]);
  } catch (e) {
    log(`shutting down: ${e.message}`);
  }
  process.exit(status);
}

// Whoever read our output may be gone; the end of the input tells the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.on('uncaughtException', (e) => {
  log(`bridge failed: ${e.stack}`);
  quit(70);
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => quit(0));
