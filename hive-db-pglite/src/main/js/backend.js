// SPDX-License-Identifier: Apache-2.0
// The engine as the bridge uses it: units in, parsed answers out, its transaction status, questions of the bridge's own,
// and the end of all trust once it crashed.

import { errorFields, readAnswer, textRows } from './answer.js';
import { Engine, EngineCrash } from './engine.js';
import { copyFail, query } from './messages.js';

/** What a database is called inside its cluster. */
const STORED_NAME = 'postgres';
const NO_DATA = [copyFail('no data')];

/** An error of the engine to a question of the bridge's own. */
export class QueryError extends Error {
  constructor(fields) {
    super(fields.M);
    this.fields = fields;
  }
}

export class Backend {
  #engine;
  #isMuted = false;
  /** Transaction status as the last ReadyForQuery told it: I, T or E. */
  status = 'I';
  /** What the engine met; null while it can be used. */
  crash = null;

  static async start(runtime, { name, directory, log }) {
    const backend = new Backend();
    const visible = (line) => backend.#isMuted || log(line);
    backend.#engine = await Engine.start(runtime, { database: STORED_NAME, directory, log: visible });
    if (name !== STORED_NAME) {
      // A cluster starts under the name that it was made with; this is what current_database() reads.
      backend.ask(`UPDATE pg_catalog.pg_database SET datname = '${name}' WHERE datname = '${STORED_NAME}'`);
    }
    return backend;
  }

  /**
   * Runs a unit.
   * @param {Buffer[]} messages
   * @param {Buffer[]} [refusal] what ends a COPY FROM STDIN for which there are no data
   */
  execute(messages, refusal = NO_DATA) {
    if (this.crash) throw new EngineCrash(this.crash);
    let starved = false;
    try {
      const bytes = this.#engine.execute(messages, () => {
        starved = true;
        return Buffer.concat(refusal);
      });
      const answer = readAnswer(bytes);
      this.status = answer.status || this.status;
      return { ...answer, bytes, starved };
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

  /** Does something that leaves no trace in the log. */
  muted(action) {
    this.#isMuted = true;
    try {
      return action();
    } finally {
      this.#isMuted = false;
    }
  }

  /** Shuts down; with a directory this makes the next start need no recovery. */
  stop() {
    if (!this.crash) this.#engine.stop();
    this.crash ??= 'it was dropped';
  }
}
