// SPDX-License-Identifier: Apache-2.0
// What makes the first further databases of a thread as fast as the later ones, done once while nobody wants anything: V8
// compiles what gives a database its name when that first runs, which takes 15 ms, and looks for garbage while one of
// the next engines is made, which takes as long.

import { renaming } from './cluster.js';

/** Milliseconds in which nobody asked for anything: each of the two takes 10 to 20. */
const QUIET = 30;
/** How often the thread had nothing to do before: the first client has come then. */
const PAUSES = 3;
const NAME = 'hive_rehearsal';

export class FurtherDatabases {
  #steps;
  #pauses = 0;
  #pause = 0;

  /**
   * @param {() => Iterable<import('./database.js').Database>} databases gives those of the thread
   * @param {() => void} collectGarbage
   */
  constructor(databases, collectGarbage) {
    this.#steps = [() => rehearse(databases()), collectGarbage];
  }

  /**
   * Does a step; to be called while nobody wants anything.
   * @param {number} idleSince since when
   * @returns {number} milliseconds after which to call again; 0 if something was done
   */
  work(idleSince) {
    if (this.#steps.length === 0) return Infinity;
    if (idleSince !== this.#pause) this.#pauses++;
    this.#pause = idleSince;
    if (this.#pauses <= PAUSES) return Infinity;
    const delay = idleSince + QUIET - performance.now();
    if (delay > 0) return delay;
    this.#steps.shift()();
    return 0;
  }
}

/** Changes the name of a database as a further one does, and takes that back. */
function rehearse(databases) {
  const database = [...databases].find(isAtRest);
  if (!database) return;
  const { backend } = database.scheduler.idlePlace;
  try {
    for (const sql of ['BEGIN', renaming(database.name, NAME), 'ROLLBACK']) backend.try(sql);
  } catch (e) {
    database.crashed(e, 'the rehearsal of a further database');
  }
}

/** Nobody's transaction is open in it; and it is no folder of the user's, which only he changes. */
function isAtRest({ isBusy, isOnDisk, scheduler }) {
  const { idlePlace } = scheduler;
  return !isBusy && !isOnDisk && idlePlace !== null && !scheduler.isContended(idlePlace);
}
