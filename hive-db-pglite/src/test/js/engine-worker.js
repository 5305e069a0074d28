// SPDX-License-Identifier: Apache-2.0
// An engine in a thread of its own: runs the statements that it is sent, for tests that interrupt them.

import { parentPort } from 'node:worker_threads';
import { startEngine } from './engines.js';

const engine = await startEngine({ setAlarm: (milliseconds) => parentPort.postMessage({ alarm: milliseconds }) });
parentPort.on('message', (sql) => parentPort.postMessage({ answer: engine.ask(sql) }));
parentPort.postMessage({ interrupts: engine.interrupts });
