// SPDX-License-Identifier: Apache-2.0
// The engine as the bridge uses it: units in, parsed answers out, its transaction status, questions of the bridge's own,
// and the end of all trust once it crashed.

import { AnswerReader, errorFields, textRows } from './answer.js';
import { Engine, EngineCrash } from './engine.js';
import { query } from './messages.js';

/** What a database is called inside its cluster. */
const STORED_NAME = 'postgres';

/** An error of the engine to a question of the bridge's own. */
export class QueryError extends Error {
  constructor(fields) {
    super(fields.M);
    this.fields = fields;
  }
}

export class Backend {
  #engine;
  /** Transaction status as the last ReadyForQuery told it: I, T or E. */
  status = 'I';
  /** What the engine met; null while it can be used. */
  crash = null;

  static async start(runtime, { name, directory, log, setAlarm }) {
    const backend = new Backend();
    backend.#engine = await Engine.start(runtime, { database: STORED_NAME, directory, log, setAlarm });
    if (name !== STORED_NAME) {
      // A cluster starts under the name that it was made with; this is what current_database() reads.
      backend.ask(`UPDATE pg_catalog.pg_database SET datname = '${name}' WHERE datname = '${STORED_NAME}'`);
    }
    return backend;
  }

  /** For a thread that wants to interrupt what runs. */
  get interrupts() {
    return this.#engine.interrupts;
  }

  /**
   * Runs a unit.
   * @param {Buffer[]} messages
   * @param {{onBegin?: () => void, onPart?: (part: object) => void, more?: () => Buffer}} [hooks] as the engine's, but
   *     onPart gets what AnswerReader made of the part
   * @returns {{bytes: Buffer, marks: object[], tags: string[], allTags: string[], isReady: boolean}}
   *     the last part of the answer, and the tags of the whole
   */
  execute(messages, { onBegin, onPart, more } = {}) {
    if (this.crash) throw new EngineCrash(this.crash);
    const reader = new AnswerReader();
    try {
      const rest = this.#engine.execute(messages, { onBegin, onPart: onPart && ((part) => onPart(reader.read(part))), more });
      const last = reader.read(rest);
      this.status = reader.status || this.status;
      return { ...last, allTags: reader.tags, isReady: reader.status !== '' };
    } catch (e) {
      this.crash = e.message;
      throw e;
    }
  }

  /** Asks for the bridge itself; gives rows of texts. */
  ask(sql) {
    const { bytes, marks } = this.execute([query(sql)]);
    const error = marks.find(({ kind }) => kind === 'error');
    if (error) throw new QueryError(errorFields(bytes, error.start, error.end));
    return textRows(bytes);
  }

  /** The same where an error of the engine does not matter. */
  try(sql) {
    try {
      this.ask(sql);
    } catch (e) {
      if (!(e instanceof QueryError)) throw e;
    }
  }

  /** Shuts down; with a directory this makes the next start need no recovery. */
  stop() {
    if (!this.crash) this.#engine.stop();
    this.crash ??= 'it was dropped';
  }
}
