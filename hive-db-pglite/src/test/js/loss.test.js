// SPDX-License-Identifier: Apache-2.0
// What a reset ends in the middle, at the moment that is told here and not by chance.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ClientSession } from '../../main/js/client-session.js';
import { Database } from '../../main/js/database.js';
import { Interrupts } from '../../main/js/interrupts.js';
import { query, sync } from '../../main/js/messages.js';
import { bind, execute, parse } from './client.js';
import { runtimeOfTests } from './engines.js';

let database;

before(async () => {
  const nothing = () => {};
  database = await Database.open(await runtimeOfTests(), { name: 'postgres', waitTimeout: 1000, log: nothing, setAlarm: nothing, onCrash: nothing });
});
after(() => database.close());

/** A connection of which each unit is ended by a reset as soon as it begins. */
class Yielding extends ClientSession {
  isYielding = true;
  isCancelled = true;
  isMidUnit = false;
  answers = Buffer.alloc(0);

  begin() {
    new Interrupts(database.interrupts).cancel();
  }

  settle() {}

  noteParameter() {}

  answer(pieces) {
    this.answers = Buffer.concat([this.answers, ...pieces]);
  }
}

function run(client, ...messages) {
  const { status } = database.run(client, messages, { place: database.scheduler.idlePlace, ending: null });
  return status;
}

test('a begin is done nevertheless: what its client sent with it is not to be done without a transaction', () => {
  const units = [[query('begin')], [query(' START TRANSACTION ISOLATION LEVEL SERIALIZABLE;')], [parse('', 'begin'), bind('', ''), execute(''), sync()]];
  for (const unit of units) {
    const client = new Yielding(new Map());
    assert.equal(run(client, ...unit), 'T');
    assert.ok(!client.answers.includes('57014'), client.answers.toString('latin1'));
    database.ask('rollback');
  }
});

test('anything else is ended', () => {
  for (const sql of ['begin; create table done (n int)', 'select 1', 'create table done (n int)']) {
    const client = new Yielding(new Map());
    run(client, query(sql));
    assert.ok(client.answers.includes('the database was reset while this statement ran'), sql);
    database.ask('rollback');
  }
  assert.deepEqual(database.ask("select to_regclass('done')"), [[null]]);
});
