// SPDX-License-Identifier: Apache-2.0
// Who may use a database's engine, and in which of its backends. The engine serves one unit at a time. A client whose
// unit left a transaction open owns its backend until the transaction ends. Going to another backend costs as much as
// many statements: so the owner of the backend that is in the engine comes before all others, until it takes its time or
// had its share; then the others are served in another backend. Transactions that are open elsewhere are ended before
// new ones begin: the fewer are open, the fewer changes and locks there are. How long clients may wait for their turn
// is the network thread's business: this one may be busy.

/** Milliseconds for which an owner may think before others go elsewhere. */
const GRACE = 5;
/** The same for one that thought for longer before in this transaction. */
const SHORT_GRACE = 1;
/** After so many in a row in which no owner came back, as where one thread uses two connections, only one of so many is waited for. */
const VAIN = 3;
const TRIED = 8;
/** Milliseconds after which others go elsewhere although the owner is busy. */
const SHARE = 50;

/** @typedef {'timeout' | 'deadlock' | 'statement' | 'lock' | 'transaction'} Ending the last three are PostgreSQL's own timeouts */
/** @typedef {{statement: number, lock: number, transaction: number}} Due when PostgreSQL's timeouts end a wait for a lock */

/**
 * @typedef {object} Turn
 * @property {object} client
 * @property {import('./place.js').Place} place
 * @property {Ending | null} ending why a unit that met a lock is not to wait for it any longer
 */

/**
 * @typedef {object} Outcome
 * @property {boolean} releases whether locks may have been given back, as by a failure
 * @property {Set<import('./place.js').Place> | null} waitsFor whose locks the unit has to wait for
 * @property {Due} [due] when PostgreSQL's timeouts would end the wait
 */

export class Scheduler {
  /** @type {import('./place.js').Place[]} */
  #places = [];
  #current = null;
  #fork;
  #most;
  /** Milliseconds for which a unit may wait for locks. */
  waitTimeout;
  /** @type {{client: object, isUrgent: boolean, waitsFor: Set<object> | null, limit: {until: number, ending: Ending} | null, ending: Ending | null}[]} */
  #queue = [];
  /** Whose turn it is. */
  #served = null;
  /** How often in a row others waited in vain for an owner that thought. */
  #vain = 0;

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

  /** Whether somebody waits for a turn; not who has it and sent more. */
  get isAwaited() {
    return this.#queue.some(({ client, isUrgent, waitsFor }) => waitsFor === null && (isUrgent || client !== this.#served));
  }

