// SPDX-License-Identifier: Apache-2.0
// A thread of its own that ends the process when its parent is gone. The main thread sees the end of its input as well,
// and then shuts down properly; but not while a statement keeps it busy.

import { isMainThread, Worker, workerData } from 'node:worker_threads';

const PERIOD = 200;
const GRACE = 700;

export function watchParent() {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { parent: process.ppid },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
    stdin: false,
  });
  worker.unref();
}

function isGone(parent) {
  if (process.ppid !== parent) return true;
  try {
    process.kill(parent, 0); // Windows keeps the number of a parent that is gone
    return false;
  } catch (e) {
    return e.code === 'ESRCH';
  }
}

if (!isMainThread && workerData?.parent) {
  const timer = setInterval(() => {
    if (!isGone(workerData.parent)) return;
    clearInterval(timer);
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE);
  }, PERIOD);
}
