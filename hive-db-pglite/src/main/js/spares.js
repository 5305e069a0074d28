// SPDX-License-Identifier: Apache-2.0
// Engines that stand by in a thread. While there is nothing else to do, each is put into the state that is likely to be
// wanted next: who returns to it, or begins with it, then gets that engine at once; who returns leaves his own in its place.

import { Spare } from './spare.js';

const MOST = 2; // each keeps some 25 MB
/** Milliseconds: a first query after an exchange comes before the work on what was left. */
const GRACE = 2;
/** What takes long is begun when nobody asked for anything for so long, */
const QUIET = 10;
/** and an engine is made only when one has been missing for so long: most programs begin with a state once. */
const MISSING = 250;

export class Spares {
  /** @type {Spare[]} */
  #all = [];
  /** What somebody began with last, and what somebody returned to. */
  #seed = null;
  #goal = null;
  #missingSince = null;
  #exchanged = 0;
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
    for (const spare of this.#all) if (spare.snapshot === snapshot) this.#try(spare, () => spare.release());
  }

  /** An owner is no more: nobody returns to its states. */
  leave(owner) {
    if (this.#goal?.owner === owner) this.#goal = null;
    for (const spare of this.#all) if (spare.owner === owner) this.#try(spare, () => spare.release());
  }

  /** Takes an engine that nobody uses any more; false if it is not wanted. */
  give(engine) {
    if (!(this.#seed ?? this.#goal) || this.#all.length >= MOST || !engine.isSmall) return false;
    const spare = new Spare(engine);
    this.#all.push(spare);
    if (this.#seed && engine.knows(this.#seed)) spare.aim(this.#seed);
    else spare.release();
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
    const nearness = (spare) => (spare.snapshot === snapshot ? 0 : spare.snapshot === null ? 1 : 2);
    return this.#all.toSorted((a, b) => nearness(a) - nearness(b))[0];
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
    this.#goal = { snapshot, owner };
    const spare = this.#match(snapshot, engine);
    if (!spare || !this.#try(spare, () => spare.put(snapshot))) return this.#miss() ?? null;
    const next = spare.engine;
    next.serve(options);
    this.#exchanged = performance.now();
    if (engine.isSmall) spare.leave(engine, owner);
    else this.#drop(spare);
    return next;
  }

  /** One that stands by in the state, or can go there if the engine itself cannot. */
  #match(snapshot, engine) {
    const match = this.#all.find((spare) => spare.snapshot === snapshot);
    return match ?? (engine.knows(snapshot) ? undefined : this.#all.find((spare) => spare.engine.knows(snapshot)));
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
    const time = performance.now();
    const unfinished = this.#all.find(({ isReady }) => !isReady);
    if (unfinished) return this.#when(this.#exchanged + GRACE - time, () => this.#try(unfinished, () => unfinished.step()));
    const quiet = idleSince + QUIET - time;
    const idle = this.#all.find(({ snapshot }) => snapshot === null);
    const wanted = this.#wanted;
    if (idle && wanted) return this.#when(quiet, () => this.#aim(idle, wanted));
    if (this.#missingSince === null || !wanted) return Infinity;
    return this.#when(Math.max(quiet, this.#missingSince + MISSING - time), () => this.#fill(wanted));
  }

  #when(delay, action) {
    if (delay > 0) return delay;
    action();
    return 0;
  }

  /** The state that no engine stands by in: that of who returns comes first. */
  get #wanted() {
    const isMet = (snapshot) => this.#all.some((spare) => spare.snapshot === snapshot);
    if (this.#goal && !isMet(this.#goal.snapshot)) return this.#goal;
    return this.#seed && !isMet(this.#seed) ? { snapshot: this.#seed, owner: null } : null;
  }

  #aim(spare, { snapshot, owner }) {
    this.#missingSince = null;
    if (this.#try(spare, () => spare.put(snapshot))) spare.owner = owner;
  }

  /** Lets another engine stand by. */
  #fill(wanted) {
    const other = this.#all.find(({ owner }) => owner === null);
    if (other && wanted === this.#goal) return this.#aim(other, wanted);
    this.#missingSince = null;
    if (this.#all.length < MOST) this.#make(wanted);
  }

  #make({ snapshot, owner }) {
    try {
      const spare = new Spare(this.#ways.make(snapshot), owner);
      if (!spare.engine.knows(snapshot)) return;
      spare.aim(snapshot);
      this.#all.push(spare);
    } catch (e) {
      this.#ways.log(`no spare engine could be made: ${e.stack}`);
    }
  }
}
