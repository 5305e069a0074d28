// SPDX-License-Identifier: Apache-2.0
// Reads what the engine answered to a unit: walks over the messages and reports those that the bridge must know of.

const [PARSE_COMPLETE, CLOSE_COMPLETE, COMMAND_COMPLETE, ERROR, READY, PARAMETER, NOTIFICATION, COPY_IN] = [...'13CEZSAG'].map(
  (type) => type.charCodeAt(0),
);

/** First letters of command tags that change the state of the session; all others are passed over quickly. */
const SESSION_TAGS = /^(SET|RESET|DISCARD|DEALLOCATE|LISTEN|UNLISTEN)/;
const FIRST_LETTERS = new Set([...'SRDLU'].map((letter) => letter.charCodeAt(0)));

/**
 * @typedef {object} Answer
 * @property {string} status transaction status of the last ReadyForQuery; '' where there was none
 * @property {{kind: string, start: number, end: number}[]} marks places of interest, in order
 * @property {string[]} tags command tags that changed the session
 */

/** @returns {Answer} */
export function readAnswer(bytes) {
  const marks = [];
  const tags = [];
  let status = '';
  for (let start = 0; start < bytes.length; ) {
    const end = start + 1 + bytes.readUInt32BE(start + 1);
    switch (bytes[start]) {
      case PARSE_COMPLETE:
        marks.push({ kind: 'parsed', start, end });
        break;
      case CLOSE_COMPLETE:
        marks.push({ kind: 'closed', start, end });
        break;
      case ERROR:
        marks.push({ kind: 'error', start, end });
        break;
      case PARAMETER:
        marks.push({ kind: 'parameter', start, end });
        break;
      case NOTIFICATION:
        marks.push({ kind: 'notification', start, end });
        break;
      case COPY_IN:
        marks.push({ kind: 'copyIn', start, end });
        break;
      case READY:
        status = String.fromCharCode(bytes[start + 5]);
        break;
      case COMMAND_COMPLETE:
        if (FIRST_LETTERS.has(bytes[start + 5])) {
          const tag = bytes.toString('latin1', start + 5, end - 1);
          if (SESSION_TAGS.test(tag)) tags.push(tag);
        }
        break;
    }
    start = end;
  }
  return { status, marks, tags };
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
    if (bytes[start] === 0x44) rows.push(textRow(bytes, start + 5));
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
