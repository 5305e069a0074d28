// SPDX-License-Identifier: Apache-2.0
// What follows when an engine can no longer be trusted. As with a native server whose process died: nobody gets an answer
// of it any more, all connections to the database end, and PostgreSQL starts again on the same files and recovers what
// was committed.

import { lostBy, RESTART } from './loss.js';
import { SQLSTATE } from './messages.js';
import { nameOf, shorten } from './owner.js';

// postmaster.c and postgres.c: quickdie
const OTHERS = 'terminating connection because of crash of another server process';
const RECONNECT = 'In a moment you should be able to reconnect to the database and repeat your command.';

export class Recovery {
  #backends;
  #options;
  #clients;
  #goOn;
  #reason = null;
  /** Why there will be none until a reset; null if there is one, or will be. */
  #closedBy = null;

  /**
   * @param {import('./backends.js').Backends} backends
   * @param {{name: string, log: (line: string) => void, onCrash: (news: {reason: string, isClosed: boolean}) => void,
   *     onEngine?: (interrupts: object) => void}} options
   * @param {Set<import('./client.js').Client>} clients
   * @param {(loss: object) => void} goOn what is to be done with a new engine
   */
  constructor(backends, options, clients, goOn) {
    this.#backends = backends;
    this.#options = { onEngine: () => {}, ...options };
    this.#clients = clients;
    this.#goOn = goOn;
  }

  /**
   * The engine crashed, or was used although it had.
   * @param {Error} e
   * @param {string} statement what it was doing
   * @param {import('./client.js').Client | null} victim for whom
   */
  crashed(e, statement, victim) {
    const { name, log } = this.#options;
    if (this.#closedBy) return victim?.end(this.#refusal());
    if (this.isDue) return;
    this.#reason = e.message;
    log(`database ${name} crashed in [${shorten(statement)}]: ${e.cause?.stack ?? e.stack}`);
    if (e.isMidMessage) victim?.finish(); // it would take an error for the rest of a row
    victim?.end({
      code: SQLSTATE.internalError,
      message: `database "${name}" crashed and is restarted: ${e.message}; statement: ${shorten(statement)}`,
      hint: `What was committed is kept. ${RECONNECT}`,
    });
    const detail = `${victim ? nameOf(victim) : 'the bridge'} ran [${shorten(statement)}]: ${e.message}`;
    for (const client of this.#clients) client.end({ code: SQLSTATE.crashShutdown, message: OTHERS, detail, hint: RECONNECT });
    this.#options.onCrash({ reason: e.message, isClosed: false });
  }

  /** Whether there is no engine at the moment, and restart is to follow. */
  get isDue() {
    return this.#reason !== null;
  }

  /** Starts PostgreSQL again; to be called when nothing runs any more that began with the engine that is lost. */
  restart() {
    const { name, log, onEngine } = this.#options;
    const begun = performance.now();
    try {
      this.#backends.recover();
      onEngine(this.#backends.first.interrupts);
      this.#goOn(lostBy(RESTART));
      log(`database ${name} was restarted in ${Math.round(performance.now() - begun)} ms; what was committed is kept`);
    } catch (e) {
      log(`database ${name} could not be restarted: ${e.stack}`);
      this.close(`${this.#reason}; its restart failed: ${e.message}`);
    } finally {
      this.#reason = null;
    }
  }

  /** There is no engine, or none whose state is known: only a reset can mend that. */
  close(reason) {
    this.#closedBy = reason;
    this.#backends.first.condemn(reason);
    this.#options.onCrash({ reason, isClosed: true });
    for (const client of this.#clients) client.end(this.#refusal());
  }

  /** There is an engine again. */
  reopen() {
    this.#closedBy = null;
  }

  #refusal() {
    return { code: SQLSTATE.internalError, message: `database "${this.#options.name}" is closed: ${this.#closedBy}` };
  }
}
