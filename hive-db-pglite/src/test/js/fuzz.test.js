// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startupMessage } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { Client } from './client.js';
import { fuzz } from './fuzz.js';

const SEED = 20261121;

test('no input breaks the codec or the start-up phase', () => fuzz(20_000, SEED));

test('random bytes on real connections leave the server as it was', { timeout: 60_000 }, async () => {
  const bridge = await Bridge.start();
  const good = await Client.open(bridge.port);
  let state = SEED;
  const byte = () => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16) & 0xff;
  for (let i = 0; i < 60; i++) {
    const client = i % 2 ? await Client.open(bridge.port) : new Client(bridge.port);
    if (i % 4 === 0) client.send(startupMessage({ user: 'postgres', database: 'one' }));
    client.send(Buffer.from(Array.from({ length: 1 + (byte() % 100) }, byte)));
    client.socket.end();
    while (!client.closed) await client.until('\0');
  }
  assert.deepEqual((await good.query('select 1')).rows, [['1']]);
  await good.end();
  assert.equal(await bridge.end(), 0);
});
