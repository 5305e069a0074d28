// SPDX-License-Identifier: Apache-2.0
// What an engine's thread does all day: takes what the network thread sent, and serves one client after the other.
// While a unit waits for its client (to send the data of a COPY, or to read), other databases are served in between.

import { Client } from './client.js';
import { DirectReading } from './direct-reading.js';
import { Reply } from './reply.js';
import { now, Slot } from './slots.js';

/**
 * How long to look for news before sleeping, in microseconds: what it may take to wake up an idle processor three times, as on a
 * virtual machine, where the client, the network thread and this one are woken for each statement otherwise. Where the processors
 * are busy, the client and the network thread wait for this one meanwhile: so after some looks in vain it is tried seldom.
 */
const LOOK = 500;
const VAIN_LOOKS = 3;
const SLEEPS_BETWEEN = 50;

export class Loop {
  #mailbox;
  #slots;
  #post;
  #isDirect;
  #look = LOOK;
  /** @type {Client[]} by slot */
  #clients = [];
  /** @type {Map<string, import('./database.js').Database>} */
  databases = new Map();
  /** What else the network thread wants, to be done between units of the database that it is about. */
  #requests = [];
  /** Until when each unit waits that is under way, the outermost first. @type {(() => boolean)[]} */
  #waits = [];
  #handle;
  #rest;
  #direct;
  #idleSince = 0;
  #vainSince = 0;
  #vainLooks = 0;
  #sleeps = 0;

  /**
   * @param {{mailbox: import('./mailbox.js').MailboxReader, notes?: import('./mailbox.js').MailboxWriter, post: (value: object, transfer?: ArrayBuffer[]) => void,
   *     handle: (request: object) => void, rest?: (idleSince: number) => number}} ways handle answers a request; rest may do something
   *     while nobody wants anything, since a time on the clock of performance.now(), and gives milliseconds after which to be
   *     called again: 0 if it did
   */
  constructor({ mailbox, notes, post, handle, rest = () => Infinity }) {
    this.#mailbox = mailbox;
    this.#post = post;
    this.#handle = handle;
    this.#rest = rest;
    this.#direct = new DirectReading({ mailbox, notes, post });
  }

