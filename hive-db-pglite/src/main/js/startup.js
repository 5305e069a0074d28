// SPDX-License-Identifier: Apache-2.0
// The first phase of a connection: encryption requests, the startup packet, the password. Pure: packets in, bytes out.

import { authentication, BodyReader, negotiateProtocolVersion, SQLSTATE, text } from './messages.js';
import { ScramServer, ScramSyntaxError } from './scram.js';

const CANCEL_REQUEST = 80877102;
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST_LENGTH = 16;
const MAJOR = 3;
const USER = 'postgres';
const NO_ENCRYPTION = Buffer.from('N');
const PASSWORD_MESSAGE = 'p'.charCodeAt(0);
const [SASL, SASL_CONTINUE, SASL_FINAL, OK] = [10, 11, 12, 0];
/** Sent by our own data sources, with the value 1: see Verifiers. */
const ITERATIONS = 'hive.scram_iterations';
const NOT_SETTINGS = new Set(['user', 'database', 'options', 'replication', ITERATIONS]);

/** The connection ends with this error. */
export class FatalError extends Error {
  constructor(code, what, hint) {
    super(what);
    this.code = code;
    this.hint = hint;
  }
}

export class Startup {
  #verifiers;
  #scram = null;
  #challenged = false;
  /** 'packet' before the startup packet, then 'password', 'done' or 'cancel' */
  phase = 'packet';
  /** @type {Map<string, string>} */
  parameters = new Map();
  /** @type {{id: number, secret: number} | null} what BackendKeyData told of the connection that a cancel is for */
  cancelled = null;

  constructor(verifiers) {
    this.#verifiers = verifiers;
  }

  get database() {
    return this.parameters.get('database') || this.parameters.get('user');
  }

  /** What the packet sets for the session, in the order in which it takes effect. */
  get settings() {
    return new Map([...this.#options, ...this.parameters].filter(([name]) => !NOT_SETTINGS.has(name)));
  }

  get #options() {
    return parseOptions(this.parameters.get('options') ?? '');
  }

  /** Takes a packet without a type byte. */
  packet(bytes) {
    const reader = new BodyReader(bytes, 4);
    const code = reader.int32();
    if (code === SSL_REQUEST || code === GSS_REQUEST) return [NO_ENCRYPTION];
    if (code === CANCEL_REQUEST) return this.#cancel(bytes, reader);
    return this.#begin(code >>> 16, code & 0xffff, reader);
  }

  #cancel(bytes, reader) {
    if (bytes.length !== CANCEL_REQUEST_LENGTH) throw new FatalError(SQLSTATE.protocolViolation, 'invalid length of cancel request');
    this.cancelled = { id: reader.int32(), secret: reader.int32() };
    this.phase = 'cancel';
    return [];
  }

  #begin(major, minor, reader) {
    if (major !== MAJOR) {
      throw new FatalError(SQLSTATE.featureNotSupported, `unsupported frontend protocol ${major}.${minor}: server supports 3.0`);
    }
    this.#readParameters(reader);
    const unknown = [...this.parameters.keys()].filter((name) => name.startsWith('_pq_.'));
    for (const name of unknown) this.parameters.delete(name);
    if (!this.parameters.get('user')) throw new FatalError(SQLSTATE.invalidAuthorization, 'no PostgreSQL user name specified in startup packet');
    if (!/^(|false|off|no|0)$/i.test(this.parameters.get('replication') ?? '')) {
      throw new FatalError(SQLSTATE.featureNotSupported, 'PGlite has no replication');
    }
    this.phase = 'password';
    const versions = minor > 0 || unknown.length > 0 ? [negotiateProtocolVersion(0, unknown)] : [];
    return [...versions, authentication(SASL, Buffer.concat([text(ScramServer.MECHANISM), Buffer.from([0])]))];
  }

  #readParameters(reader) {
    try {
      for (let name = reader.string(); name !== ''; name = reader.string()) this.parameters.set(name, reader.string());
    } catch (e) {
      throw new FatalError(SQLSTATE.protocolViolation, 'invalid startup packet layout: expected terminator as last byte');
    }
  }

  /** Takes a typed message of the password exchange. */
  message(bytes) {
    if (bytes[0] !== PASSWORD_MESSAGE) {
      throw new FatalError(SQLSTATE.protocolViolation, `expected SASL response, got message type ${bytes[0]}`);
    }
    try {
      return this.#challenged ? this.#final(bytes) : this.#first(bytes);
    } catch (e) {
      if (e instanceof ScramSyntaxError || e instanceof RangeError) throw new FatalError(SQLSTATE.protocolViolation, e.message);
      throw e;
    }
  }

  #first(bytes) {
    const reader = new BodyReader(bytes, 5);
    const mechanism = reader.string();
    if (mechanism !== ScramServer.MECHANISM) {
      throw new FatalError(SQLSTATE.protocolViolation, 'client selected an invalid SASL authentication mechanism');
    }
    this.#scram = new ScramServer(this.#verifiers.get(this.#options.get(ITERATIONS) === '1'));
    const answer = this.#scram.first(reader.bytes(reader.int32()).toString('utf8'));
    this.#challenged = true;
    return [authentication(SASL_CONTINUE, Buffer.from(answer))];
  }

  #final(bytes) {
    const answer = this.#scram.final(bytes.toString('utf8', 5));
    const user = this.parameters.get('user');
    if (answer === null || user !== USER) {
      throw new FatalError(SQLSTATE.invalidPassword, `password authentication failed for user "${user}"`);
    }
    this.phase = 'done';
    return [authentication(SASL_FINAL, Buffer.from(answer)), authentication(OK)];
  }
}

/** The options parameter: -c name=value or --name=value, blanks escaped by a backslash (pg_split_opts). */
export function parseOptions(options) {
  const words = (options.match(/(?:\\.|\S)+/gs) ?? []).map((word) => word.replace(/\\(.)/gs, '$1'));
  const settings = new Map();
  while (words.length > 0) {
    const word = words.shift();
    const setting = word === '-c' ? words.shift() : /^(?:--|-c)(.+)$/s.exec(word)?.[1];
    const match = /^([^=]+)=(.*)$/s.exec(setting ?? '');
    if (!match) throw new FatalError(SQLSTATE.protocolViolation, `invalid command-line argument for server process: ${word}`);
    settings.set(match[1].replaceAll('-', '_'), match[2]);
  }
  return settings;
}
