// SPDX-License-Identifier: Apache-2.0
// A transaction that was open when its database went back to an earlier state is gone. Its client learns that from its
// next statement, which is not run; only a ROLLBACK is, because it asks for nothing else.

import { errorFields } from './answer.js';
import { BodyReader, errorResponse, message, query, readyForQuery, SQLSTATE, text } from './messages.js';

const HINT = 'Roll it back and begin again: nothing that it wrote or read is left.';
const ROLLBACK = /^\s*(rollback|abort)(\s+(work|transaction))?\s*;?\s*$/i;
const COMMIT = /^\s*(commit|end)(\s+(work|transaction))?\s*;?\s*$/i;
const BEGIN = /^\s*(begin|start\s+transaction)\b[^;]*;?\s*$/i;
const FAIL = query("DO $$ BEGIN RAISE EXCEPTION 'its transaction is gone'; END $$");
/** After an error PostgreSQL takes nothing until Sync. */
export const FAIL_UNTIL_SYNC = message('B', text(''), text('hive lost'), Buffer.alloc(6));
const PARSE = 'P'.charCodeAt(0);
const ENDS = new Set([...'SQF'].map((type) => type.charCodeAt(0)));

/** What a client is told whose transaction was open. */
export const lostBy = (event) => ({ code: SQLSTATE.transactionRollback, message: `${event} while this transaction was open`, hint: HINT });

export const RESET = 'the database was reset';
export const RESTART = 'the database crashed and was restarted';
const INTERRUPTED = { code: SQLSTATE.queryCanceled, message: `${RESET} while this statement ran`, hint: 'Run it again.' };

/** What is to stand in the place of an error that came because a reset ended the statement; null for any other. */
export function resetRefusal(bytes, { start, end }) {
  return errorFields(bytes, start, end).C === SQLSTATE.queryCanceled ? INTERRUPTED : null;
}

/**
 * Answers a unit of a client that lost its transaction.
 * @param {import('./client.js').Client} client
 * @param {Buffer[]} messages
 * @param {import('./backend.js').Backend} backend with the client's session
 * @returns {{status: string, isReady: boolean} | null} null where the unit is to be run
 */
export function answerLoss(client, messages, backend) {
  const { error, wasInBlock, wasMidUnit } = client.loss;
  client.loss = null;
  const statement = sqlOf(messages) ?? client.statement;
  if (wasInBlock) backend.ask('BEGIN');
  if (wasInBlock && !wasMidUnit && ROLLBACK.test(statement)) return null;
  const isReady = ENDS.has(messages.at(-1)[0]);
  if (wasInBlock) backend.execute([isReady && COMMIT.test(statement) ? query('ROLLBACK') : FAIL]);
  if (!isReady) backend.execute([FAIL_UNTIL_SYNC]);
  client.answer([errorResponse(error), ...(isReady ? [readyForQuery(backend.status)] : [])]);
  return { status: backend.status, isReady };
}

/**
 * Whether a unit does nothing but begin a transaction. Drivers send what comes next with it: if a reset ended the begin alone,
 * the rest would be done without a transaction. So it is run once more, and its transaction is lost as a whole.
 */
export function onlyBegins({ texts, fresh }) {
  return texts.length > 0 && texts.every((bytes) => BEGIN.test(textOf(bytes))) && [...fresh].every((name) => name === '');
}

function textOf(bytes) {
  const reader = new BodyReader(bytes, 5);
  if (bytes[0] === PARSE) reader.string();
  return reader.string();
}

/** What the unit itself parses. */
function sqlOf(messages) {
  const parse = messages.findLast(([type]) => type === PARSE);
  return parse ? textOf(parse) : null;
}
