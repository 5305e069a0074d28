// SPDX-License-Identifier: Apache-2.0
// Gives memory back. V8 counts little of what an engine that is no longer used holds, and leaves it for a long time.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect = null;

/** Collects what this thread does not use any more; takes some milliseconds. */
export function collectGarbage() {
  collect ??= collector();
  collect();
}

/**
 * Node.js has this function only with a flag, which counts when a context is made. It stays: all threads have it in common,
 * and another one may be about to make its context.
 */
function collector() {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
