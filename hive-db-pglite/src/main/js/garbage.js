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
 * Node.js has this function only where a flag was set when a context was made. It is the process's: another thread may take it
 * away in between, and then it is done again. While it is set, V8 refuses its cache of Node.js's own code.
 */
function collector() {
  for (;;) {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('globalThis.gc');
    setFlagsFromString('--no-expose-gc');
    if (gc) return gc;
  }
}
