// SPDX-License-Identifier: Apache-2.0
// Starts the packed bridge for a test.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../target/pack/io/hivedb/pglite/runtime/bridge/main.js', import.meta.url));
const DEFAULTS = { password: 'secret', port: 0, waitTimeout: 300, maxConnections: 20, database: 'one' };

export class Bridge {
  #pending = new Map();
  #ids = 0;
  stderr = '';

  constructor() {
    this.process = spawn(process.execPath, [MAIN], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.exited = new Promise((resolve) => this.process.once('exit', (code, signal) => resolve(code ?? signal)));
    this.exited.then((status) => {
      if (status !== 0 && status !== 'SIGKILL') console.error(`the bridge ended with ${status}:\n${this.stderr.slice(-3000)}`);
    });
    this.process.stderr.on('data', (chunk) => (this.stderr += chunk));
    createInterface({ input: this.process.stdout }).on('line', (line) => {
      const answer = JSON.parse(line);
      this.#pending.get(answer.id)?.(answer);
    });
  }

  static async start(options = {}) {
    const bridge = new Bridge();
    const { result, error } = await bridge.ask('start', { ...DEFAULTS, ...options });
    if (error) throw new Error(error);
    bridge.port = result.port;
    bridge.greeting = result;
    return bridge;
  }

  ask(op, values = {}) {
    const id = ++this.#ids;
    const answer = new Promise((resolve) => this.#pending.set(id, resolve));
    this.process.stdin.write(`${JSON.stringify({ id, op, ...values })}\n`);
    return answer;
  }

  async health() {
    const { result, error } = await this.ask('health');
    if (error) throw new Error(error);
    return result;
  }

  end() {
    this.process.stdin.end();
    return this.exited;
  }
}
