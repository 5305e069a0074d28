// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswer, splice } from '../../main/js/answer.js';
import { packImage } from '../../main/js/image.js';
import { message, query, readyForQuery, sync } from '../../main/js/messages.js';
import { blockedBy } from '../../main/js/owner.js';
import { applySql, ClientSettings } from '../../main/js/settings.js';
import { parseOptions } from '../../main/js/startup.js';
import { ClientStatements } from '../../main/js/statements.js';
import { bind, close, execute, parse } from './client.js';

const parsed = message('1', Buffer.alloc(0));
const closed = message('3', Buffer.alloc(0));

/** Runs a unit against a backend that knows some statements and agrees to everything. */
function agree(client, known, ...messages) {
  const unit = client.rewrite(messages, known);
  const answer = Buffer.concat([
    ...unit.expected.map(({ kind }) => (kind === 'parsed' ? parsed : closed)),
    readyForQuery('I'),
  ]);
  const hidden = client.settle(unit, readAnswer(answer), known);
  return { sent: Buffer.concat(unit.messages).toString('latin1'), hidden: hidden.length };
}

test('a statement is parsed again in a backend that does not know it, once', () => {
  const client = new ClientStatements();
  const [one, two] = [new Map(), new Map()];
  assert.equal(agree(client, one, parse('S_1', 'select 42'), bind('', 'S_1'), execute(''), sync()).hidden, 0);
  assert.equal(agree(client, one, bind('', 'S_1'), execute(''), sync()).hidden, 0);
  const again = agree(client, two, bind('', 'S_1'), execute(''), sync());
  assert.match(again.sent, /^P.*S_1\0select 42\0/s);
  assert.equal(again.hidden, 1);
  assert.equal(agree(client, two, bind('', 'S_1'), execute(''), sync()).hidden, 0);
  assert.equal(client.sqlOf('S_1'), 'select 42');
});

test('a statement that was closed or made anew elsewhere is not used any more', () => {
  const client = new ClientStatements();
  const [one, two] = [new Map(), new Map()];
  agree(client, one, parse('S_1', 'select 1'), sync());
  agree(client, two, bind('', 'S_1'), sync());
  agree(client, one, close('S_1'), parse('S_1', 'select 2'), sync());
  const changed = agree(client, two, bind('', 'S_1'), sync());
  assert.match(changed.sent, /^C.*S_1\0P.*select 2\0/s);
  assert.equal(changed.hidden, 2);
  agree(client, one, close('S_1'), sync());
  assert.match(agree(client, two, bind('', 'S_1'), sync()).sent, /^C.*S_1\0B/s);
});

test('the unnamed statement ends with a simple query', () => {
  const client = new ClientStatements();
  const [one, two] = [new Map(), new Map()];
  agree(client, one, parse('', 'select 1'), sync());
  assert.match(agree(client, two, bind('', ''), sync()).sent, /^P\0\0\0.\0select 1/s);
  client.simpleQuery(one);
  assert.match(agree(client, one, bind('', ''), sync()).sent, /^B/);
});

test('a statement that could not be parsed is not known', () => {
  const client = new ClientStatements();
  const known = new Map();
  const unit = client.rewrite([parse('S_1', 'selec'), sync()], known);
  client.settle(unit, readAnswer(Buffer.concat([message('E', Buffer.from('SERROR\0\0')), readyForQuery('I')])), known);
  assert.equal(known.size, 0);
  assert.equal(client.sqlOf('S_1'), '');
});

test('answers are cut without touching the rest', () => {
  const bytes = Buffer.concat([parsed, closed, readyForQuery('T')]);
  const { status, marks } = readAnswer(bytes);
  assert.equal(status, 'T');
  assert.deepEqual(marks.map(({ kind }) => kind), ['parsed', 'closed']);
  assert.deepEqual(splice(bytes, []), [bytes]);
  assert.deepEqual(Buffer.concat(splice(bytes, [marks[0]])), Buffer.concat([closed, readyForQuery('T')]));
});

test('settings are applied as literals and identifiers', () => {
  assert.equal(applySql(new Map()), 'RESET ROLE; SET SESSION AUTHORIZATION postgres; RESET ALL');
  assert.match(applySql(new Map([['app.x', "it's"], ['role', 'a"b']])), /set_config\('app\.x', 'it''s', false\); SET ROLE "a""b"$/);
});

test('settings are looked at again only after signs of a change', () => {
  const settings = new ClientSettings(new Map([['TimeZone', 'UTC']]));
  settings.observe([query('select 1')], [query('select 1')], []);
  assert.equal(settings.stale, false);
  const sql = [query("select set_config('app.user', '1', false)")];
  settings.observe(sql, sql, []);
  assert.equal(settings.stale, true);
  assert.ok(settings.customNames.includes('app.user'));
  settings.update([['TimeZone', 'UTC'], ['app.user', '1'], ['role', 'none'], ['session_authorization', 'postgres'], ['x.y', null]]);
  assert.deepEqual([...settings.values], [['TimeZone', 'UTC'], ['app.user', '1']]);
  assert.equal(settings.key, '[["app.user","1"],["timezone","UTC"]]');
});

test('after RESET the settings of the startup packet come back', () => {
  const settings = new ClientSettings(new Map([['timezone', 'Asia/Tokyo']]));
  settings.observe([], [], ['RESET']);
  settings.update([['search_path', 'x']]);
  assert.deepEqual([...settings.values], [['search_path', 'x'], ['timezone', 'Asia/Tokyo']]);
});

test('startup options are read as PostgreSQL reads them', () => {
  assert.deepEqual([...parseOptions('-c a=b --work-mem=1MB  -cx=a\\ b')], [['a', 'b'], ['work_mem', '1MB'], ['x', 'a b']]);
  assert.deepEqual([...parseOptions('')], []);
  assert.throws(() => parseOptions('-z'), /invalid command-line argument for server process: -z/);
});

test('the explanation of a wait names owner, times, statement and remedy', () => {
  const owner = { id: 3, applicationName: 'app', statement: 'insert\n  into t' };
  const idle = { ...owner, slot: { transactionSince: 1000, startedAt: 1200, lastActive: 3500 } };
  const { code, message: what, hint } = blockedBy(idle, 10_000, 11_000);
  assert.equal(code, '55P03');
  assert.equal(
    what,
    'waited 10.0 s for the database: connection 3 [app] has had a transaction open for 10.0 s and has been idle for 7.5 s; ' +
      'its last statement was [insert into t]',
  );
  assert.match(hint, /hive\.database\.backend=postgresql/);
  const busy = { ...owner, slot: { transactionSince: 0, startedAt: 4000, lastActive: 3500 } };
  assert.equal(
    blockedBy(busy, 10_000, 16_000).message,
    'waited 10.0 s for the database: connection 3 [app] has been running [insert into t] for 12.0 s',
  );
});

test('an image keeps equal contents once', () => {
  const one = packImage([{ path: '/a', mode: 0o600, data: Buffer.alloc(1000, 1) }], {});
  const two = packImage([{ path: '/a', mode: 0o600, data: Buffer.alloc(1000, 1) }, { path: '/b', mode: 0o600, data: Buffer.alloc(1000, 1) }], {});
  assert.ok(two.length - one.length < 100);
});
