// SPDX-License-Identifier: Apache-2.0
// Prepared statements and portals by connection, on one engine that knows only one name space. Names get a prefix on
// the way in; a statement that the engine lost (another connection's DISCARD ALL, or its unnamed statement) is parsed
// again before it is used, and the answer to that is taken out.

import { BodyReader, closeStatement, message, text } from './messages.js';

const [PARSE, BIND, DESCRIBE, EXECUTE, CLOSE, QUERY, STATEMENT] = [...'PBDECQS'].map((type) => type.charCodeAt(0));
const FORGETS_ALL = /^(DISCARD ALL|DEALLOCATE ALL)$/;

/** What the engine holds, whoever made it. */
export class EngineStatements {
  /** @type {Set<string>} names with prefix */
  known = new Set();
  /** @type {ClientStatements | null} whose unnamed statement the engine has */
  unnamedOf = null;

  /** A simple query drops the unnamed statement, as in PostgreSQL. */
  simpleQuery() {
    this.unnamedOf = null;
  }
}

export class ClientStatements {
  #engine;
  /** @type {Map<string, Buffer>} name with prefix (or '') to the Parse that made it */
  #parsed = new Map();

  constructor(engine, id) {
    this.#engine = engine;
    this.prefix = `hive${id}.`;
  }

  /**
   * Renames, and injects what the engine lost. The texts are the messages that hold the SQL of the unit, also where it
   * was sent earlier.
   * @returns {{messages: Buffer[], texts: Buffer[], expected: {kind: string, name: string, parse?: Buffer, injected?: boolean}[]}}
   */
  rewrite(messages) {
    const unit = { messages: [], expected: [], texts: [], fresh: new Set() };
    for (const original of messages) this.#rewriteOne(original, unit);
    return unit;
  }

  #rewriteOne(original, unit) {
    switch (original[0]) {
      case PARSE:
        return this.#parse(this.#renameAt(original, 5), unit);
      case BIND:
        return this.#bind(original, unit);
      case DESCRIBE:
        if (original[5] === STATEMENT) this.#ensure(this.#named(nameAt(original, 6)), unit);
        return unit.messages.push(this.#renameAt(original, 6));
      case CLOSE: {
        const renamed = this.#renameAt(original, 6);
        unit.messages.push(renamed);
        return unit.expected.push({ kind: 'closed', name: original[5] === STATEMENT ? nameAt(renamed, 6) : null });
      }
      case EXECUTE:
        return unit.messages.push(this.#renameAt(original, 5));
      case QUERY:
        unit.texts.push(original);
        return unit.messages.push(original);
      default:
        return unit.messages.push(original);
    }
  }

  #parse(parse, unit) {
    const name = nameAt(parse, 5);
    unit.messages.push(parse);
    unit.texts.push(parse);
    unit.expected.push({ kind: 'parsed', name, parse });
    unit.fresh.add(name);
  }

  #bind(original, unit) {
    const portalEnd = endOfName(original, 5);
    const statement = this.#named(nameAt(original, portalEnd));
    this.#ensure(statement, unit);
    const parsed = unit.fresh.has(statement) ? undefined : this.#parsed.get(statement);
    if (parsed) unit.texts.push(parsed);
    const portal = nameAt(original, 5);
    if (portal === '' && statement === '') return unit.messages.push(original);
    const rest = original.subarray(endOfName(original, portalEnd));
    return unit.messages.push(message('B', text(this.#named(portal)), text(statement), rest));
  }

  #ensure(name, unit) {
    if (unit.fresh.has(name) || this.#isHeld(name)) return;
    const parse = this.#parsed.get(name);
    if (!parse) return;
    unit.messages.push(parse);
    unit.expected.push({ kind: 'parsed', name, parse, injected: true });
    unit.fresh.add(name);
  }

  #isHeld(name) {
    return name === '' ? this.#engine.unnamedOf === this : this.#engine.known.has(name);
  }

  #named(name) {
    return name === '' ? '' : this.prefix + name;
  }

  #renameAt(original, at) {
    if (original[at] === 0) return original;
    const prefix = Buffer.from(this.prefix);
    const renamed = Buffer.allocUnsafe(original.length + prefix.length);
    original.copy(renamed, 0, 0, at);
    prefix.copy(renamed, at);
    original.copy(renamed, at + prefix.length, at);
    renamed.writeUInt32BE(renamed.length - 1, 1);
    return renamed;
  }

  /** The SQL of a statement, by the client's name for it. */
  sqlOf(name) {
    const parse = this.#parsed.get(this.#named(name));
    return parse ? new BodyReader(parse, endOfName(parse, 5)).string() : '';
  }

  /**
   * Takes note of what the engine confirmed in a part of its answer; gives the marks whose messages the client must not
   * see.
   */
  settle(unit, { marks, tags }) {
    const hidden = [];
    const { expected } = unit;
    unit.pending ??= { parsed: expected.filter((e) => e.kind === 'parsed'), closed: expected.filter((e) => e.kind === 'closed') };
    for (const mark of marks) {
      const step = unit.pending[mark.kind]?.shift();
      if (!step) continue;
      if (step.kind === 'parsed') this.#confirmParsed(step);
      else if (step.name) this.#forget(step.name);
      if (step.injected) hidden.push(mark);
    }
    if (tags.some((tag) => FORGETS_ALL.test(tag))) this.#forgetAll();
    return hidden;
  }

  #confirmParsed({ name, parse }) {
    this.#parsed.set(name, parse);
    if (name === '') this.#engine.unnamedOf = this;
    else this.#engine.known.add(name);
  }

  #forget(name) {
    this.#parsed.delete(name);
    this.#engine.known.delete(name);
  }

  #forgetAll() {
    this.#parsed.clear();
    this.#engine.known.clear();
    this.#engine.unnamedOf = null;
  }

  /** The connection sent a simple query: its unnamed statement is gone, as in PostgreSQL. */
  simpleQuery() {
    this.#parsed.delete('');
    this.#engine.simpleQuery();
  }

  /** Messages that free what this connection left in the engine. */
  closeAll() {
    const held = [...this.#parsed.keys()].filter((name) => name !== '' && this.#engine.known.has(name));
    for (const name of held) this.#engine.known.delete(name);
    if (this.#engine.unnamedOf === this) this.#engine.unnamedOf = null;
    this.#parsed.clear();
    return held.map(closeStatement);
  }
}

function endOfName(bytes, at) {
  const end = bytes.indexOf(0, at);
  if (end < 0) throw new RangeError('a name has no end');
  return end + 1;
}

const nameAt = (bytes, at) => new BodyReader(bytes, at).string();
