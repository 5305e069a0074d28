// SPDX-License-Identifier: Apache-2.0
// The engine of a database with its backends: how it begins, and how it goes back to an earlier state, in the engine that
// there is or in a new one.

import { Backend, DROPPED } from './backend.js';
import { renaming, writeCluster } from './cluster.js';
import { Engine } from './engine.js';
import { Place } from './place.js';
import { keep } from './states.js';

/** What a database is called in the cluster that the image holds. */
const STORED_NAME = 'postgres';

export class Backends {
  #options;
  #engine = null;
  /** @type {WeakMap<object, import('./states.js').State>} states of other databases, as they are here, under this name */
  #own = new WeakMap();
  #lastState;
  /** Whether nobody has run anything since it was put into a state; that state, if it is kept under this name. */
  #isFresh = false;
  #present = null;
  /** @type {Place[]} the first process's first; the scheduler adds none itself */
  places = [];

  /**
   * @param {{runtime: object, name: string, directory?: string, log: (line: string) => void, isVerified?: boolean,
   *     setAlarm: (milliseconds: number) => void, onEngine?: (interrupts: object, how: object) => void,
   *     spares?: import('./spares.js').Spares}} options isVerified: whether resets are; onEngine is told where a reset
   *     exchanged the engine
   */
  constructor(options) {
    this.#options = options;
  }

  /** Takes a new engine, in a state or as it starts. */
  begin(state) {
    const options = this.#engineOptions;
    this.#engine = state ? this.#engineIn(state, options) : Engine.start(this.#options.runtime, options);
    this.#lastState = state; // which the next one shares most of its memory with
    this.#resume(state ?? { name: STORED_NAME, places: [] });
    this.#isFresh = Boolean(state);
  }

  get #engineOptions() {
    const { directory, log, setAlarm } = this.#options;
    return { database: STORED_NAME, directory, log, setAlarm };
  }

  /** After a crash: a new engine on the same files, with what was committed. */
  recover() {
    const { name } = this.#options;
    this.#engine = this.#engine.recover(name);
    this.#resume({ name, places: [] });
  }

  #engineIn({ snapshot }, options) {
    const { runtime, spares } = this.#options;
    return spares?.take(snapshot, options) ?? Engine.clone(runtime, snapshot, options, { isLean: true });
  }

  /**
   * Ends the engine, or leaves it to the next database.
   * @returns {boolean} whether it is left
   */
  close() {
    const { directory, spares } = this.#options;
    spares?.leave(this);
    const isSpare = !directory && !this.first.crash && this.places.every((place) => place.backend.status === 'I') && spares?.give(this.#engine);
    if (isSpare) this.first.condemn(DROPPED);
    else this.first.stop();
    for (const { backend } of this.places) backend.forgetEngine();
    this.#engine = null;
    return Boolean(isSpare);
  }

  /** A client is about to run something: who does must say so. */
  noteUse() {
    this.#isFresh = false;
    this.#present = null;
  }

  /** Goes on with the engine as it is now. */
  #resume({ name, places }) {
    this.noteUse();
    this.places = [];
    for (const backend of Backend.allOf(this.#engine)) this.#add(backend, places[backend.index]);
    const own = this.#options.name;
    if (name !== own) this.first.ask(renaming(name, own));
  }

  #add(backend, about = {}) {
    const place = new Place(backend, { log: this.#options.log, ...about });
    this.places.push(place);
    return place;
  }

  /** One more place. */
  fork() {
    return this.#add(this.first.fork());
  }

  get first() {
    return this.places[0].backend;
  }

  /**
   * The lock that the last unit in a backend would have waited for: the places that hold it, null if it met none; and when
   * PostgreSQL's timeouts would have ended the wait.
   */
  lockMetBy(backend) {
    const { holders = null, due } = backend.takeLock() ?? {};
    return { holders: holders && holders.map((index) => this.places.find((place) => place.backend.index === index)), due };
  }

  /** Keeps the present state, of which transactions that are open are no part. */
  snapshot() {
    if (this.#present) return this.#present;
    const { name, isVerified } = this.#options;
    const about = { name, places: this.places, similar: this.#lastState, isOpened: this.#isFresh, isVerified };
    this.#lastState = keep(this.#engine, about);
    if (this.places.every(({ isQuiet }) => isQuiet)) this.#goOnIn(this.#lastState);
    return this.#lastState;
  }

  #goOnIn(state) {
    this.#isFresh = true;
    this.#present = state;
  }

  /** Writes what is committed as a cluster's data directory. */
  export(directory) {
    writeCluster(this.#engine, { name: this.#options.name, storedName: STORED_NAME, places: this.places }, directory);
  }

  /**
   * Goes back to a state in the engine that there is.
   * @param {import('./states.js').State} state also of another database
   * @returns {boolean} false if that cannot be: renew has to follow
   */
  reset(state) {
    const own = this.#own.get(state) ?? state;
    if (!this.#restore(own)) return false;
    this.#resume(own);
    if (own.name === this.#options.name) this.#goOnIn(own);
    else this.#keepAsOwn(state);
    return true;
  }

  #restore({ snapshot, digest }) {
    if (this.first.crash) return false;
    const isBack = this.#exchange(snapshot) || (this.#engine.knows(snapshot) && this.#putBack(snapshot));
    if (isBack && digest && this.#engine.digest() !== digest) throw new Error('memory and files are not what they were');
    return isBack;
  }

  /** With an engine that stands by in that state. */
  #exchange(snapshot) {
    const { spares, onEngine } = this.#options;
    const next = spares?.exchange(this.#engine, snapshot, this.#engineOptions, this);
    if (!next) return false;
    this.#engine = next;
    onEngine?.(next.interrupts, { isExchanged: true });
    return true;
  }

  #putBack(snapshot) {
    try {
      return this.#engine.restore(snapshot);
    } catch (e) {
      this.#options.log(`database ${this.#options.name} could not be put back, and is made anew: ${e.stack}`);
      return false;
    }
  }

  /** The same in a new engine. */
  renew(state) {
    this.begin(state);
    if (state.name !== this.#options.name) this.#keepAsOwn(state);
  }

  /** The next reset to a state of another database need not change its name again. */
  #keepAsOwn(state) {
    this.#isFresh = true;
    this.#own.set(state, this.snapshot());
  }
}
