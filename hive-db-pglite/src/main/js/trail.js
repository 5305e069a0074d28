// SPDX-License-Identifier: Apache-2.0
// Remembers what a client last asked for, as cheaply as possible: it is looked at only when somebody wants a report.

const [QUERY, PARSE, BIND] = [...'QPB'].map((type) => type.charCodeAt(0));
const KEPT = 1024;
const MOST_STATEMENTS = 1000;

export class Trail {
  #bytes = null;
  #at = 0;
  /** @type {Map<string, Buffer>} the Parse of each named statement */
  #statements = new Map();

  /** Takes note of a message among others. */
  note(bytes, start, end) {
    if (bytes[start] !== QUERY && bytes[start] !== PARSE && bytes[start] !== BIND) return;
    if (bytes[start] === PARSE) return this.#noteParse(excerpt(bytes, start, end));
    const isLarge = bytes.length > KEPT;
    this.#bytes = isLarge ? excerpt(bytes, start, end) : bytes;
    this.#at = isLarge ? 0 : start;
  }

  #noteParse(parse) {
    this.#bytes = parse;
    this.#at = 0;
    if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear();
    this.#statements.set(stringAt(parse, 5), parse);
  }

  /** The beginning of the last statement's SQL; '' where it is not known. */
  get statement() {
    if (!this.#bytes) return '';
    const bytes = this.#bytes.subarray(this.#at);
    if (bytes[0] === QUERY) return stringAt(bytes, 5);
    if (bytes[0] === PARSE) return sqlOf(bytes);
    const parse = this.#statements.get(stringAt(bytes, afterString(bytes, 5)));
    return parse ? sqlOf(parse) : '';
  }
}

const excerpt = (bytes, start, end) => Buffer.from(bytes.subarray(start, Math.min(end, start + KEPT)));
const sqlOf = (parse) => stringAt(parse, afterString(parse, 5));

function afterString(bytes, at) {
  const end = bytes.indexOf(0, at);
  return end < 0 ? bytes.length : end + 1;
}

/** An excerpt may end in the middle. */
const stringAt = (bytes, at) => bytes.toString('utf8', at, Math.max(at, bytes.indexOf(0, at) < 0 ? bytes.length : bytes.indexOf(0, at)));
