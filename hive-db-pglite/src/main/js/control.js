// SPDX-License-Identifier: Apache-2.0
// The control channel: one JSON object a line, requests on stdin, answers on stdout. A request has an id and an op; its
// answer has the id and either a result or an error. The end of stdin is the end of the process: whoever started it is
// gone.

import { createInterface } from 'node:readline';

export class ControlChannel {
  #output;
  #operations;

  /** @param {Record<string, (request: object) => any>} operations by name; may be asynchronous */
  constructor(input, output, operations, onEnd) {
    this.#output = output;
    this.#operations = operations;
    const lines = createInterface({ input, crlfDelay: Infinity });
    lines.on('line', (line) => this.#take(line));
    lines.on('close', onEnd);
  }

  write(object) {
    this.#output.write(`${JSON.stringify(object)}\n`);
  }

  async #take(line) {
    let request = {};
    try {
      request = JSON.parse(line);
      const operation = Object.hasOwn(this.#operations, request.op) ? this.#operations[request.op] : null;
      if (!operation) throw new Error(`unknown operation [${request.op}]`);
      this.write({ id: request.id, result: (await operation(request)) ?? {} });
    } catch (e) {
      this.write({ id: request.id ?? null, error: e.message, code: e.code ?? null });
    }
  }
}
