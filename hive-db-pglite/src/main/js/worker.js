// SPDX-License-Identifier: Apache-2.0
// The engine's thread: starts with loading the runtime, then serves what comes through the mailbox until it is stopped.

import { parentPort, workerData } from 'node:worker_threads';
import { Database } from './database.js';
import { prepareDirectory } from './directory.js';
import { FurtherDatabases } from './further.js';
import { collectGarbage } from './garbage.js';
import { Engine } from './engine.js';
import { HotCode } from './hot-code.js';
import { Loop } from './loop.js';
import { MailboxReader, MailboxWriter } from './mailbox.js';
import { loadRuntime } from './module.js';
import { Spares } from './spares.js';
import { readState, writeState } from './state-file.js';
import { VERSIONS, versionsOf } from './versions.js';

const post = (value, transfer) => parentPort.postMessage(value, transfer);
const log = (line) => post({ log: line });

const mailbox = new MailboxReader(workerData.mailbox, parentPort);
const notes = new MailboxWriter(workerData.notes); // of what this thread read itself
const loop = new Loop({ mailbox, notes, post, handle: take, rest });
const runtime = loadRuntime(workerData.runtime, () => mailbox.receive(), (path, library) => post({ path, library }));
const operations = { open, close, check, snapshot, reset, discard, save, load, export: write, retire };
/** @type {Map<string, import('./states.js').State>} */
const states = new Map();
/** Those that were read from files, whose memory V8 does not count. */
const loaded = new WeakSet();
const spares = new Spares({
  make: (snapshot) => Engine.clone(runtime, snapshot, { database: 'postgres', log }),
  log,
  onDropped: () => chores.add(collectGarbage).add(tellDropped),
});
const hotCode = new HotCode(() => loop.databases.values().next().value?.scheduler.idlePlace?.backend.exports);
const further = new FurtherDatabases(() => loop.databases.values(), collectGarbage);
/** @type {Set<() => void>} what to do when there is nothing else */
const chores = new Set();
/** @type {import('./stored-memory.js').StoredMemory[]} of states from files */
const unread = [];
let isWarm = false;
let isRetiring = false;

/** When the network thread has the handles of the engine that is there now: it knows the memory of any that ever served. */
function tellDropped() {
  post({ isDropped: true });
}

/** Does what is asked for, perhaps in the middle of a unit of another database; who waits for it gave a number. */
function take({ request, ...values }) {
  const answer = request === undefined ? (outcome) => tell(values, outcome) : (outcome) => post({ answer: request, ...outcome });
  try {
    answer({ result: operations[values.op](values) ?? {} });
  } catch (e) {
    answer({ error: e.message ?? `${e}` }); // errors of emscripten's have none
  }
}

function tell({ op, database }, { error }) {
  if (error !== undefined) log(`the ${op} of database ${database} failed: ${error}`);
}

function open({ database: name, directory, waitTimeout, isVerified, snapshot }) {
  // The memory of a new engine is not to be taken beside that of one that is no more.
  if (spares.count === 0 && chores.delete(collectGarbage)) collectGarbage();
  prepareDirectory(runtime.image, directory);
  const setAlarm = (milliseconds) => post({ database: name, alarm: milliseconds });
  const onCrash = (crash) => post({ database: name, crash });
  const onEngine = (interrupts, { isExchanged = false } = {}) => {
    post({ database: name, interrupts, isExchanged });
    if (!isExchanged) chores.add(collectGarbage);
  };
  const options = { name, directory, waitTimeout, isVerified, log, setAlarm, onCrash, onEngine, spares };
  const database = Database.open(runtime, options, snapshot === undefined ? undefined : stateOf(snapshot));
  const versions = directory ? versionsOf(database.ask(VERSIONS)) : runtime.image.layout.versions;
  loop.databases.set(name, database);
  if (!isWarm) chores.add(warmUp);
  return { interrupts: database.interrupts, versions };
}

/** Lets V8 compile what the first client needs, while that is still connecting. */
function warmUp() {
  isWarm = true;
  for (const database of loop.databases.values()) if (!database.isBusy) database.warmUp();
}

function stateOf(snapshot) {
  const state = states.get(snapshot);
  if (!state) throw new Error(`there is no snapshot "${snapshot}"`);
  return state;
}

function snapshot({ database, snapshot }) {
  states.set(snapshot, loop.databases.get(database).snapshot());
}

function reset({ database, snapshot }) {
  loop.databases.get(database).reset(stateOf(snapshot));
}

function write({ database, directory }) {
  loop.databases.get(database).export(directory);
}

/** A state may have two names: that of a database that was used in between by nobody. */
function discard({ snapshot }) {
  const state = states.get(snapshot);
  states.delete(snapshot);
  if (!state || [...states.values()].includes(state)) return;
  spares.forget(state.snapshot);
  if (loaded.has(state)) chores.add(collectGarbage);
}

function save({ snapshot, file }) {
  writeState(file, stateOf(snapshot), runtime.image);
}

/** A database is likely to begin with it. */
function load({ snapshot, file }) {
  const { state, memory } = readState(file, runtime.image);
  unread.push(memory);
  states.set(snapshot, state);
  loaded.add(state);
  spares.expect(state.snapshot);
}

function close({ database: name }) {
  const database = loop.databases.get(name);
  loop.databases.delete(name);
  const isLeft = database.close();
  if (!isLeft) chores.add(collectGarbage);
  return { isLeft };
}

/** Asks the engine something, unless it was lost to a client meanwhile. */
function check({ database: name }) {
  const database = loop.databases.get(name);
  const rows = database.ask('SELECT 1');
  if (rows === null) return { state: 'in transaction' };
  return { state: rows[0][0] === '1' ? 'ok' : 'wrong answer' };
}

/** V8 writes to stdout where a thread is ended in the middle of a chore that makes a context. */
function retire() {
  isRetiring = true;
}

/** Nobody wants anything: there is time to prepare for what may come. */
function rest(idleSince) {
  if (isRetiring) return Infinity;
  const [chore] = chores;
  if (!chore) return prepare(idleSince);
  chores.delete(chore);
  chore();
  return 0;
}

function prepare(idleSince) {
  const delay = Math.min(readMore(idleSince), spares.work(idleSince));
  if (delay === 0) return 0;
  const later = Math.min(delay, further.work(idleSince));
  return later === 0 ? 0 : Math.min(later, hotCode.work(idleSince));
}

/** Of states from files. Who wants what could not be read is told so then. */
function readMore(idleSince) {
  if (unread.length === 0) return Infinity;
  try {
    const delay = unread[0].work(idleSince);
    if (delay < Infinity) return delay;
  } catch (e) {
    log(`a state could not be read to its end, and what begins with it or returns to it may fail: ${e.message}. Was its file changed? Start again.`);
  }
  unread.shift();
  return 0;
}

loop.run();
