// SPDX-License-Identifier: Apache-2.0
// A small PostgreSQL client for the tests: it sends what it is told, and gives the answer up to ReadyForQuery.

import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { errorFields, textRows } from '../../main/js/answer.js';
import { int32, message, query, startupMessage, sync, text } from '../../main/js/messages.js';

const hmac = (key, value) => createHmac('sha256', key).update(value).digest();

export class ScramClient {
  #password;
  #first = `n=,r=${randomBytes(12).toString('base64')}`;

  constructor(password) {
    this.#password = password;
  }

  first() {
    return `n,,${this.#first}`;
  }

  final(serverFirst) {
    const [, nonce, salt, iterations] = /^r=([^,]*),s=([^,]*),i=(\d+)$/.exec(serverFirst);
    const salted = pbkdf2Sync(this.#password, Buffer.from(salt, 'base64'), Number(iterations), 32, 'sha256');
    const key = hmac(salted, 'Client Key');
    const withoutProof = `c=biws,r=${nonce}`;
    const signature = hmac(createHash('sha256').update(key).digest(), `${this.#first},${serverFirst},${withoutProof}`);
    return `${withoutProof},p=${Buffer.from(key.map((byte, i) => byte ^ signature[i])).toString('base64')}`;
  }
}

/** An answer, as messages of a type letter and bytes. */
export class Answer {
  constructor(messages) {
    this.messages = messages;
    this.types = messages.map((bytes) => String.fromCharCode(bytes[0])).join('');
    this.rows = textRows(Buffer.concat(messages));
    const error = messages.find(([type]) => type === 0x45);
    this.error = error && errorFields(error, 0, error.length);
    this.status = messages.filter(([type]) => type === 0x5a).map((bytes) => String.fromCharCode(bytes[5])).at(-1);
  }
}

export class Client {
  #chunks = [];
  #size = 0;
  #wanted = 5;
  #messages = [];
  #counted = null;
  #wake = () => {};
  closed = false;

  constructor(port) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (chunk) => this.#receive(chunk));
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.closed = true;
      this.#wake();
    });
  }

  static async open(port, { password = 'secret', database = 'one', ...parameters } = {}) {
    const client = new Client(port);
    client.send(startupMessage({ user: 'postgres', database, ...parameters }));
    client.greeting = await client.authenticate(password);
    return client;
  }

  async authenticate(password) {
    const begin = await this.until('R', 'E');
    return begin.error ? begin : this.answerChallenge(password);
  }

  async answerChallenge(password) {
    const scram = new ScramClient(password);
    const first = Buffer.from(scram.first());
    this.send(message('p', text('SCRAM-SHA-256'), int32(first.length), first));
    const challenge = await this.until('R', 'E');
    if (challenge.error) return challenge;
    this.send(message('p', Buffer.from(scram.final(challenge.messages[0].toString('utf8', 9)))));
    return this.until('Z', 'E');
  }

  #receive(chunk) {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    // Joined only when a whole message is there: a large one comes in thousands of chunks.
    if (this.#size >= this.#wanted) this.#cut(Buffer.concat(this.#chunks));
    this.#wake();
  }

  #cut(bytes) {
    let at = 0;
    this.#wanted = 5;
    while (bytes.length - at >= 5) {
      this.#wanted = 1 + bytes.readUInt32BE(at + 1);
      if (bytes.length - at < this.#wanted) break;
      this.#keep(bytes.subarray(at, at + this.#wanted));
      at += this.#wanted;
      this.#wanted = 5;
    }
    this.#chunks = [bytes.subarray(at)];
    this.#size = bytes.length - at;
  }

  /** Process number and secret of BackendKeyData. */
  get key() {
    const bytes = this.greeting.messages.find(([type]) => type === 0x4b);
    return { id: bytes.readInt32BE(5), secret: bytes.readInt32BE(9) };
  }

  /** From now on rows are counted and not kept; gives what tells their number and the first column of the last. */
  countRows() {
    this.#counted = { rows: 0, last: '' };
    return () => this.#counted;
  }

  #keep(bytes) {
    if (!this.#counted || bytes[0] !== 0x44) return this.#messages.push(bytes);
    this.#counted.rows++;
    this.#counted.last = bytes.toString('latin1', 11, 11 + bytes.readInt32BE(7));
  }

  send(...messages) {
    this.socket.write(Buffer.concat(messages));
  }

  /** Waits for a message of one of these types, or for the end of the connection. */
  async until(...types) {
    const codes = types.map((type) => type.charCodeAt(0));
    for (;;) {
      const end = this.#messages.findIndex(([type]) => codes.includes(type));
      if (end >= 0) return new Answer(this.#messages.splice(0, end + 1));
      if (this.closed) return new Answer(this.#messages.splice(0));
      await new Promise((resolve) => (this.#wake = resolve));
    }
  }

  query(sql) {
    this.send(query(sql));
    return this.until('Z');
  }

  /** Parse, Bind, Describe, Execute and Sync. */
  extended(sql, { statement = '', portal = '', parameters = [] } = {}) {
    this.send(parse(statement, sql), bind(portal, statement, parameters), describePortal(portal), execute(portal), sync());
    return this.until('Z');
  }

  async end() {
    this.send(message('X', Buffer.alloc(0)));
    while (!this.closed) await new Promise((resolve) => (this.#wake = resolve));
  }
}

const int16 = (value) => Buffer.from([value >> 8, value & 0xff]);
export const parse = (name, sql) => message('P', text(name), text(sql), int16(0));
export const bind = (portal, statement, parameters = []) =>
  message('B', text(portal), text(statement), int16(0), int16(parameters.length), ...parameters.flatMap(valueBytes), int16(0));
export const describePortal = (portal) => message('D', Buffer.from('P'), text(portal));
export const execute = (portal, rows = 0) => message('E', text(portal), int32(rows));
export const close = (name) => message('C', Buffer.from('S'), text(name));
export const flush = () => message('H', Buffer.alloc(0));

function valueBytes(value) {
  if (value === null) return [int32(-1)];
  const bytes = Buffer.from(String(value));
  return [int32(bytes.length), bytes];
}
