// SPDX-License-Identifier: Apache-2.0
// What a client reads over the bridge is what the engine answers, byte by byte: the statements of the corpus of SQL that
// all backends share, pgvector's among them, in each protocol. Where two runs differ from one another (the time, random
// numbers) only the kinds of messages are compared.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { message, query, sync, text } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { Client, describePortal, execute, parse } from './client.js';
import { startEngine } from './engines.js';

const CORPUS = new URL('../../../../hive-db-sqlite/src/test/resources/portable-corpus.json', import.meta.url);
const statements = JSON.parse(readFileSync(CORPUS)).map(({ sql }) => sql);
const MOST_CHANGING = 12;

/** A Bind without parameters, that asks for results as texts (0) or as binary values (1). */
const bind = (format) => message('B', text(''), text(''), Buffer.from([0, 0, 0, 0, 0, 1, 0, format]));
const extended = (format) => (sql) => [parse('', sql), bind(format), describePortal(''), execute(''), sync()];
const PROTOCOLS = { simple: (sql) => [query(sql)], extended: extended(0), 'extended, with binary values': extended(1) };

const kindsOf = (bytes) => {
  let kinds = '';
  for (let at = 0; at < bytes.length; at += 1 + bytes.readUInt32BE(at + 1)) kinds += String.fromCharCode(bytes[at]);
  return kinds;
};

let engine;
let empty;
let changing;
before(async () => {
  engine = await startEngine();
  empty = engine.snapshot();
  const [one, two] = [direct(PROTOCOLS.simple), direct(PROTOCOLS.simple)];
  changing = statements.map((_, i) => !one[i].equals(two[i]));
  const count = changing.filter(Boolean).length;
  assert.ok(statements.length >= 300 && count > 0 && count <= MOST_CHANGING, `${count} of ${statements.length} change`);
});

function direct(unitOf) {
  engine.restore(empty);
  return statements.map((sql) => Buffer.from(engine.execute(unitOf(sql))));
}

async function bridged(unitOf) {
  const bridge = await Bridge.start({ database: 'postgres' });
  const client = await Client.open(bridge.port, { database: 'postgres' });
  const answers = [];
  for (const sql of statements) {
    client.send(...unitOf(sql));
    answers.push(Buffer.concat((await client.until('Z')).messages));
  }
  await client.end();
  await bridge.end();
  return answers;
}

for (const [protocol, unitOf] of Object.entries(PROTOCOLS)) {
  test(`in the protocol ${protocol}`, async () => {
    const [wanted, found] = [direct(unitOf), await bridged(unitOf)];
    statements.forEach((sql, i) => {
      if (!changing[i]) assert.equal(found[i].toString('latin1'), wanted[i].toString('latin1'), sql);
      assert.equal(kindsOf(found[i]), kindsOf(wanted[i]), sql);
    });
  });
}
