// SPDX-License-Identifier: Apache-2.0
// Engines that stand by in a thread. While there is nothing else to do, each is put into the state that is likely to be
// wanted next: who returns to it, or begins with it, then gets that engine at once; who returns leaves his own in its place.

import { Processes } from './processes.js';
import { Spare } from './spare.js';

const MOST = 2; // each keeps some 25 MB
/** Milliseconds: the first query after an exchange comes before the work on the engine that was left. */
const GRACE = 2;
/** Milliseconds: an engine to begin with is made when nobody asked for anything for so long, */
const QUIET = 10;
/** and only when one has been missing for so long: most programs begin with a state once. */
const MISSING = 250;
/** One to return to is made at once when somebody had to do without so often: he will return again. */
const OFTEN = 3;

export class Spares {
  /** @type {Spare[]} */
  #all = [];
  /** What somebody began with last. */
  #seed = null;
  /** What somebody returned to last, and how often in vain. @type {{snapshot: object, owner: object, missed: number} | null} */
  #goal = null;
  #missingSince = null;
  /** Whether an engine was just exchanged; since when nobody wanted anything then. */
  #isExchanged = false;
  #graceSince = null;
  #ways;

  /**
   * @param {{make: (snapshot: object) => import('./engine.js').Engine, log: (line: string) => void,
   *     onDropped: () => void}} ways make gives a new engine in a state; onDropped is told when one is no longer used
   */
  constructor(ways) {
    this.#ways = ways;
  }

  /** Somebody is likely to begin with a state. */
  expect(snapshot) {
    this.#seed = snapshot;
  }

  /** A snapshot is no more: nobody wants it. */
  forget(snapshot) {
    if (this.#seed === snapshot) this.#seed = null;
    if (this.#goal?.snapshot === snapshot) this.#goal = null;
    this.#free((spare) => spare.snapshot === snapshot);
  }

  /** An owner is no more: nobody returns to its states. */
  leave(owner) {
    if (this.#goal?.owner === owner) this.#goal = null;
    this.#free((spare) => spare.owner === owner);
  }

  #free(isFree) {
    for (const spare of this.#all) if (isFree(spare)) this.#try(spare, () => spare.finish() && this.#send(spare));
  }

  /** To where anybody may begin. */
  #send(spare) {
    if (!this.#seed) return spare.release();
    spare.aim(this.#seed);
    return true;
  }

  /** Takes an engine that nobody uses any more; false if it is not wanted. */
  give(engine) {
    if (!(this.#seed ?? this.#goal) || this.#all.length >= MOST || !engine.isSmall) return false;
    const spare = new Spare(engine);
    this.#all.push(spare);
    this.#try(spare, () => this.#send(spare));
    return true;
  }

  get count() {
    return this.#all.length;
  }

  /** An engine in the state of a snapshot, to begin with; null if there is none that can be. */
  take(snapshot, options) {
    this.#seed = snapshot;
    for (let spare = this.#nearest(snapshot); spare; spare = this.#nearest(snapshot)) {
      this.#all.splice(this.#all.indexOf(spare), 1);
      if (this.#try(spare, () => spare.put(snapshot))) return this.#handOver(spare, options);
    }
    this.#miss();
    return null;
  }

  #nearest(snapshot) {
    const distance = (spare) => (spare.snapshot === snapshot ? 0 : spare.owner === null ? 2 : 4) + (spare.isReady ? 0 : 1);
    return this.#all.toSorted((a, b) => distance(a) - distance(b))[0];
  }

  #handOver({ engine }, options) {
    engine.serve(options);
    if (this.#all.length === 0) this.#miss();
    return engine;
  }

  #miss() {
    this.#missingSince ??= performance.now();
  }

  /**
   * An engine in the state of a snapshot, in exchange for another; null if there is none.
   * @param {import('./engine.js').Engine} engine
   * @param {object} options what take was told too
   * @param {object} owner who wants to return again
   */
  exchange(engine, snapshot, options, owner) {
    if (this.#goal?.snapshot !== snapshot || this.#goal.owner !== owner) this.#goal = { snapshot, owner, missed: 0 };
    const spare = this.#match(snapshot, engine);
    if (!spare || !this.#try(spare, () => spare.put(snapshot))) return this.#missed();
    const next = spare.engine;
    next.serve(options);
    this.#isExchanged = true;
    if (engine.isSmall) spare.leave(engine, owner);
    else this.#drop(spare);
    return next;
  }

  #missed() {
    this.#goal.missed++;
    return null;
  }

  /** One that stands by in the state, or can go there if the engine itself cannot. */
  #match(snapshot, engine) {
    const match = this.#all.find((spare) => spare.snapshot === snapshot && spare.canReach(snapshot));
    return match ?? (engine.knows(snapshot) ? undefined : this.#all.find((spare) => this.#canReturn(spare, snapshot)));
  }

  #canReturn(spare, snapshot) {
    let canReturn = false;
    this.#try(spare, () => void (canReturn = spare.canReturnTo(snapshot)));
    return canReturn;
  }

  /** @returns {boolean} false, and the spare is no more, if it cannot be done */
  #try(spare, action) {
    try {
      if (action() !== false) return true;
    } catch (e) {
      this.#ways.log(`a spare engine could not be used: ${e.stack}`);
    }
    this.#drop(spare);
    return false;
  }

  #drop(spare) {
    this.#all = this.#all.filter((other) => other !== spare);
    this.#ways.onDropped();
  }

  /**
   * Does a little of what there is to do; to be called while nobody wants anything.
   * @param {number} idleSince since when
   * @returns {number} milliseconds after which to call again; 0 if something was done
   */
  work(idleSince) {
    const unfinished = this.#all.find(({ isReady }) => !isReady);
    const action = unfinished ? () => this.#try(unfinished, () => unfinished.step()) : this.#forGoal();
    if (action) return this.#when(this.#graceLeft(idleSince), action);
    if (this.#all.length > 0 || this.#missingSince === null || !this.#seed) return Infinity;
    const since = Math.max(idleSince + QUIET, this.#missingSince + MISSING);
    return this.#when(since - performance.now(), () => this.#make(this.#seed));
  }

  #graceLeft(idleSince) {
    if (this.#isExchanged) this.#graceSince = idleSince;
    this.#isExchanged = false;
    return idleSince === this.#graceSince ? idleSince + GRACE - performance.now() : 0;
  }

  /** Who returned once is likely to do so again. @returns {(() => void) | null} what to do for it */
  #forGoal() {
    if (!this.#goal || this.#all.some(({ snapshot }) => snapshot === this.#goal.snapshot)) return null;
    const { snapshot, owner, missed } = this.#goal;
    if (!Processes.isPortable(snapshot.processes)) return null; // an engine that goes there would lose some of them
    const free = this.#all.find((spare) => spare.owner === null);
    if (free) return () => free.aim(snapshot, owner);
    return missed >= OFTEN && this.#all.length < MOST ? () => this.#make(snapshot, owner) : null;
  }

  #when(delay, action) {
    if (delay > 0) return delay;
    action();
    return 0;
  }

  /** Lets another engine stand by. */
  #make(snapshot, owner = null) {
    this.#missingSince = null;
    if (owner) this.#goal.missed = 0;
    try {
      const spare = new Spare(this.#ways.make(snapshot));
      spare.aim(snapshot, owner);
      this.#all.push(spare);
    } catch (e) {
      this.#ways.log(`no spare engine could be made: ${e.stack}`);
    }
  }
}
