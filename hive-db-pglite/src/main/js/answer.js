// SPDX-License-Identifier: Apache-2.0
// Reads what the engine answered to a unit: walks over the messages and reports those that the bridge must know of.

const [DATA_ROW, COPY_DATA, COMMAND_COMPLETE, READY] = [...'DdCZ'].map((type) => type.charCodeAt(0));
const KINDS = new Map(
  Object.entries({ 1: 'parsed', 3: 'closed', E: 'error', S: 'parameter', A: 'notification' }).map(([type, kind]) => [type.charCodeAt(0), kind]),
);
const NOTHING = Buffer.alloc(0);
const NONE = [];

/** First letters of command tags that change the state of the session, or what sessions begin with; all others are passed over quickly. */
const SESSION_TAGS = /^(SET|RESET|DISCARD|DEALLOCATE|LISTEN|UNLISTEN|PREPARE|ALTER (ROLE|DATABASE)$|DO$|CALL$)/;
const FIRST_LETTERS = new Set([...'SRDLUPAC'].map((letter) => letter.charCodeAt(0)));

/** Messages that may be long, of which nothing has to be known: their parts are passed on as they come. */
const isStreamed = (type) => type === DATA_ROW || type === COPY_DATA;
const HEAD = 5;

/** Takes an answer in parts, however they were cut. */
export class AnswerReader {
  #carry = NOTHING;
  #passing = 0;
  /** Transaction status of the last ReadyForQuery; '' before there was one. */
  status = '';
  /** Command tags that changed the session, of all parts. */
  tags = [];

  /** Whether what was given out ends inside of a message. */
  get isMidMessage() {
    return this.#passing > 0;
  }

  /**
   * Takes a part.
   * @returns {{bytes: Buffer, marks: {kind: string, start: number, end: number}[], tags: string[]}} what can be passed
   *     on, with the places of interest in it, in order, and the command tags that changed the session
   */
  read(part) {
    const bytes = this.#carry.length === 0 ? part : Buffer.concat([this.#carry, part]);
    const marks = [];
    const known = this.tags.length;
    let start = Math.min(this.#passing, bytes.length);
    this.#passing -= start;
    while (start + HEAD <= bytes.length) {
      const end = start + 1 + bytes.readUInt32BE(start + 1);
      if (end > bytes.length) {
        if (!isStreamed(bytes[start])) break;
        this.#passing = end - bytes.length;
        start = bytes.length;
        break;
      }
      this.#note(bytes, start, end, marks);
      start = end;
    }
    // A copy: the engine goes on writing where the part was.
    this.#carry = start === bytes.length ? NOTHING : Buffer.from(bytes.subarray(start));
    const tags = this.tags.length === known ? NONE : this.tags.slice(known);
    return { bytes: start === bytes.length ? bytes : bytes.subarray(0, start), marks, tags };
  }

  #note(bytes, start, end, marks) {
    const type = bytes[start];
    if (type === DATA_ROW || type === COPY_DATA) return;
    const kind = KINDS.get(type);
    if (kind) marks.push({ kind, start, end });
    else if (type === READY) this.status = String.fromCharCode(bytes[start + 5]);
    else if (type === COMMAND_COMPLETE && FIRST_LETTERS.has(bytes[start + 5])) {
      const tag = bytes.toString('latin1', start + 5, end - 1);
      if (SESSION_TAGS.test(tag)) this.tags.push(tag);
    }
  }
}

/** Reads a whole answer. */
export function readAnswer(bytes) {
  const reader = new AnswerReader();
  return { ...reader.read(bytes), status: reader.status };
}

/** Cuts pieces out of an answer, or puts others in their place; without edits it is the answer itself. */
export function splice(bytes, edits) {
  if (edits.length === 0) return [bytes];
  const pieces = [];
  let from = 0;
  for (const { start, end, replacement } of edits) {
    if (start > from) pieces.push(bytes.subarray(from, start));
    if (replacement) pieces.push(replacement);
    from = end;
  }
  if (from < bytes.length) pieces.push(bytes.subarray(from));
  return pieces;
}

/** The fields of an ErrorResponse or NoticeResponse by their letter. */
export function errorFields(bytes, start, end) {
  const fields = {};
  for (let at = start + 5; at < end && bytes[at] !== 0; ) {
    const stop = bytes.indexOf(0, at);
    fields[String.fromCharCode(bytes[at])] = bytes.toString('utf8', at + 1, stop);
    at = stop + 1;
  }
  return fields;
}

/** The rows of a simple query's answer, as texts. */
export function textRows(bytes) {
  const rows = [];
  for (let start = 0; start < bytes.length; start += 1 + bytes.readUInt32BE(start + 1)) {
    if (bytes[start] === DATA_ROW) rows.push(textRow(bytes, start + 5));
  }
  return rows;
}

function textRow(bytes, at) {
  const row = [];
  let next = at + 2;
  for (let left = bytes.readUInt16BE(at); left > 0; left--) {
    const length = bytes.readInt32BE(next);
    next += 4;
    row.push(length < 0 ? null : bytes.toString('utf8', next, next + length));
    next += Math.max(length, 0);
  }
  return row;
}
