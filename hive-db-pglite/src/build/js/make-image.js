// SPDX-License-Identifier: Apache-2.0
// node make-image.js SOURCES RUNTIME: makes RUNTIME/database.image, the files that every database starts from: initdb
// with small WAL segments by PGlite itself, then CREATE EXTENSION and a clean shutdown by our own driver in SOURCES, so
// that a start neither recovers nor creates anything.

import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rmSync, writeFileSync } from 'node:fs';
import { freezeClockAndChance } from './reproducible.js';

freezeClockAndChance();
const [sources, runtimeFolder] = process.argv.slice(2).map((path) => resolve(path));
const load = (file) => import(pathToFileURL(join(sources, file)));
const npm = (name, file) => import(pathToFileURL(resolve('node_modules', name, file)));
const { PGlite } = await npm('@electric-sql/pglite', 'dist/index.js');
const { vector } = await npm('@electric-sql/pglite-pgvector', 'dist/index.js');
const { Engine } = await load('engine.js');
const { loadRuntime, PGDATA } = await load('module.js');
const { packImage } = await load('image.js');
const { listFiles } = await load('filesystem.js');

const VOLATILE = ['/postmaster.pid', '/postmaster.opts'];
const isExtension = ({ path }) => /^\/pglite\/(share\/postgresql\/extension\/vector[.-]|lib\/postgresql\/vector\.so$)/.test(path);
const isKept = ({ path }) => !VOLATILE.some((name) => path === PGDATA + name);

const fresh = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'], extensions: { vector } });
const { FS } = fresh.Module;
const extension = [...listFiles(FS, '/pglite/share/postgresql/extension'), ...listFiles(FS, '/pglite/lib/postgresql')].filter(isExtension);
const cluster = listFiles(FS, PGDATA).filter(isKept);

const log = (line) => process.stderr.write(`${line}\n`);
const engine = await Engine.start(await loadRuntime(runtimeFolder), [...cluster, ...extension], { database: 'postgres', log });
for (const sql of ['CREATE EXTENSION vector', 'VACUUM FREEZE', 'CHECKPOINT']) {
  const text = Buffer.from(`${sql}\0`);
  const head = Buffer.from([0x51, 0, 0, 0, 4 + text.length]);
  const answer = engine.execute([head, text], null).toString('latin1');
  if (!answer.includes('Z\0\0\0\x05I') || answer.startsWith('E')) throw new Error(`${sql}: ${answer}`);
}
engine.stop();
const files = [...listFiles(engine.files, PGDATA).filter(isKept), ...extension];
rmSync(join(runtimeFolder, 'database.image'), { force: true });
writeFileSync(join(runtimeFolder, 'database.image'), packImage(files));
process.exit(0);
