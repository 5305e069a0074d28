// SPDX-License-Identifier: Apache-2.0
// A cancel that comes while PostgreSQL does not run a statement, but will: it throws away what it finds then.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { errorFields, readAnswer, textRows } from '../../main/js/answer.js';
import { Client as Served } from '../../main/js/client.js';
import { Clock } from '../../main/js/clock.js';
import { Database } from '../../main/js/database.js';
import { Interrupts } from '../../main/js/interrupts.js';
import { message, query, sync } from '../../main/js/messages.js';
import { Slot, Slots } from '../../main/js/slots.js';
import { bind, execute, flush, parse } from './client.js';
import { runtimeOfTests, startEngine } from './engines.js';

const LONG = 'select count(*) from generate_series(1, 300000)';
const USER_REQUEST = ['57014', 'canceling statement due to user request'];
let engine;
let interrupts;
let reached = () => {};

before(async () => {
  const { onRead } = Clock.prototype;
  Clock.prototype.onRead = function (type) {
    reached();
    onRead.call(this, type);
  };
  engine = await startEngine();
  interrupts = new Interrupts(engine.interrupts);
});

/** Runs messages with a cancel as another thread would do it: when they begin, or when PostgreSQL comes to one of them. */
function run(messages, at) {
  let isCancelled = false;
  const cancel = () => {
    isCancelled = true;
    interrupts.cancel();
  };
  let count = 0;
  reached = () => count++ === at && cancel();
  const bytes = engine.execute(messages, { onBegin: at === undefined ? cancel : () => {}, isCancelled: () => isCancelled });
  reached = () => {};
  assert.equal(count, messages.length);
  return { bytes, errors: errorsIn(bytes) };
}

function errorsIn(bytes) {
  const errors = readAnswer(bytes).marks.filter(({ kind }) => kind === 'error');
  return errors.map(({ start, end }) => errorFields(bytes, start, end)).map(({ C, M }) => [C, M]);
}

test('a cancel before the engine has read the statement ends it', () => {
  assert.deepEqual(run([query(LONG)]).errors, [USER_REQUEST]);
  assert.deepEqual(engine.ask('select 1').rows, [['1']]);
});

test('the same in the extended protocol, where the rest of the unit is skipped', () => {
  const unit = [parse('', LONG), bind('', ''), execute(''), execute(''), sync()];
  assert.deepEqual(run(unit).errors, [USER_REQUEST]);
  assert.deepEqual(engine.ask('select 1').rows, [['1']]);
});

for (const at of [1, 2, 3]) {
  test(`a cancel between messages ${at} and ${at + 1} of a unit ends it`, () => {
    const unit = [parse('', LONG), bind('', ''), message('D', Buffer.from('P\0')), execute(''), sync()];
    const { bytes, errors } = run(unit, at);
    assert.deepEqual(errors, [USER_REQUEST]);
    assert.deepEqual(textRows(bytes), []);
    assert.deepEqual(engine.ask('select 1').rows, [['1']]);
  });
}

test('a cancel with nothing left to run does nothing', () => {
  const { bytes, errors } = run([parse('', 'select 7'), bind('', ''), execute(''), sync()], 3);
  assert.deepEqual([errors, textRows(bytes)], [[], [['7']]]);
  assert.deepEqual(engine.ask(LONG).rows, [['300000']]);
});

test('a function that handles a cancel is not hit by it twice: it is looked for once in a message', () => {
  let looks = 0;
  const isCancelled = () => ++looks > 1;
  const unit = [parse('', 'select clock_timestamp() from generate_series(1, 100)'), bind('', ''), execute(''), sync()];
  assert.equal(textRows(engine.execute(unit, { isCancelled: () => ++looks < 0 })).length, 100);
  assert.equal(looks, 3);
  looks = 0;
  assert.deepEqual(errorsIn(engine.execute([query(`select count(*), max(clock_timestamp()) from generate_series(1, 100)`)], { isCancelled })), []);
});

test('a timeout that is over between two parts of a unit ends it', () => {
  engine.ask("set statement_timeout = '20ms'");
  engine.execute([parse('', LONG), bind('', ''), flush()]);
  while (interrupts.expire() !== null);
  assert.deepEqual(errorsIn(engine.execute([execute(''), sync()])), [['57014', 'canceling statement due to statement timeout']]);
  engine.ask('set statement_timeout = 0');
});

test('a unit is cancelled that the engine has taken and not begun', async () => {
  const options = { name: 'one', waitTimeout: 1000, log: () => {}, setAlarm: () => {}, onCrash: () => {} };
  const database = await Database.open(await runtimeOfTests(), options);
  const slots = new Slots(1);
  const slot = slots.take({});
  const answers = [];
  const reply = { answer: (pieces) => answers.push(...pieces), tell: () => {}, end: () => {} };
  const ways = { slot: new Slot(slots.memory, 0), reply, post: () => {}, waitWhile: () => {} };
  const client = new Served({ id: 1, settings: new Map(), wantsGreeting: false }, database, ways);
  database.clients.add(client);
  client.receive(query(LONG));
  slot.cancel(slot.unit); // the network thread interrupts only what runs
  database.scheduler.ready(client);
  client.serve(database.scheduler.next(performance.now()));
  assert.deepEqual(errorsIn(Buffer.concat(answers)), [USER_REQUEST]);
  database.close();
});
