// SPDX-License-Identifier: Apache-2.0
// The extensions that PGlite ships, each by its name.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { startEngine } from './engines.js';

const SHIPPED = `amcheck autoinc bloom btree_gin btree_gist citext cube dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch hstore
  insert_username intarray isn lo ltree moddatetime pageinspect pg_buffercache pg_freespacemap pg_stat_statements pg_surgery pg_trgm
  pg_visibility pg_walinspect pgcrypto plpgsql refint seg tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp vector`.split(/\s+/);

let engine;
before(async () => (engine = await startEngine()));

function must(sql) {
  const { rows, error } = engine.ask(sql);
  assert.equal(error, undefined, `${sql}: ${error?.M}`);
  return rows;
}

test('all are there, and all can be created', () => {
  assert.deepEqual(must('SELECT name::text COLLATE "C" FROM pg_available_extensions ORDER BY 1').flat(), SHIPPED);
  for (const name of SHIPPED) must(`CREATE EXTENSION IF NOT EXISTS "${name}" CASCADE`);
  assert.deepEqual(must('SELECT count(*) FROM pg_extension'), [[String(SHIPPED.length)]]);
});

const USES = {
  amcheck: ['SELECT count(bt_index_check(indexrelid, true)) > 100 FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE relam = 403', 't'],
  citext: ["SELECT 'A'::citext = 'a'", 't'],
  fuzzystrmatch: ["SELECT levenshtein('word', 'wort')", '1'],
  hstore: ["SELECT 'a=>1'::hstore -> 'a'", '1'],
  ltree: ["SELECT 'a.b.c'::ltree <@ 'a.b'", 't'],
  pg_trgm: ["SELECT similarity('word', 'wort')", '0.42857143'],
  pgcrypto: ["SELECT encode(digest('a', 'sha256'), 'hex'), pgp_sym_decrypt(pgp_sym_encrypt('x', 'k'), 'k')",
    'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb,x'],
  tablefunc: ['SELECT count(*) FROM normal_rand(7, 0, 1)', '7'],
  unaccent: ["SELECT unaccent('Hôtel')", 'Hotel'],
  'uuid-ossp': ["SELECT uuid_generate_v5(uuid_ns_dns(), 'x'), uuid_generate_v1() <> uuid_generate_v4()", '05b16a01-46c6-56dd-bd6e-c6dfb4a1427a,t'],
};

for (const [name, [sql, expected]] of Object.entries(USES)) {
  test(`${name} works`, () => assert.equal(must(sql).join(), expected));
}

test('pg_stat_statements counts for a session that asks for it, and costs the others nothing', () => {
  const counted = () => Number(must("SELECT count(*) FROM pg_stat_statements WHERE query LIKE 'SELECT $1 AS counted'")[0][0]);
  must('SELECT 1 AS counted');
  assert.equal(counted(), 0);
  must("SET pg_stat_statements.track = 'top'");
  must('SELECT 1 AS counted');
  must('RESET pg_stat_statements.track');
  assert.equal(counted(), 1);
});

test('what PGlite has no functions for is an error, and the engine lives', () => {
  assert.equal(engine.ask("SELECT convert_to('ä', 'LATIN1')").error.C, '58P01');
  assert.equal(engine.ask("SET client_encoding = 'LATIN1'").error.C, '58P01');
  assert.equal(engine.ask("CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p").error.C, '58P01');
  assert.deepEqual(must("SHOW client_encoding"), [['UTF8']]);
});
