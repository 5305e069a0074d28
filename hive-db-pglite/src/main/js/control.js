// SPDX-License-Identifier: Apache-2.0
// The control channel: one JSON object a line, requests on stdin, answers on stdout. A request has an id and an op; its
// answer has the id and either a result or an error. The end of stdin is the end of the process: whoever started it is
// gone.

import { createInterface } from 'node:readline';

export class ControlChannel {
  #output;
  #operations;

  /**
   * @param {Record<string, (request: object, answer: () => void) => any>} operations by name; may be asynchronous, and have something
   *     left to do when they answer
   */
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
    let isAnswered = false;
    const answer = (message) => {
      if (!isAnswered) this.write({ id: request.id ?? null, ...message });
      isAnswered = true;
    };
    try {
      request = JSON.parse(line);
      const operation = Object.hasOwn(this.#operations, request.op) ? this.#operations[request.op] : null;
      if (!operation) throw new Error(`unknown operation [${request.op}]`);
      answer({ result: (await operation(request, () => answer({ result: {} }))) ?? {} });
    } catch (e) {
      answer({ error: e.message, code: e.code ?? null });
    }
  }
}
