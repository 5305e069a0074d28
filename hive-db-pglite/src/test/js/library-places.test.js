// SPDX-License-Identifier: Apache-2.0
// Databases that are kept, returned to, forked and closed in any order, while their processes load libraries for themselves: a function of
// a library never stands where another library has one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backends } from '../../main/js/backends.js';
import { Engine } from '../../main/js/engine.js';
import { Spares } from '../../main/js/spares.js';
import { runtimeOfTests } from './engines.js';

const USE = "select show_trgm('a')::text || to_tsvector('english', 'running dogs')::text";
const EXPECTED = [[`{"  a"," a "}'dog':2 'run':1`]];
const STEPS = 60;
const runtime = await runtimeOfTests();
const log = () => {};

class Schedule {
  #seed;
  #states = [];
  #all = [];
  #names = 0;
  lines = [];

  constructor(seed) {
    this.#seed = seed;
    const make = (snapshot) => Engine.clone(runtime, snapshot, { database: 'postgres', log });
    this.spares = new Spares({ make, log: (line) => this.lines.push(line), onDropped: () => {} });
    const first = this.#begin();
    first.noteUse();
    first.first.ask('create extension pg_trgm; create table t (n int)');
    this.#keep(first);
  }

  #random(count) {
    this.#seed = (this.#seed * 1103515245 + 12345) & 0x7fffffff;
    return (this.#seed >> 8) % count;
  }

  #begin(state) {
    const ways = { spares: this.spares, isVerified: true, log, setAlarm: () => {}, onEngine: () => {} };
    const backends = new Backends({ runtime, name: `d${this.#names++}`, ...ways });
    backends.begin(state);
    this.#all.push(backends);
    return backends;
  }

  #keep(backends) {
    const state = backends.snapshot();
    if (!this.#states.includes(state)) this.#states.push(state);
  }

  #use(backends) {
    backends.noteUse();
    const places = [...backends.places];
    if (places.length < 2 && this.#random(3) > 0) places.push(backends.fork());
    for (const { backend } of this.#random(2) ? places : places.toReversed()) if (this.#random(4) > 0) assert.deepEqual(backend.ask(USE), EXPECTED);
  }

  #state() {
    return this.#states[this.#random(this.#states.length)];
  }

  step() {
    const backends = this.#all[this.#random(this.#all.length)];
    const what = this.#random(10);
    if (what < 4) this.#use(backends);
    else if (what < 7) this.#return(backends, this.#state());
    else if (what < 8 && this.#states.length < 4) this.#keep(backends);
    else if (what < 9 && this.#all.length < 3) this.#begin(this.#state());
    else if (this.#all.length > 1) this.#all.splice(1 + this.#random(this.#all.length - 1), 1)[0].close();
    const idle = [0, 0, 1, 3, 10, 200][this.#random(6)];
    for (let i = 0; i < idle && this.spares.work(0) < Infinity; i++);
  }

  #return(backends, state) {
    if (!backends.reset(state)) backends.renew(state);
  }
}

// With the first two a function stood in the place of another, and a statement did not end, or gave something else.
for (const seed of [7, 9]) {
  test(`libraries stay in their places (seed ${seed})`, { timeout: 120_000 }, () => {
    const schedule = new Schedule(seed);
    for (let i = 0; i < STEPS; i++) schedule.step();
    assert.deepEqual(schedule.lines, []);
  });
}
