// SPDX-License-Identifier: Apache-2.0
// Prepared statements of a connection. It has a table of its own in each backend that it used; a statement that is
// not in the table at hand is parsed again before it is used, and the answer to that is taken out.

import { BodyReader, closeStatement } from './messages.js';

const [PARSE, BIND, DESCRIBE, CLOSE, QUERY, STATEMENT] = [...'PBDCQS'].map((type) => type.charCodeAt(0));
const HEAD = 5;
const FORGETS_ALL = /^(DISCARD ALL|DEALLOCATE ALL)$/;

export class ClientStatements {
  /** @type {Map<string, Buffer>} name ('' too) to the Parse that made it */
  #parsed = new Map();
  #lastBind = { message: null, end: 0, name: '' };

  /**
   * Injects what the backend does not know. The texts are the messages that hold the SQL of the unit, also where it was
   * sent earlier.
   * @param {Buffer[]} messages
   * @param {Map<string, Buffer>} known what made the statements in the backend, by name
   * @returns {{messages: Buffer[], texts: Buffer[], expected: {kind: string, name: string, parse?: Buffer, isInjected?: boolean}[],
   *     fresh: Set<string>}}
   */
  rewrite(messages, known) {
    const unit = { messages: [], expected: [], texts: [], fresh: new Set() };
    for (const message of messages) {
      this.#look(message, unit, known);
      unit.messages.push(message);
    }
    return unit;
  }

  #look(message, unit, known) {
    switch (message[0]) {
      case PARSE:
        return this.#parse(message, unit, known);
      case BIND:
        return this.#use(this.#bound(message), unit, known);
      case DESCRIBE:
        return message[5] === STATEMENT ? this.#ensure(nameAt(message, 6), unit, known) : undefined;
      case CLOSE:
        return unit.expected.push({ kind: 'closed', name: message[5] === STATEMENT ? nameAt(message, 6) : null });
      case QUERY:
        return unit.texts.push(message);
    }
  }

  #parse(parse, unit, known) {
    const name = nameAt(parse, 5);
    if (name !== '' && !unit.fresh.has(name) && known.has(name) && known.get(name) !== this.#parsed.get(name)) close(name, unit);
    unit.texts.push(parse);
    unit.expected.push({ kind: 'parsed', name, parse });
    unit.fresh.add(name);
  }

  #use(name, unit, known) {
    this.#ensure(name, unit, known);
    const parsed = unit.fresh.has(name) ? undefined : this.#parsed.get(name);
    if (parsed && unit.texts.at(-1) !== parsed) unit.texts.push(parsed);
  }

  /** The name of the statement that a Bind is for: mostly that of the one before, in a portal of the same name. */
  #bound(bind) {
    const { message, end } = this.#lastBind;
    let at = HEAD;
    while (at < end && bind[at] === message[at]) at++;
    if (end > 0 && at === end) return this.#lastBind.name;
    const start = endOfName(bind, HEAD);
    const name = nameAt(bind, start);
    const stop = endOfName(bind, start);
    this.#lastBind = { message: Buffer.from(bind.subarray(0, stop)), end: stop, name };
    return name;
  }

  #ensure(name, unit, known) {
    const parse = this.#parsed.get(name);
    if (unit.fresh.has(name) || known.get(name) === parse) return;
    // It was closed, or made anew, while the connection used another backend.
    if (known.has(name)) close(name, unit);
    if (!parse) return;
    unit.messages.push(parse);
    unit.texts.push(parse);
    unit.expected.push({ kind: 'parsed', name, parse, isInjected: true });
    unit.fresh.add(name);
  }

  /** The SQL of a statement, which the unit that runs may have made. */
  sqlOf(name, unit = []) {
    const parse = unit.findLast((message) => message[0] === PARSE && nameAt(message, 5) === name) ?? this.#parsed.get(name);
    return parse ? new BodyReader(parse, endOfName(parse, 5)).string() : '';
  }

  /** The messages that hold the SQL of messages that are still to be run. */
  textsOf(messages) {
    return this.rewrite(messages, this.#parsed).texts;
  }

  /**
   * Takes note of what the engine confirmed in a part of its answer; gives the marks whose messages the client must not
   * see.
   */
  settle(unit, { marks, tags }, known) {
    const hidden = [];
    if (marks.length === 0 && tags.length === 0) return hidden;
    const { expected } = unit;
    unit.pending ??= { parsed: expected.filter((e) => e.kind === 'parsed'), closed: expected.filter((e) => e.kind === 'closed') };
    for (const mark of marks) {
      const step = unit.pending[mark.kind]?.shift();
      if (!step) continue;
      if (step.kind === 'parsed') this.#confirm(step, known);
      else if (step.name !== null) this.#forget(step.name, known);
      if (step.isInjected) hidden.push(mark);
    }
    if (tags.some((tag) => FORGETS_ALL.test(tag))) this.#forgetAll(known);
    return hidden;
  }

  #confirm({ name, parse }, known) {
    this.#parsed.set(name, parse);
    known.set(name, parse);
  }

  #forget(name, known) {
    this.#parsed.delete(name);
    known.delete(name);
  }

  #forgetAll(known) {
    this.#parsed.clear();
    known.clear();
  }

  /** The connection sent a simple query: its unnamed statement is gone, as in PostgreSQL. */
  simpleQuery(known) {
    this.#forget('', known);
  }
}

function close(name, unit) {
  unit.messages.push(closeStatement(name));
  unit.expected.push({ kind: 'closed', name: null, isInjected: true });
}

function endOfName(bytes, at) {
  const end = bytes.indexOf(0, at);
  if (end < 0) throw new RangeError('a name has no end');
  return end + 1;
}

const nameAt = (bytes, at) => new BodyReader(bytes, at).string();
