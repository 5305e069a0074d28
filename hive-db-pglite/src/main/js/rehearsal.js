// SPDX-License-Identifier: Apache-2.0
// A login by nobody, with a wrong password, while the first engine is made and this thread has nothing to do: what it needs
// takes V8 and OpenSSL several milliseconds the first time, for which the first client would wait.

import { int32, message, startupMessage, text } from './messages.js';
import { ScramServer } from './scram.js';
import { FatalError, Startup } from './startup.js';

const NONCE = 'rehearsal';
const NO_PROOF = Buffer.alloc(32).toString('base64');
const FIRST = `n,,n=,r=${NONCE}`;

/** @param {import('./scram.js').Verifiers} verifiers, of which the one that our own data sources need is made */
export function rehearse(verifiers) {
  const startup = new Startup(verifiers);
  startup.packet(startupMessage({ user: 'postgres', database: NONCE, options: '-c hive.scram_iterations=1' }));
  const [challenge] = startup.message(message('p', text(ScramServer.MECHANISM), int32(FIRST.length), Buffer.from(FIRST)));
  const [, nonce] = /r=([^,]*)/.exec(challenge.toString('latin1'));
  try {
    startup.message(message('p', Buffer.from(`c=biws,r=${nonce},p=${NO_PROOF}`)));
  } catch (e) {
    if (!(e instanceof FatalError)) throw e;
  }
}
