// SPDX-License-Identifier: Apache-2.0
// A directory of this machine that holds a cluster.

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { extractTo } from './image.js';
import { PGDATA } from './module.js';

/** A directory without a cluster gets one, whole or not at all. */
export function prepareDirectory(image, directory) {
  if (!directory || existsSync(directory)) return;
  const partial = `${directory}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  extractTo(image, `${PGDATA}/`, partial);
  renameSync(partial, directory);
}
