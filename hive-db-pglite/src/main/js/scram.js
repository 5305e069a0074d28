// SPDX-License-Identifier: Apache-2.0
// The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding, which needs TLS.

import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/** PostgreSQL's default of scram_iterations, and what RFC 7677 wants at least: older clients refuse fewer. */
const USUAL = 4096;
/**
 * For a client that asks for it. Iterations make a password dear to guess; ours is random and too long to be guessed, but
 * each of a program's connections pays for them.
 */
const FEWEST = 1;

const hmac = (key, value) => createHmac('sha256', key).update(value).digest();
const sha256 = (value) => createHash('sha256').update(value).digest();

/** What a server keeps of a password: enough to check it, not enough to know it. */
export function makeVerifier(password, salt = randomBytes(16), iterations = USUAL) {
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  return { salt, iterations, storedKey: sha256(hmac(salted, 'Client Key')), serverKey: hmac(salted, 'Server Key') };
}

/** What a server keeps of its password, made when a client first needs it. */
export class Verifiers {
  #password;
  #known = new Map();

  constructor(password) {
    this.#password = password;
  }

  /** @param {boolean} isQuick whether the client wants the fewest iterations */
  get(isQuick) {
    const iterations = isQuick ? FEWEST : USUAL;
    if (!this.#known.has(iterations)) this.#known.set(iterations, makeVerifier(this.#password, undefined, iterations));
    return this.#known.get(iterations);
  }
}

/** The client's text is no SCRAM message. */
export class ScramSyntaxError extends Error {}

export class ScramServer {
  static MECHANISM = 'SCRAM-SHA-256';
  #verifier;
  #serverNonce;
  #clientFirst = '';
  #serverFirst = '';
  #header = '';

  constructor(verifier, nonce = randomBytes(18).toString('base64')) {
    this.#verifier = verifier;
    this.#serverNonce = nonce;
  }

  /** Answers the client-first-message with the server-first-message. */
  first(clientMessage) {
    const match = /^([ny]),([^,]*),((?:m=[^,]*,)?n=[^,]*,r=([!-+\--~]+)(?:,.*)?)$/.exec(clientMessage);
    if (!match) throw new ScramSyntaxError('malformed SCRAM client-first-message');
    this.#header = `${match[1]},${match[2]},`;
    this.#clientFirst = match[3];
    this.#serverNonce = match[4] + this.#serverNonce;
    this.#serverFirst = `r=${this.#serverNonce},s=${this.#verifier.salt.toString('base64')},i=${this.#verifier.iterations}`;
    return this.#serverFirst;
  }

  /** Checks the client-final-message; gives the server-final-message, or null for a wrong password. */
  final(clientMessage) {
    const match = /^(c=([^,]*),r=([^,]*)(?:,.*)?),p=([^,]*)$/.exec(clientMessage);
    if (!match) throw new ScramSyntaxError('malformed SCRAM client-final-message');
    const [, withoutProof, binding, nonce, proofText] = match;
    if (nonce !== this.#serverNonce) throw new ScramSyntaxError('SCRAM nonce does not match');
    if (binding !== Buffer.from(this.#header).toString('base64')) throw new ScramSyntaxError('unexpected SCRAM channel binding');
    const authMessage = `${this.#clientFirst},${this.#serverFirst},${withoutProof}`;
    return this.#isProof(Buffer.from(proofText, 'base64'), authMessage)
      ? `v=${hmac(this.#verifier.serverKey, authMessage).toString('base64')}`
      : null;
  }

  #isProof(proof, authMessage) {
    if (proof.length !== 32) return false;
    const signature = hmac(this.#verifier.storedKey, authMessage);
    const clientKey = Buffer.from(proof.map((byte, i) => byte ^ signature[i]));
    return timingSafeEqual(sha256(clientKey), this.#verifier.storedKey);
  }
}
