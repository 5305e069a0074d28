// SPDX-License-Identifier: Apache-2.0
// What an engine's thread does, with this one in place of the network thread too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { errorFields, readAnswer, textRows } from '../../main/js/answer.js';
import { Database } from '../../main/js/database.js';
import { Loop } from '../../main/js/loop.js';
import { mailboxMemory, MailboxReader, MailboxWriter } from '../../main/js/mailbox.js';
import { query } from '../../main/js/messages.js';
import { Slots } from '../../main/js/slots.js';
import { runtimeOfTests } from './engines.js';

class Rig {
  #slots = new Slots(4);
  #channel = new MessageChannel();
  #writer;
  #loop;
  log = [];

  constructor() {
    const memory = mailboxMemory();
    const { port1, port2 } = this.#channel;
    this.#writer = new MailboxWriter(memory, (value, transfer) => port1.postMessage(value, transfer));
    const ways = { post: (news) => this.#slots.owner(news.slot)?.hear(news), handle: () => {} };
    this.#loop = new Loop({ mailbox: new MailboxReader(memory, port2), ...ways });
    this.#writer.post({ configure: { slots: this.#slots.memory, useDescriptors: false } });
  }

  async open(name) {
    const ways = { setAlarm: () => {}, onCrash: () => {} };
    const database = await Database.open(await runtimeOfTests(), { name, waitTimeout: 10_000, log: (line) => this.log.push(line), ...ways });
    this.#loop.databases.set(name, database);
    return database;
  }

  enter(database) {
    const client = { parts: [], hasEnded: false };
    const slot = this.#slots.take(client);
    client.hear = ({ write, end }) => {
      if (write) slot.unqueue(client.parts.push(write) && write.length);
      client.hasEnded ||= end ?? false;
    };
    client.ask = async (sql) => {
      client.parts = [];
      this.#writer.send(slot.index, query(sql));
      while (client.parts.length === 0 && !client.hasEnded) {
        this.#loop.serveAll();
        await pause(1);
      }
      const bytes = Buffer.concat(client.parts);
      const error = readAnswer(bytes).marks.find(({ kind }) => kind === 'error');
      return error ? errorFields(bytes, error.start, error.end) : textRows(bytes);
    };
    this.#writer.post({ enter: { slot: slot.index, descriptor: -1, database, id: slot.index, settings: new Map(), wantsGreeting: false } });
    return client;
  }

  close() {
    for (const database of this.#loop.databases.values()) database.close();
    this.#channel.port1.close();
  }
}

/** Puts a wrong number into PostgreSQL's memory, as a stray write would: its process is in no database. */
function damage({ interrupts }) {
  const words = new Int32Array(interrupts.memory);
  let process = words[interrupts.latch >> 2];
  while (words[(process + 44) >> 2] !== 42) process -= 4; // proc.h: struct PGPROC, pid
  words[(process + 60) >> 2] = 0; // databaseId
}

test('a backend that cannot be made is a crash of its database, and of nothing else', async () => {
  const rig = new Rig();
  const database = await rig.open('struck');
  await rig.open('spared');
  const [owner, other, witness] = [rig.enter('struck'), rig.enter('struck'), rig.enter('spared')];
  await owner.ask('create table kept as select 7 as n');
  await owner.ask('begin; delete from kept');
  damage(database);
  const { C, M, D } = await other.ask('select 1');
  assert.deepEqual([C, M], ['57P02', 'terminating connection because of crash of another server process']);
  assert.equal(D, 'the bridge ran [the start of another backend]: the process of PostgreSQL is not what it should be');
  assert.ok(owner.hasEnded && other.hasEnded);
  assert.deepEqual(await witness.ask('select 1'), [['1']]);
  assert.deepEqual(await rig.enter('struck').ask('select n from kept'), [['7']]);
  assert.match(rig.log.join('\n'), /database struck crashed in \[the start of another backend\]: Error: the process of PostgreSQL is not/);
  rig.close();
});
