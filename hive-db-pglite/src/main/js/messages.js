// SPDX-License-Identifier: Apache-2.0
// Builders and readers of single protocol messages: pure bytes. PostgreSQL documentation, chapter "Message Formats".

export const SQLSTATE = {
  protocolViolation: '08P01',
  featureNotSupported: '0A000',
  idleInTransaction: '25P03',
  transactionTimeout: '25P04',
  invalidAuthorization: '28000',
  invalidPassword: '28P01',
  unknownDatabase: '3D000',
  tooManyConnections: '53300',
  transactionRollback: '40000',
  deadlockDetected: '40P01',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
  adminShutdown: '57P01',
  crashShutdown: '57P02',
  idleSession: '57P05',
  internalError: 'XX000',
};

const NOTHING = Buffer.alloc(0);

/** A typed message: type byte, length, body. */
export function message(type, ...parts) {
  const body = parts.length === 1 ? parts[0] : Buffer.concat(parts);
  const bytes = Buffer.allocUnsafe(5 + body.length);
  bytes[0] = type.charCodeAt(0);
  bytes.writeUInt32BE(4 + body.length, 1);
  bytes.set(body, 5);
  return bytes;
}

export const text = (value) => Buffer.from(`${value}\0`);

export function int32(value) {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}

export const sync = () => message('S', NOTHING);
export const query = (sql) => message('Q', text(sql));
export const copyFail = (reason) => message('f', text(reason));
export const closeStatement = (name) => message('C', Buffer.from('S'), text(name));
export const readyForQuery = (status) => message('Z', Buffer.from(status));
export const parameterStatus = (name, value) => message('S', text(name), text(value));
export const backendKeyData = (pid, secret) => message('K', int32(pid), int32(secret));
export const authentication = (code, body = NOTHING) => message('R', int32(code), body);
export const negotiateProtocolVersion = (minor, unknown) =>
  message('v', int32(minor), int32(unknown.length), ...unknown.map(text));

/** An ErrorResponse; detail and hint may be missing. */
export function errorResponse({ severity = 'ERROR', code, message: what, detail, hint }) {
  const fields = { S: severity, V: severity, C: code, M: what, D: detail, H: hint };
  const parts = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => Buffer.from(`${field}${value}\0`));
  return message('E', ...parts, Buffer.from([0]));
}

/** The packet a client begins with: no type byte, protocol 3.0. */
export function startupMessage(parameters) {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => [text(name), text(value)]);
  const body = Buffer.concat([int32(0x30000), ...pairs, Buffer.from([0])]);
  return Buffer.concat([int32(4 + body.length), body]);
}

/** Reads a body from its start; every read past the end throws a RangeError. */
export class BodyReader {
  #bytes;
  #at;

  constructor(bytes, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get atEnd() {
    return this.#at >= this.#bytes.length;
  }

  int32() {
    const value = this.#bytes.readInt32BE(this.#at);
    this.#at += 4;
    return value;
  }

  string() {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0) throw new RangeError('a text has no end');
    const value = this.#bytes.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return value;
  }

  bytes(length) {
    if (length < 0 || this.#at + length > this.#bytes.length) throw new RangeError('a value has no end');
    const value = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return value;
  }
}