  #configure({ slots, useDescriptors, look = LOOK }) {
    this.#look = look;
    this.#slots = slots;
    this.#isDirect = useDescriptors;
  }

  /** Serves for ever. */
  run() {
    for (;;) {
      this.serveAll();
      const delay = this.#rest(this.#idleSince);
      const { bell } = this.#mailbox;
      if (delay === 0) this.#direct.disturbed();
      else if (!this.#drain()) this.#sleep(bell, delay);
    }
  }

  /** Serves until there is nothing to do. */
  serveAll() {
    for (this.#drain(); this.#step(); this.#drain());
  }

  /** Does something for a database of which no unit runs; false if there is nothing. */
  #step() {
    const hasServed = this.#recoverLost() || this.#handleRequests() || this.#serveOne();
    if (hasServed) this.#idleSince = performance.now();
    return hasServed;
  }

  #recoverLost() {
    const lost = [...this.databases.values()].filter(({ isLost, isServing }) => isLost && !isServing);
    for (const database of lost) database.recover();
    return lost.length > 0;
  }

  /** Waits for news since the bell was looked at, so many milliseconds at most. */
  #sleep(bell, most) {
    if (this.#mayLook() && this.#hasNewsSoon(bell)) return;
    this.#direct.disturbed();
    this.#mailbox.wait(bell, Math.min(most, this.#delay()));
  }

  /** In vain once only since something was done last. */
  #mayLook() {
    if (this.#vainSince === this.#idleSince) return false;
    return this.#vainLooks < VAIN_LOOKS || ++this.#sleeps % SLEEPS_BETWEEN === 0;
  }

  #hasNewsSoon(bell) {
    this.#direct.wish();
    const until = performance.now() + this.#look / 1000;
    while (this.#mailbox.bell === bell && !this.#direct.read(bell, this.#receiveDirectly)) {
      if (performance.now() > until) {
        this.#vainLooks++;
        this.#vainSince = this.#idleSince;
        return false;
      }
    }
    this.#vainLooks = 0;
    return true;
  }

  /** Milliseconds after which there may be something to do without news. */
  #delay() {
    const time = now();
    return Math.min(...[...this.databases.values()].map(({ isBusy, scheduler }) => (isBusy ? Infinity : scheduler.delay(time))));
  }

  #drain() {
    return this.#mailbox.drain(
      (index, bytes) => this.#receive(this.#clients[index], bytes),
      (request) => this.#take(request),
    );
  }

  #receive(client, bytes) {
    if (!client) return;
    this.#direct.heard(client);
    this.#receiveDirectly(client, bytes);
  }

  #receiveDirectly = (client, bytes) => {
    client.receive(bytes);
    this.#wake(client);
  };

  #wake(client) {
    if (client.isReady) client.database.scheduler.ready(client);
  }

  #take(request) {
    this.#direct.disturbed();
    if (request.enter) this.#enter(request.enter);
    else if (request.leave) this.#leave(request.leave);
    else if (request.fail) this.#fail(request.fail);
    else if (request.configure) this.#configure(request.configure);
    else this.#requests.push(request);
  }

  /** Answers what can be answered now; false if there is nothing. */
  #handleRequests() {
    if (this.#requests.length === 0) return false;
    const isReady = ({ database }) => !this.databases.get(database)?.isBusy;
    const ready = this.#requests.filter(isReady);
    this.#requests = this.#requests.filter((request) => !isReady(request));
    for (const request of ready) this.#handle(request);
    return ready.length > 0;
  }

  #enter({ slot: index, descriptor, database: name, ...description }) {
    const database = this.databases.get(name);
    if (!database) return this.#post({ slot: index, left: true });
    const slot = new Slot(this.#slots, index);
    const waitWhile = (condition, patience) => this.#waitWhile(database, condition, patience);
    const reply = new Reply(slot, this.#isDirect ? descriptor : -1, this.#post, waitWhile);
    const ways = { slot, reply, post: this.#post, waitWhile };
    const client = new Client(description, database, ways);
    this.#clients[index] = client;
    this.#direct.enter(client, this.#isDirect ? descriptor : -1);
    database.clients.add(client);
    this.#wake(client);
  }

  #leave({ slot: index, hasTerminated }) {
    const client = this.#clients[index];
    if (!client) return;
    client.leave(hasTerminated);
    const { database } = client;
    if (this.databases.get(database.name) === database) database.scheduler.readyFirst(client);
    else this.#depart(client);
  }

  /** Nobody serves a database that was dropped. */
  #depart(client) {
    client.depart();
    this.#clients[client.slotIndex] = undefined;
  }

  #fail({ slot: index, error }) {
    const client = this.#clients[index];
    client.fail(error);
    this.#wake(client);
  }

  /** Serves one client of any database whose turn it is; false when there is none. */
  #serveOne() {
    for (const [name, database] of this.databases) {
      const turn = database.next(now());
      if (!turn) continue;
      this.#serve(database, turn);
      this.#rotate(name, database);
      return true;
    }
    return false;
  }

  #serve(database, turn) {
    const { client } = turn;
    this.#direct.serving(client);
    database.isServing = true;
    const outcome = client.serve(turn);
    database.isServing = false;
    database.scheduler.settle(turn, outcome, now());
    if (!client.hasDeparted) return this.#wake(client);
    this.#clients[client.slotIndex] = undefined;
    for (const other of database.clients) this.#wake(other); // who is alone now may begin sooner
  }

  /** The database that was served comes last next time. */
  #rotate(name, database) {
    if (this.databases.size === 1 || this.databases.get(name) !== database) return;
    this.databases.delete(name);
    this.databases.set(name, database);
  }

  /**
   * In the middle of a unit that waits for its client: does something for other databases, or sleeps.
   * @param {() => boolean} condition until when; what changes it rings the bell, so that is looked at first
   * @param {number} [patience] milliseconds after which it is over, if others wait for the unit to end
   * @returns {boolean} whether it is over for that
   */
  #waitWhile(database, condition, patience = Infinity) {
    const until = now() + patience;
    this.#waits.push(condition);
    try {
      for (;;) {
        const { bell } = this.#mailbox;
        if (!condition()) return false;
        const left = until - now();
        if (left <= 0 && this.#isAwaited(database)) return true;
        this.#direct.disturbed();
        if (this.#drain() || this.#step()) continue;
        const delay = this.#rest(this.#idleSince);
        if (delay > 0) this.#sleep(bell, left <= 0 ? delay : Math.min(left, delay));
      }
    } finally {
      this.#waits.pop();
    }
  }

  /** Whether somebody waits for the innermost unit to end: its database, or a unit that it interrupts. */
  #isAwaited({ name, scheduler }) {
    const isInterrupting = this.#waits.slice(0, -1).some((isWaiting) => !isWaiting());
    return isInterrupting || scheduler.isAwaited || this.#requests.some(({ database }) => database === name);
  }
}
