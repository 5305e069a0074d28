// SPDX-License-Identifier: Apache-2.0
// The engine's thread: starts with loading the runtime, then serves what comes through the mailbox until it is stopped.

import { parentPort, workerData } from 'node:worker_threads';
import { Database } from './database.js';
import { prepareDirectory } from './directory.js';
import { Loop } from './loop.js';
import { MailboxReader } from './mailbox.js';
import { loadRuntime } from './module.js';

const VERSIONS = "SELECT pg_catalog.version(), (SELECT extversion FROM pg_catalog.pg_extension WHERE extname = 'vector')";
const post = (value, transfer) => parentPort.postMessage(value, transfer);
const log = (line) => post({ log: line });

const loop = new Loop({ mailbox: new MailboxReader(workerData.mailbox, parentPort), post });
const runtime = await loadRuntime(workerData.runtime);
const operations = { open, close, versions, check };
let pending = 0;

/** Requests are answered when they are done; while one is, the event loop has to turn. */
async function take({ request, ...values }) {
  pending++;
  try {
    post({ answer: request, result: (await operations[values.op](values)) ?? {} });
  } catch (e) {
    post({ answer: request, error: e.message });
  } finally {
    pending--;
  }
}

async function open({ database: name, directory, waitTimeout }) {
  prepareDirectory(runtime.image, directory);
  const setAlarm = (milliseconds) => post({ database: name, alarm: milliseconds });
  const onCrash = (reason) => post({ database: name, crash: reason });
  const database = await Database.open(runtime, { name, directory, waitTimeout, log, setAlarm, onCrash });
  loop.databases.set(name, database);
  return { interrupts: database.interrupts };
}

function close({ database: name }) {
  const database = loop.databases.get(name);
  loop.databases.delete(name);
  database?.close();
}

/** Asks the engine something, unless it was lost to a client meanwhile. */
function check({ database: name }) {
  const database = loop.databases.get(name);
  const rows = database.ask('SELECT 1');
  if (rows === null) return { state: 'in transaction' };
  return { state: rows[0][0] === '1' ? 'ok' : 'wrong answer' };
}

function versions({ database }) {
  const [[version, pgvector]] = loop.databases.get(database).ask(VERSIONS);
  const [, postgresql, pglite] = /^PostgreSQL (\S+) \(PGlite ([^)]+)\)/.exec(version);
  return { postgresql, pglite, pgvector };
}


for (;;) {
  loop.serveAll();
  for (const request of loop.requests.splice(0)) take(request);
  if (pending > 0) await new Promise(setImmediate);
  else loop.sleep();
}
