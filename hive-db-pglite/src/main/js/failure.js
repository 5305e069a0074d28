// SPDX-License-Identifier: Apache-2.0
// What a client reads when its connection cannot go on.

import { QueryError } from './backend.js';
import { FramingError } from './framer.js';
import { SQLSTATE } from './messages.js';
import { FatalError } from './startup.js';

/** Whether an error is the client's or the engine's, and not the bridge's. */
export const isExpected = (e) => e instanceof FatalError || e instanceof FramingError || e instanceof QueryError || e instanceof RangeError;

/** The fields of the ErrorResponse that ends a connection. */
export function describe(e) {
  if (e instanceof FatalError) return { code: e.code, message: e.message, hint: e.hint };
  if (e instanceof QueryError) return { code: e.fields.C, message: e.fields.M, detail: e.fields.D, hint: e.fields.H };
  if (e instanceof FramingError || e instanceof RangeError) return { code: SQLSTATE.protocolViolation, message: e.message };
  return { code: SQLSTATE.internalError, message: `the bridge failed: ${e.message}` };
}
