// SPDX-License-Identifier: Apache-2.0
// node make-engine.js SOURCES RUNTIME: makes pglite.js, pglite.wasm and database.image in RUNTIME: the engine of PGlite
// with our changes, and the files that every database starts from: initdb with small WAL segments by PGlite itself, then
// CREATE EXTENSION and a clean shutdown by our own driver in SOURCES, so that a start neither recovers nor creates anything.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withExports } from './export-functions.js';
import { internalsOf } from './internals.js';
import { findLayout } from './layout.js';
import { patchGlue } from './patch-glue.js';
import { freezeClockAndChance } from './reproducible.js';
import { withSharedMemory } from './shared-memory.js';

freezeClockAndChance();
const [sources, runtimeFolder] = process.argv.slice(2).map((path) => resolve(path));
const load = (file) => import(pathToFileURL(join(sources, file)));
const npm = (name, file) => resolve('node_modules', name, 'dist', file);
const { PGlite } = await import(pathToFileURL(npm('@electric-sql/pglite', 'index.js')));
const { vector } = await import(pathToFileURL(npm('@electric-sql/pglite-pgvector', 'index.js')));
const { Engine } = await load('engine.js');
const { loadModule, MAXIMUM_PAGES, PGDATA } = await load('module.js');
const { packImage } = await load('image.js');
const { query } = await load('messages.js');
const { listFiles } = await load('filesystem.js');

const VOLATILE = ['/postmaster.pid', '/postmaster.opts'];
const UNUSED = /^\/pglite\/(lib\/postgresql\/pgxs|bin\/initdb|bin\/pg_dump)(\/|$)/;
const isKept = ({ path }) => !VOLATILE.some((name) => path === PGDATA + name);
const isInstalled = ({ path }) => !path.startsWith(`${PGDATA}/`) && path !== PGDATA && !UNUSED.test(path);

writeFileSync(join(runtimeFolder, 'pglite.js'), patchGlue(readFileSync(npm('@electric-sql/pglite', 'pglite.js'), 'utf8')));
const shared = (bytes) => withSharedMemory(Buffer.from(bytes), MAXIMUM_PAGES);
const wasm = readFileSync(npm('@electric-sql/pglite', 'pglite.wasm'));
const { functions, variables } = internalsOf(wasm);
writeFileSync(join(runtimeFolder, 'pglite.wasm'), shared(withExports(wasm, functions)));

const fresh = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'], extensions: { vector } });
const { FS } = fresh.Module;
const installed = [...listFiles(FS, '/home/postgres'), ...listFiles(FS, '/pglite').filter(isInstalled)].map(installedFile);
const cluster = listFiles(FS, PGDATA).filter(isKept);

/** The rights are those that PostgreSQL checks for: of its program, and of the file of passwords. */
function installedFile({ path, data }) {
  if (path.endsWith('.so')) return { path, mode: 0o444, data: shared(data) };
  if (path === '/pglite/bin/postgres') return { path, mode: 0o555, data };
  return { path, mode: data === null ? 0o755 : path.endsWith('.pgpass') ? 0o600 : 0o444, data };
}

const log = (line) => process.stderr.write(`${line}\n`);
const runtime = { ...(await loadModule(runtimeFolder)), image: { layout: { variables }, files: [...installed, ...cluster] } };
const engine = await Engine.start(runtime, { database: 'postgres', log });
const ask = (sql) => engine.execute([query(sql)], null).toString('latin1');
for (const sql of ['CREATE EXTENSION vector', 'VACUUM FREEZE', 'CHECKPOINT']) {
  const answer = ask(sql);
  if (!answer.includes('Z\0\0\0\x05I') || answer.startsWith('E')) throw new Error(`${sql}: ${answer}`);
}
const layout = { ...findLayout(engine, ask), variables };
engine.stop();
const files = [...installed, ...listFiles(engine.files, PGDATA).filter(isKept)];
rmSync(join(runtimeFolder, 'database.image'), { force: true });
writeFileSync(join(runtimeFolder, 'database.image'), packImage(files, layout));
process.exit(0);
