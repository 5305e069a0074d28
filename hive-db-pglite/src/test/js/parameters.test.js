// SPDX-License-Identifier: Apache-2.0
// Who waits for an engine to be told the parameters that it reports, and who need not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Parameters } from '../../main/js/parameters.js';
import { Bridge } from './bridge.js';
import { Client } from './client.js';

const settings = (values) => new Map(Object.entries(values));

test('what drivers set is known to all databases that have it in common', () => {
  const common = new Parameters();
  const [one, two, own] = [new Parameters(common), new Parameters(common), new Parameters()];
  const usual = settings({ DateStyle: 'ISO', application_name: 'app' });
  one.learn(usual, 'messages');
  assert.deepEqual([one, two, own].map((parameters) => parameters.get(usual)), ['messages', 'messages', null]);
  assert.equal(two.get(settings({ DateStyle: 'German', application_name: 'app' })), null);
});

test('what one database may take and another refuse is known to the one alone', () => {
  const common = new Parameters();
  const [one, two] = [new Parameters(common), new Parameters(common)];
  for (const unusual of [settings({ role: 'somebody' }), settings({ datestyle: 'ISO', 'app.user': '1' })]) {
    one.learn(unusual, 'messages');
    assert.deepEqual([one.get(unusual), two.get(unusual)], ['messages', null]);
  }
});

test('a bounded number is kept', () => {
  const parameters = new Parameters();
  for (let i = 0; i <= 100; i++) parameters.learn(settings({ application_name: `${i}` }), i);
  assert.deepEqual([parameters.get(settings({ application_name: '0' })), parameters.get(settings({ application_name: '100' }))], [null, 100]);
});

test('a further database reports the same, in force is what the client set, and a role that it does not have is refused', async () => {
  const bridge = await Bridge.start();
  await bridge.ask('create', { database: 'two' });
  const values = { application_name: 'app', TimeZone: 'Asia/Tokyo', DateStyle: 'German' };
  const [one, two] = [await Client.open(bridge.port, values), await Client.open(bridge.port, { ...values, database: 'two' })];
  const reported = ({ greeting }) => greeting.messages.filter(([type]) => type === 0x53).map((bytes) => bytes.toString('latin1', 5));
  assert.ok(reported(one).includes('TimeZone\0Asia/Tokyo\0'));
  assert.deepEqual(reported(two), reported(one));
  const { rows } = await two.query("select current_setting('timezone'), current_setting('application_name'), date '2026-11-28'");
  assert.deepEqual(rows, [['Asia/Tokyo', 'app', '28.11.2026']]);
  await one.query('create role somebody');
  const role = { options: '-c role=somebody' };
  assert.equal((await Client.open(bridge.port, role)).greeting.error, undefined);
  const { error } = (await Client.open(bridge.port, { ...role, database: 'two' })).greeting;
  assert.deepEqual([error.S, error.C], ['FATAL', '22023']);
  await bridge.end();
});
