// SPDX-License-Identifier: Apache-2.0
// Who may use a database's engine, and in which of its backends. The engine serves one unit at a time. A client whose
// unit left a transaction open owns its backend until the transaction ends. The others wait, in order; when the owner
// takes its time, they are given another backend. How long they may wait for their turn is the network thread's
// business: this one may be busy.

/** Milliseconds for which an owner may think before others go elsewhere: changing backends costs more than a short wait. */
const GRACE = 5;
/** Milliseconds after which others go elsewhere although the owner is busy. */
const LONG = 100;

/**
 * @typedef {object} Turn
 * @property {object} client
 * @property {import('./place.js').Place} place
 * @property {'timeout' | 'deadlock' | null} ending why a unit that met a lock is not to wait for it any longer
 */

export class Scheduler {
  /** @type {import('./place.js').Place[]} */
  #places = [];
  #current = null;
  #fork;
  #most;
  /** Milliseconds for which a unit may wait for locks. */
  waitTimeout;
  /** @type {{client: object, waitsFor: Set<object> | null, since: number, ending: string | null}[]} */
  #queue = [];

  /** @param {{fork: () => object, most: number, waitTimeout: number}} options fork adds a place; renew gives the first */
  constructor({ fork, most, waitTimeout }) {
    this.#fork = fork;
    this.#most = most;
    this.waitTimeout = waitTimeout;
  }

  /** The places are others from now on, and nobody holds a lock. */
  renew(places) {
    this.#places = places;
    [this.#current] = places;
    for (const entry of this.#queue) Object.assign(entry, { waitsFor: null, ending: null });
  }

  /** A place that nobody keeps; null if there is none. */
  get idlePlace() {
    return this.#places.find((place) => place.isFreeFor(null)) ?? null;
  }

  /** Whether a unit in a place may meet locks of others. */
  isContended(place) {
    return this.#places.some((other) => other !== place && !other.isFreeFor(null));
  }

  /** Whether somebody waits for a lock of another. */
  get hasLockWaits() {
    return this.#queue.some(({ waitsFor }) => waitsFor !== null);
  }

  /** A client has something to run; to say so again changes nothing. */
  ready(client) {
    if (!this.#queue.some((entry) => entry.client === client)) this.#queue.push(entryOf(client));
  }

  /** The same for a client whose turn comes before all others: it has to be cleaned up. */
  readyFirst(client) {
    this.forget(client);
    this.#queue.unshift(entryOf(client));
  }

  /** @returns {Turn | null} whose turn it is now; null while nobody can be served */
  next(now) {
    for (let i = 0; i < this.#queue.length; i++) {
      const entry = this.#queue[i];
      const place = this.#placeFor(entry, now);
      if (!place) continue;
      this.#queue.splice(i, 1);
      this.#current = place;
      return { client: entry.client, place, ending: entry.ending };
    }
    return null;
  }

  #placeFor(entry, now) {
    const { client } = entry;
    if (entry.waitsFor && !this.#isOver(entry, now)) return null;
    if (client.place) return client.place;
    const isFree = this.#current.isFreeFor(client);
    const bound = client.boundTo(isFree ? this.#current : null);
    if (bound) return bound.isFreeFor(client) ? bound : null;
    if (isFree) return this.#current;
    return this.#isPatienceOver(this.#current, now) ? this.#elsewhere(client) : null;
  }

  /** Whether a unit that waits for a lock is to be tried again, perhaps for the last time. */
  #isOver(entry, now) {
    if (entry.client.isCancelled || now - entry.since >= this.waitTimeout) entry.ending ??= 'timeout';
    return entry.ending !== null;
  }

  #isPatienceOver(place, now) {
    if (!place.owner || place.isOverlapped) return true;
    place.isOverlapped = now - place.lastActive >= GRACE || now - place.since >= LONG;
    return place.isOverlapped;
  }

  #elsewhere(client) {
    const free = this.#places.find((place) => place.isFreeFor(client));
    if (free || this.#places.length >= this.#most) return free ?? null;
    return this.#fork();
  }

  /** Milliseconds after which next() may give something although nothing has happened. */
  delay(now) {
    let delay = Infinity;
    for (const { client, waitsFor, since } of this.#queue) {
      if (waitsFor) delay = Math.min(delay, since + this.waitTimeout - now);
      else if (!client.place && this.#current.owner) delay = Math.min(delay, this.#current.lastActive + GRACE - now, this.#current.since + LONG - now);
    }
    return Math.max(delay, 1);
  }

  /**
   * After a client's turn.
   * @param {Turn} turn
   * @param {{owns: boolean, releases: boolean, waitsFor: Set<object> | null}} outcome whether its transaction goes on;
   *     whether it may have given locks back; the places whose locks its unit has to wait for
   */
  settle({ client, place }, { owns, releases, waitsFor }, now) {
    if (owns && place.owner !== client) place.since = now;
    place.lastActive = now;
    place.owner = owns ? client : null;
    if (!owns) place.isOverlapped = false;
    client.place = owns || place.keeper === client ? place : null;
    if (waitsFor) this.#await(client, waitsFor, now);
    else if (!owns || releases) this.#wake(place);
  }

  #await(client, waitsFor, now) {
    this.forget(client);
    const entry = { ...entryOf(client), waitsFor, since: client.waitingSince ??= now };
    // Without a place of its own it holds nothing that others could wait for.
    if (client.place && this.#leadsTo(client.place, waitsFor)) entry.ending = 'deadlock';
    this.#queue.push(entry);
  }

  /** Whether somebody among those waited for waits, over others, for the place itself. */
  #leadsTo(place, waitsFor, seen = new Set()) {
    for (const other of waitsFor) {
      if (other === place) return true;
      if (seen.has(other)) continue;
      seen.add(other);
      const entry = this.#queue.find(({ client }) => client === other.owner);
      if (entry?.waitsFor && this.#leadsTo(place, entry.waitsFor, seen)) return true;
    }
    return false;
  }

  #wake(place) {
    for (const entry of this.#queue) if (entry.waitsFor?.has(place)) entry.waitsFor = null;
  }

  forget(client) {
    this.#queue = this.#queue.filter((entry) => entry.client !== client);
  }
}

const entryOf = (client) => ({ client, waitsFor: null, since: 0, ending: null });
