// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { query, sync } from '../../main/js/messages.js';
import { Trail } from '../../main/js/trail.js';
import { bind, execute, parse } from './client.js';

function trailOf(...messages) {
  const trail = new Trail();
  for (const run of messages) {
    const bytes = Buffer.concat(run);
    let at = 0;
    for (const { length } of run) trail.note(bytes, at, (at += length));
  }
  return trail.statement;
}

test('the last statement is found in every protocol', () => {
  assert.equal(trailOf(), '');
  assert.equal(trailOf([query('select 1')]), 'select 1');
  assert.equal(trailOf([parse('', 'select 2'), bind('', ''), execute(''), sync()]), 'select 2');
  const prepared = [parse('S_1', 'select 3'), bind('', 'S_1'), execute(''), sync()];
  assert.equal(trailOf(prepared, [query('select 4')], [bind('', 'S_1'), execute(''), sync()]), 'select 3');
  assert.equal(trailOf([bind('', 'unknown'), sync()]), '');
});

test('of a long statement only the beginning is kept', () => {
  const statement = trailOf([query(`select '${'x'.repeat(1 << 20)}'`)]);
  assert.ok(statement.startsWith("select 'xxx") && statement.length < 2000);
  assert.equal(trailOf([parse('', 'select $1'), bind('', '', ['y'.repeat(1 << 20)]), sync()]), 'select $1');
});
