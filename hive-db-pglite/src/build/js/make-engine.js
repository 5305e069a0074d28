// SPDX-License-Identifier: Apache-2.0
// node make-engine.js SOURCES RUNTIME: makes pglite.js, pglite.wasm and database.image in RUNTIME: the engine of PGlite
// with our changes, the files that every database starts from, and an engine that runs on them. The files come from
// initdb with small WAL segments by PGlite itself, then CREATE EXTENSION and a clean shutdown by our own driver in SOURCES.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withHints } from './compilation-hints.js';
import { EARLY_FUNCTIONS } from './early-functions.js';
import { withExports } from './export-functions.js';
import { HOT_FUNCTIONS } from './hot-functions.js';
import { withHotTable } from './hot-table.js';
import { internalsOf } from './internals.js';
import { findLayout } from './layout.js';
import { listFiles } from './list-files.js';
import { patchGlue } from './patch-glue.js';
import { freezeClockAndChance } from './reproducible.js';
import { withSharedMemory } from './shared-memory.js';
import { usedBy, withoutAssignments, withoutUnused } from './unused-exports.js';

freezeClockAndChance();
const [sources, runtimeFolder] = process.argv.slice(2).map((path) => resolve(path));
const load = (file) => import(pathToFileURL(join(sources, file)));
const npm = (name, file) => resolve('node_modules', name, 'dist', file);
const { PGlite } = await import(pathToFileURL(npm('@electric-sql/pglite', 'index.js')));
const { readAnswer, textRows } = await load('answer.js');
const { Engine } = await load('engine.js');
const { listTree, packImage } = await load('image.js');
const { query } = await load('messages.js');
const { loadRuntime, MAXIMUM_PAGES, PGDATA } = await load('module.js');
const { VERSIONS, versionsOf } = await load('versions.js');

const IMAGE = join(runtimeFolder, 'database.image');
const VOLATILE = ['/postmaster.pid', '/postmaster.opts'];
const UNUSED = /^\/pglite\/(lib\/postgresql\/pgxs|bin\/initdb|bin\/pg_dump|include|share\/doc)(\/|$)/;
// They need functions that are not in PGlite's engine: without them PostgreSQL says so, with them the engine crashes.
const UNUSABLE = /\/lib\/postgresql\/(\w+_(and|to)_\w+|euc2004_sjis2004|libpqwalreceiver|pgoutput)\.so$/;
const LIBRARIES = ['plpgsql', 'vector'];
/** What most programs use: after a start and after each reset it need not be looked up in the catalogs. */
const COMMON = [
  `SELECT count(*), count(n), sum(n), min(n), max(n), avg(n), n = 1, n <> 1, n < 1, n > 1, n <= 1, n >= 1, n + 1, n - 1, n * 1, n / 1, n = ANY (ARRAY[1]),
     n::text, n::bool, n::int8 = 1::int8, n::int8 + 1, n::numeric = 1::numeric, n::float8 = 1::float8, (n = 1)::int
   FROM (VALUES (1)) AS t (n) GROUP BY t.n ORDER BY t.n LIMIT 1`,
  `SELECT t || t, t = 'a', t <> 'a', t LIKE 'a%', lower(t), upper(t), length(t), coalesce(t, 'b'), t::varchar = 'a'::varchar, '1'::int4
   FROM (VALUES ('a'::text)) AS t (t) ORDER BY t.t`,
  `SELECT now() = now(), now() < now() + interval '1 day', current_date = current_date, gen_random_uuid() = gen_random_uuid(), '{}'::jsonb -> 'a', '{}'::jsonb ->> 'a'`,
];
const isKept = ({ path }) => !path.startsWith('/dev/') && !path.startsWith('/tmp/') && !VOLATILE.some((name) => path === PGDATA + name);
const isInstalled = ({ path }) => !path.startsWith(`${PGDATA}/`) && !UNUSED.test(path) && !UNUSABLE.test(path);
const isLibrary = ({ path }) => path.endsWith('.so');
const log = (line) => process.stderr.write(`${line}\n`);
const options = { database: 'postgres', log };

const shared = (bytes) => withSharedMemory(Buffer.from(bytes), MAXIMUM_PAGES);
const initial = await initialFiles();
const glue = patchGlue(readFileSync(npm('@electric-sql/pglite', 'pglite.js'), 'utf8'));
const isUsed = usedBy(glue, ourSources(), initial.filter(isLibrary).map(({ data }) => data));
writeFileSync(join(runtimeFolder, 'pglite.js'), withoutAssignments(glue, isUsed));
const wasm = readFileSync(npm('@electric-sql/pglite', 'pglite.wasm'));
const { functions, variables } = internalsOf(wasm);
writeFileSync(join(runtimeFolder, 'pglite.wasm'), checked(withHints(shared(withoutUnused(withHotTable(withExports(wasm, functions), HOT_FUNCTIONS), isUsed)), EARLY_FUNCTIONS)));

