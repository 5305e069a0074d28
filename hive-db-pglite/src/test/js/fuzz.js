// SPDX-License-Identifier: Apache-2.0
// Feeds the codec and the start-up phase with what no client sends: mutations of real conversations, and random bytes.
//
//   node src/test/js/fuzz.js [INPUTS] [SEED]
//
// The same seed gives the same inputs. It fails at the first input that ends in any error but the protocol's own, that is
// not cut into the very bytes that came in, or that makes the codec keep more than it was given.

import { fileURLToPath } from 'node:url';
import { Framer, FramingError } from '../../main/js/framer.js';
import { int32, message, query, startupMessage, sync, text } from '../../main/js/messages.js';
import { makeVerifier } from '../../main/js/scram.js';
import { FatalError, parseOptions, Startup } from '../../main/js/startup.js';
import { bind, close, describePortal, execute, flush, parse, ScramClient } from './client.js';

const VERIFIER = makeVerifier('secret', Buffer.alloc(16, 1));
const INTERESTING = [0, 1, 3, 4, 5, 7, 8, 0x7f, 0x80, 0xff];

/** Mulberry32: small, fast and the same everywhere. */
function randomness(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { below: (n) => Math.floor(next() * n) };
}

const saslFirst = (body, length = body.length) => message('p', text('SCRAM-SHA-256'), int32(length), body);
const CONVERSATION = Buffer.concat([
  query('select 1; select 2'),
  parse('s1', 'select $1::int'),
  bind('', 's1', [41, null]),
  describePortal(''),
  execute('', 50),
  flush(),
  sync(),
  close('s1'),
  message('d', Buffer.alloc(300, 9)),
  message('c', Buffer.alloc(0)),
  message('f', text('no more')),
  message('X', Buffer.alloc(0)),
]);
const PACKETS = [
  startupMessage({ user: 'postgres', database: 'one', application_name: 'fuzz', options: '-c search_path=a\\ b --work-mem=4MB' }),
  startupMessage({ user: 'postgres', '_pq_.future': '1', replication: 'false' }),
  ...[80877103, 80877104].map((code) => Buffer.concat([int32(8), int32(code)])),
  Buffer.concat([int32(16), int32(80877102), int32(42), int32(7)]),
];
const first = Buffer.from(new ScramClient('secret').first());
const PASSWORDS = [saslFirst(first), saslFirst(first, first.length + 9), message('p', text('c=biws,r=x,p=AAAA')), sync()];

function mutate(bytes, random) {
  let result = Buffer.from(bytes);
  for (let i = random.below(4); i >= 0; i--) result = mutateOnce(result, random);
  return result;
}

function mutateOnce(bytes, random) {
  const at = random.below(bytes.length + 1);
  switch (random.below(6)) {
    case 0: return bytes.subarray(0, at);
    case 1: return Buffer.concat([bytes.subarray(0, at), noise(random.below(9), random), bytes.subarray(at)]);
    case 2: return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + random.below(8)))]);
    case 3: return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
    default:
      if (at < bytes.length) bytes[at] = random.below(2) ? INTERESTING[random.below(INTERESTING.length)] : bytes[at] ^ (1 << random.below(8));
      return bytes;
  }
}

function noise(length, random) {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = random.below(256);
  return bytes;
}

/** Whatever comes in pieces of any size must come out whole, or be refused. */
function frame(input, random) {
  const framer = new Framer();
  const found = [];
  let pushed = 0;
  try {
    while (pushed < input.length) {
      const end = Math.min(input.length, pushed + 1 + random.below(64));
      framer.push(input.subarray(pushed, end));
      pushed = end;
      for (let next = framer.next(); next !== null; next = framer.next()) found.push(next);
      if (framer.buffered > pushed) throw new Error('more is kept than came in');
    }
  } catch (e) {
    if (!(e instanceof FramingError)) throw e;
  }
  const out = Buffer.concat(found);
  if (!out.equals(input.subarray(0, out.length))) throw new Error('other bytes came out than in');
}

/** Any packets and passwords in any order end in answers, or in an error of the protocol. */
function start(random) {
  const startup = new Startup({ get: () => VERIFIER });
  const framer = new Framer();
  const packets = PACKETS[random.below(PACKETS.length)];
  framer.push(Buffer.concat([mutate(packets, random), mutate(PASSWORDS[random.below(PASSWORDS.length)], random), PASSWORDS[0], PASSWORDS[2]]));
  try {
    for (let i = 0; i < 50 && startup.phase !== 'cancel'; i++) {
      const isPacket = startup.phase === 'packet';
      const bytes = isPacket ? framer.nextStartup() : framer.next();
      if (bytes === null) return;
      const answers = isPacket ? startup.packet(bytes) : startup.message(bytes);
      if (!answers.every(Buffer.isBuffer)) throw new Error('an answer is no bytes');
      if (startup.phase === 'done') throw new Error('somebody got in without the password');
      void startup.settings;
    }
  } catch (e) {
    if (!(e instanceof FramingError || e instanceof FatalError)) throw e;
  }
}

function options(random) {
  try {
    parseOptions(mutate(Buffer.from('-c a=b --c-d=e\\ f -cg=h'), random).toString('latin1'));
  } catch (e) {
    if (!(e instanceof FatalError)) throw e;
  }
}

export function fuzz(inputs, seed) {
  for (let i = 0; i < inputs; i++) {
    // Each input has a seed of its own, so that one alone can be run again.
    const random = randomness(seed + i);
    try {
      const kind = random.below(8);
      if (kind < 3) frame(mutate(CONVERSATION, random), random);
      else if (kind < 4) frame(noise(random.below(200), random), random);
      else if (kind < 7) start(random);
      else options(random);
    } catch (e) {
      throw new Error(`input ${i} of seed ${seed} (alone: node src/test/js/fuzz.js 1 ${seed + i})`, { cause: e });
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const inputs = Number(process.argv[2] ?? 5_000_000);
  const seed = Number(process.argv[3] ?? Date.now() % 4294967296);
  const begun = performance.now();
  fuzz(inputs, seed);
  const { rss } = process.memoryUsage();
  console.log(`${inputs} inputs, seed ${seed}: no crash, no hang, ${Math.round(rss / 1048576)} MB, ${Math.round((performance.now() - begun) / 1000)} s`);
}
