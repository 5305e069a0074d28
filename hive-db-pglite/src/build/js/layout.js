// SPDX-License-Identifier: Apache-2.0
// Finds in the memory of a running engine what the engine does not export.

import { Interrupts, TIMEOUT_SIZE, TIMEOUTS } from '../../main/js/interrupts.js';

const STATIC_DATA = 8 << 20;
const PROCESS_SIZE = 2048; // more than sizeof(PGPROC), in which the latch stands
const PG_SLEEP = 0x09000002; // wait_event_types.h: WAIT_EVENT_PG_SLEEP

export function findLayout(engine, ask) {
  const { memory } = engine.interrupts;
  return { timeouts: findTimeouts(memory), waitEvent: findWaitEvent(engine, ask), seeded: findSeeded(memory, ask) };
}

/** pseudorandomfuncs.c: prng_seed_set, a flag that the first random() sets beside the 16 bytes of state that it fills. */
function findSeeded(memory, ask) {
  ask('SELECT pi()');
  const before = Buffer.from(new Uint8Array(memory, 0, STATIC_DATA).slice());
  ask('SELECT random()');
  const after = Buffer.from(memory, 0, STATIC_DATA);
  const isState = (at) => [0, 8].every((half) => before.readBigUInt64LE(at + half) === 0n && after.readBigUInt64LE(at + half) >> 48n !== 0n);
  const states = [];
  for (let at = 0; at < STATIC_DATA - 16; at += 8) if (isState(at)) states.push(at);
  const state = only(states, 'states of random()');
  const flags = [];
  for (let at = state - 16; at < state + 32; at++) if (before[at] === 0 && after[at] === 1 && (at < state || at >= state + 16)) flags.push(at);
  return only(flags, 'flags of random()');
}

/** timeout.c: all_timeouts, the only place where consecutive numbers stand so far apart. */
function findTimeouts(memory) {
  const words = new Int32Array(memory, 0, STATIC_DATA >> 2);
  const isTable = (start) => {
    for (let id = 0; id < TIMEOUTS; id++) if (words[start + (id * TIMEOUT_SIZE) / 4] !== id) return false;
    return true;
  };
  const found = [];
  for (let start = 0; start < words.length; start++) if (isTable(start)) found.push(start * 4);
  return only(found, 'tables of timeouts');
}

/** Where PGPROC says what the backend waits for, seen from its latch: the word that tells of pg_sleep while it sleeps. */
function findWaitEvent(engine, ask) {
  const { memory, latch } = engine.interrupts;
  const start = new Int32Array(memory)[latch >> 2] - PROCESS_SIZE;
  const found = new Set();
  const { now } = performance;
  performance.now = () => {
    const words = new Int32Array(memory, start, PROCESS_SIZE / 2);
    words.forEach((word, i) => word === PG_SLEEP && found.add(i * 4 - PROCESS_SIZE));
    if (found.size > 0) new Interrupts(engine.interrupts).cancel();
    return now.call(performance);
  };
  ask('SELECT pg_sleep(10)');
  performance.now = now;
  return only([...found], 'wait events');
}

function only(found, what) {
  if (found.length !== 1) throw new Error(`expected one of ${what} in the engine's memory, found ${found.length}`);
  return found[0];
}