const { files, layout } = await prepare(initial);
writeImage(packImage(files, layout, await run()));
await check();
process.exit(0);

async function initialFiles() {
  const { FS } = (await PGlite.create({ initDbStartParams: ['--wal-segsize=1'], extensions: await allExtensions() })).Module;
  const installed = [...listFiles(FS, '/home/postgres'), ...listFiles(FS, '/pglite')].filter(isInstalled).map(withRights);
  return [...installed, ...listFiles(FS, PGDATA).filter(isKept)];
}

function ourSources() {
  return readdirSync(sources).map((name) => readFileSync(join(sources, name), 'utf8'));
}

/** pgvector, and what PostgreSQL's contrib folder has and PGlite ships. */
async function allExtensions() {
  const contrib = npm('@electric-sql/pglite', 'contrib');
  const files = readdirSync(contrib).filter((file) => file.endsWith('.js')).sort();
  const modules = [npm('@electric-sql/pglite-pgvector', 'index.js'), ...files.map((file) => join(contrib, file))];
  return Object.assign({}, ...(await Promise.all(modules.map((file) => import(pathToFileURL(file))))));
}

/** The rights are those that PostgreSQL checks for: of its program, its data, and the file of passwords. */
function withRights({ path, data }) {
  if (path === PGDATA) return { path, mode: 0o700 };
  if (isLibrary({ path })) return { path, mode: 0o444, data: checked(shared(data)) };
  if (path === '/pglite/bin/postgres') return { path, mode: 0o555, data };
  return { path, mode: data ? (path.endsWith('.pgpass') ? 0o600 : 0o444) : 0o755, data };
}

/** When a database starts, V8 checks no function before it is called. */
function checked(bytes) {
  if (!WebAssembly.validate(bytes)) throw new Error('the engine or a library is no valid module of WebAssembly');
  return bytes;
}

/** The cluster with pgvector, shut down. */
async function prepare(initial) {
  writeImage(packImage(initial, { variables }));
  const engine = await Engine.start(await loadRuntime(runtimeFolder), options);
  ask(engine, 'CREATE EXTENSION vector');
  ask(engine, 'VACUUM FREEZE');
  ask(engine, 'CHECKPOINT');
  const versions = versionsOf(textRows(ask(engine, VERSIONS)));
  const layout = { ...findLayout(engine, (sql) => engine.execute([query(sql)])), variables, versions, symbols: engine.symbols };
  engine.stop();
  const files = listTree(engine.tree.root).filter(isKept);
  writeImage(packImage(files, layout));
  return { files, layout };
}

/** An engine that has started on it, with its libraries loaded and its caches filled by what every client asks first. */
async function run() {
  const engine = await Engine.start(await loadRuntime(runtimeFolder), options);
  for (const library of LIBRARIES) ask(engine, `LOAD '${library}'`);
  ask(engine, VERSIONS);
  ask(engine, "SELECT name, pg_catalog.current_setting(name) FROM pg_catalog.unnest(ARRAY['TimeZone']) AS name");
  ask(engine, 'SELECT datname FROM pg_catalog.pg_database WHERE oid > 4');
  for (const sql of COMMON) ask(engine, sql);
  ask(engine, 'CHECKPOINT');
  const { files: tree, heap, layout, stack, folder, libraries, streams } = engine.snapshot();
  streams.files = streams.files.map(({ inode, ...file }) => file);
  const state = { layout, stack, folder, libraries, streams };
  return { ...state, files: listTree(tree.root), heap: heap.regions };
}

/** The image must give what it was made from, and without a start of PostgreSQL. */
async function check() {
  const runtime = await loadRuntime(runtimeFolder);
  const engine = await Engine.clone(runtime, runtime.image.running, options);
  ask(engine, "SELECT '[1,2]'::public.vector <-> '[1,3]'::public.vector");
  ask(engine, 'DO $$ BEGIN PERFORM 1; END $$');
}

function ask(engine, sql) {
  const answer = engine.execute([query(sql)]);
  const { status, marks } = readAnswer(answer);
  if (status !== 'I' || marks.some(({ kind }) => kind === 'error')) throw new Error(`${sql}: ${answer.toString('latin1')}`);
  return answer;
}

function writeImage(bytes) {
  rmSync(IMAGE, { force: true });
  writeFileSync(IMAGE, bytes);
}