  /** A client has something to run; to say so again changes nothing. */
  ready(client) {
    if (!this.#queue.some((entry) => entry.client === client)) this.#queue.push(entryOf(client));
  }

  /** The same for a client whose turn comes before all others: it has to be cleaned up, and may hold locks. */
  readyFirst(client) {
    this.forget(client);
    this.#queue.unshift({ ...entryOf(client), isUrgent: true });
  }

  /** @returns {Turn | null} whose turn it is now; null while nobody can be served */
  next(now) {
    const [first] = this.#queue;
    if (!first) return null;
    if (first.isUrgent && first.client.place) return this.#take(first, first.client.place, now);
    const place = this.#current;
    const own = place.owner && this.#queue.find(({ client }) => client === place.owner);
    if (!place.owner || (own && !this.#canRun(own, now))) return this.#anybody(now);
    const isExpelled = now - place.since >= SHARE;
    if (isExpelled || (!own && this.#graceOf(place, now) <= 0)) return this.#other(isExpelled, now);
    return own ? this.#goOn(own, place, now) : null;
  }

  #goOn(own, place, now) {
    if (this.#queue.length > 1) this.#vain = 0;
    return this.#take(own, place, now);
  }

  /**
   * Who holds what others wait for comes first, be it a lock of the session alone: they wait for each turn until it is given back.
   * Then who has a transaction open, unless it had its share.
   */
  #anybody(now) {
    const holder = this.#first(now, ({ client }) => this.#isWaitedFor(client.place));
    return holder ?? this.#first(now, ({ client }) => client.place?.owner === client && !client.place.isExpelled) ?? this.#first(now);
  }

  #isWaitedFor(place) {
    return this.#queue.some(({ waitsFor }) => waitsFor?.has(place));
  }

  /** In the order in which they came. */
  #other(isExpelled, now) {
    const before = this.#current;
    const turn = this.#first(now);
    if (!turn || turn.place === before) return turn;
    before.isExpelled = isExpelled;
    before.isSlow ||= !isExpelled;
    if (!isExpelled) this.#vain++;
    return turn;
  }

  #first(now, isWanted = () => true) {
    for (const entry of this.#queue) {
      if (!isWanted(entry) || !this.#canRun(entry, now)) continue;
      const place = this.#placeFor(entry.client);
      if (place) return this.#take(entry, place, now);
    }
    return null;
  }

  #take(entry, place, now) {
    this.forget(entry.client);
    if (place !== this.#current) Object.assign(place, { since: now, isExpelled: false });
    this.#current = place;
    this.#served = entry.client;
    return { client: entry.client, place, ending: entry.ending };
  }

  #placeFor(client) {
    if (client.place) return client.place;
    const isFree = this.#current.isFreeFor(client);
    const bound = client.boundTo(isFree ? this.#current : null);
    if (bound) return bound.isFreeFor(client) ? bound : null;
    return isFree ? this.#current : this.#elsewhere(client);
  }

  /** Whether it waits for no lock, or is to be tried again, perhaps for the last time. */
  #canRun(entry, now) {
    if (entry.waitsFor && (entry.client.isCancelled || now >= entry.limit.until)) entry.ending ??= entry.limit.ending;
    return entry.waitsFor === null || entry.ending !== null;
  }

  /** For how long others still wait for an owner that thinks. */
  #graceOf(place, now) {
    if (this.#vain >= VAIN && this.#vain % TRIED !== 0) return 0;
    return place.lastActive + (place.isSlow ? SHORT_GRACE : GRACE) - now;
  }

  #elsewhere(client) {
    const free = this.#places.find((place) => place.isFreeFor(client));
    if (free || this.#places.length >= this.#most) return free ?? null;
    return this.#fork();
  }

  /** Milliseconds after which next() may give something although nothing has happened. */
  delay(now) {
    let delay = Infinity;
    for (const { waitsFor, limit } of this.#queue) {
      if (waitsFor) delay = Math.min(delay, limit.until - now);
      else if (this.#current.owner) delay = Math.min(delay, this.#graceOf(this.#current, now), this.#current.since + SHARE - now);
    }
    return Math.max(delay, 1);
  }

  /**
   * After a client's turn.
   * @param {Turn} turn
   * @param {Outcome & {owns: boolean}} outcome owns: whether its transaction goes on
   */
  settle({ client, place }, { owns, releases, waitsFor, due }, now) {
    this.#served = null;
    if (owns && place.owner !== client) place.since = now;
    place.lastActive = now;
    place.owner = owns ? client : null;
    if (!owns) place.isSlow = place.isExpelled = false;
    client.place = owns || place.keeper === client ? place : null;
    if (waitsFor) this.#await(client, waitsFor, this.#limitOf(client, due, now));
    else if (!owns || releases) this.#wake(place);
  }

  /** A statement that was tried again goes on; each lock that it waits for is another. */
  #limitOf(client, { statement, lock, transaction }, now) {
    client.lockWait ??= { since: now, statement, transaction };
    const { lockWait } = client;
    const ends = { timeout: lockWait.since + this.waitTimeout, statement: lockWait.statement, transaction: lockWait.transaction, lock };
    const [ending, until] = Object.entries(ends).reduce((first, other) => (other[1] < first[1] ? other : first));
    return { until, ending };
  }

  #await(client, waitsFor, limit) {
    this.forget(client);
    const entry = { ...entryOf(client), waitsFor, limit };
    // Without a place of its own it holds nothing that others could wait for.
    if (client.place && this.#leadsTo(client.place, waitsFor)) entry.ending = 'deadlock';
    this.#insert(entry);
  }

  /** Before those that wait since later, however often each was tried in vain. */
  #insert(entry) {
    const { since } = entry.client.lockWait;
    const index = this.#queue.findIndex(({ client }) => client.lockWait?.since > since);
    this.#queue.splice(index < 0 ? this.#queue.length : index, 0, entry);
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

const entryOf = (client) => ({ client, isUrgent: false, waitsFor: null, limit: null, ending: null });
