// SPDX-License-Identifier: Apache-2.0
// The bridge process. Its first line of input is the start request, its first line of output the ready line; after that
// both belong to the control channel. All logging goes to stderr. Nothing secret is in arguments or environment.

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ControlChannel } from './control.js';
import { Database } from './database.js';
import { extractTo } from './image.js';
import { loadRuntime, PGDATA } from './module.js';
import { Server } from './server.js';
import { watchParent } from './watchdog.js';

const RUNTIME = join(dirname(fileURLToPath(import.meta.url)), '..', 'engine');
const log = (line) => process.stderr.write(`${line}\n`);

let server = null;
watchParent();
const shared = loadRuntime(RUNTIME);

const operations = { start, create, drop, health, stop };
const channel = new ControlChannel(process.stdin, process.stdout, operations, () => quit(0));

/** The start request: password, port (0 for a free one), limits, and the database to begin with. */
async function start({ password, port, waitTimeout, maxConnections, database, directory }) {
  if (server) throw new Error('already started');
  const runtime = await shared;
  const openDatabase = (options) => Database.open(runtime, prepared(runtime.image, options));
  server = new Server({ password, waitTimeout, maxConnections, log, openDatabase });
  const [actualPort] = await Promise.all([server.listen(port), server.create(database, directory)]);
  return { port: actualPort, pid: process.pid, node: process.version, ...versions(database) };
}

/** A directory without a cluster gets one, whole or not at all. */
function prepared(image, options) {
  const { directory } = options;
  if (directory && !existsSync(directory)) {
    const partial = `${directory}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true, mode: 0o700 });
    extractTo(image, `${PGDATA}/`, partial);
    renameSync(partial, directory);
  }
  return options;
}

function versions(name) {
  const [[version, pgvector]] = server
    .database(name)
    .ask("SELECT pg_catalog.version(), (SELECT extversion FROM pg_catalog.pg_extension WHERE extname = 'vector')");
  const [, postgresql, pglite] = /^PostgreSQL (\S+) \(PGlite ([^)]+)\)/.exec(version);
  return { postgresql, pglite, pgvector };
}

async function create({ database }) {
  await server.create(database);
}

function drop({ database }) {
  server.drop(database);
}

/** Asks every engine something, unless a client's transaction keeps it. */
function health() {
  const databases = server.databaseNames.map((name) => ({ name, ...healthOf(server.database(name)) }));
  return { databases, connections: server.connections, memory: process.memoryUsage().rss };
}

function healthOf(database) {
  if (!database) return { state: 'starting' };
  if (database.crash) return { state: 'crashed', reason: database.crash };
  if (database.scheduler.owner) return { state: 'in transaction' };
  return { state: database.ask('SELECT 1')[0][0] === '1' ? 'ok' : 'wrong answer' };
}

function stop() {
  setImmediate(() => quit(0));
}

function quit(status) {
  try {
    server?.close();
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
