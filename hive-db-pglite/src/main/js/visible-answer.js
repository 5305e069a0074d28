// SPDX-License-Identifier: Apache-2.0
// What a client sees of the engine's answer: not what the bridge asked for itself, nor notifications that others listen to, and other
// errors where it is the bridge that ended the unit.

import { splice } from './answer.js';
import { resetRefusal } from './loss.js';
import { errorResponse } from './messages.js';
import { senderOf } from './notifications.js';

/**
 * @param {{bytes: Buffer, marks: object[]}} part of an answer
 * @param {{client: import('./client.js').Client, unit: object, place: import('./place.js').Place, known: object,
 *     notifications: import('./notifications.js').Notifications}} about
 * @returns {Buffer[]}
 */
export function visible(part, about) {
  const { client, unit, known } = about;
  const hidden = client.statements.settle(unit, part, known);
  if (unit.isCut) return [];
  return splice(part.bytes, editsOf(part, hidden, about));
}

function editsOf({ bytes, marks }, hidden, about) {
  if (marks.length === 0) return marks;
  const { client, unit } = about;
  const edits = hidden.map(({ start, end }) => ({ start, end }));
  for (const mark of marks) {
    const { kind, start, end } = mark;
    if (kind === 'error' && client.isOverdue) return cut(edits, start, bytes.length, unit);
    if (kind === 'parameter') client.noteParameter(bytes, start);
    const refusal = kind === 'error' ? refusalOf(bytes, mark, about) : null;
    if (refusal) edits.push({ start, end, replacement: errorResponse(refusal) });
    if (kind === 'notification') edits.push(...deliver(bytes, mark, about));
  }
  return inOrder(edits);
}

const inOrder = (edits) => edits.sort((a, b) => a.start - b.start);
const refusalOf = (bytes, mark, { client, unit }) => unit.refusal ?? (client.isYielding ? resetRefusal(bytes, mark) : null);

/** Where the connection ends, another error is the last that its client reads. */
function cut(edits, start, end, unit) {
  unit.isCut = true;
  return inOrder([...edits.filter((edit) => edit.start < start), { start, end }]);
}

function deliver(bytes, mark, { client, place, notifications }) {
  const hide = [{ start: mark.start, end: mark.end }];
  // What another backend sent was delivered when it was sent.
  if (senderOf(bytes, mark) !== place.backend.pid) return hide;
  const copy = Buffer.from(bytes.subarray(mark.start, mark.end));
  for (const other of notifications.others(client, bytes, mark)) other.tell(copy);
  return notifications.isListening(client, bytes, mark) ? [] : hide;
}
