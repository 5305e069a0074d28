// SPDX-License-Identifier: Apache-2.0
// The session of a connection, wherever it is: its settings and statements, and which of the database's backends has
// something of it that cannot be had elsewhere.

import { ClientSettings } from './settings.js';
import { BodyReader } from './messages.js';
import { ClientStatements } from './statements.js';

const MENTIONS_SEQUENCES = /currval|lastval/i;
const FORGETS_STATEMENTS = /^(DISCARD ALL|DEALLOCATE ALL)$/;
const [QUERY, PARSE, BIND] = [...'QPB'].map((type) => type.charCodeAt(0));

export class ClientSession {
  /** The last of which one tells what SQL it is. */
  #messages = [];
  #statementsAt = null;
  #sequencesAt = null;
  statements = new ClientStatements();
  /** The place that only this connection may use now; null if it goes where there is room. */
  place = null;
  /** Where its settings were changed last. */
  settingsAt = null;
  /** Since when its unit waits for locks, and when its statement_timeout and transaction_timeout are over; null if it did not have to wait. */
  lockWait = null;
  applicationName;
  /** What its next unit is told of, in place of being run: its transaction is gone; null if nothing is. */
  loss = null;
  /** Whether the database has settings for it. */
  hasDefaults = false;
  /** Whether the last unit was not ended by ReadyForQuery. */
  isMidUnit = false;

  /** @param {Map<string, string>} settings those of the startup packet */
  constructor(settings) {
    this.settings = new ClientSettings(settings);
    this.applicationName = settings.get('application_name') ?? '';
  }

  /**
   * The place where the next unit has to run; null if it does not matter.
   * @param {import('./place.js').Place | null} free where it would run otherwise, if that is known
   */
  boundTo(free) {
    if (this.#statementsAt) return this.#statementsAt;
    if (this.#sequencesAt === null || this.#sequencesAt === free) return null;
    const texts = this.statements.textsOf(this.upcoming);
    return texts.some((bytes) => MENTIONS_SEQUENCES.test(bytes.toString('latin1'))) ? this.#sequencesAt : null;
  }

  /** A unit, or a part of one, is about to be run. */
  noteMessages(messages) {
    if (!this.isMidUnit || messages.some(([type]) => type === PARSE || type === BIND)) this.#messages = messages;
  }

  /** The SQL that runs, or ran last. */
  get statement() {
    for (const message of this.#messages.toReversed()) {
      const reader = new BodyReader(message, 5);
      if (message[0] === QUERY) return reader.string();
      if (message[0] !== PARSE && message[0] !== BIND) continue;
      reader.string();
      const text = reader.string();
      return message[0] === PARSE ? text : this.statements.sqlOf(text, this.#messages);
    }
    return '';
  }

  /** The backends that it used are no more. */
  forgetPlaces() {
    this.#statementsAt = this.#sequencesAt = this.place = this.settingsAt = this.lockWait = null;
  }

  /** Takes note of a unit that was run in a place. */
  observe(texts, messages, tags, { place, usedSequence }) {
    this.settings.observe(texts, messages, tags);
    if (this.settings.stale) this.settingsAt = place;
    // SQL's own PREPARE, whose statements are not known in other places.
    if (tags.includes('PREPARE')) this.#statementsAt = place;
    if (tags.some((tag) => FORGETS_STATEMENTS.test(tag))) this.#statementsAt = null;
    if (usedSequence) this.#sequencesAt = place;
  }
}
