// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backend } from '../../main/js/backend.js';
import { ClientSettings } from '../../main/js/settings.js';
import { Place } from '../../main/js/place.js';
import { rehearse } from '../../main/js/rehearsal.js';
import { Verifiers } from '../../main/js/scram.js';
import { startEngine } from './engines.js';

const SET = "SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session' ORDER BY name";

test('the rehearsal of a login is refused, and makes what our own data sources need', () => {
  const asked = [];
  class Watched extends Verifiers {
    get(isQuick) {
      asked.push(isQuick);
      return super.get(isQuick);
    }
  }
  rehearse(new Watched('secret'));
  assert.deepEqual(asked, [true]);
});

test('the rehearsal of a connection leaves nothing set', async () => {
  const [backend] = Backend.allOf(await startEngine());
  const place = new Place(backend, { log: assert.fail });
  place.rehearse();
  assert.deepEqual(backend.ask(SET), []);
  assert.equal(place.inForce, '[]');
});

test('what a client has set is not touched by a rehearsal', async () => {
  const [backend] = Backend.allOf(await startEngine());
  const place = new Place(backend, { log: assert.fail });
  place.enter({ settings: new ClientSettings(new Map([['datestyle', 'German']])), isMidUnit: false }, true);
  const before = backend.ask(SET);
  assert.equal(before.length, 1);
  place.rehearse();
  assert.deepEqual(backend.ask(SET), before);
});
