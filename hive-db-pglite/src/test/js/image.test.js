// SPDX-License-Identifier: Apache-2.0
// The prepared engine in the image, and the usual start where it cannot be used.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Engine } from '../../main/js/engine.js';
import { loadRuntime } from '../../main/js/module.js';
import { ask, RUNTIME } from './engines.js';

const folder = mkdtempSync(join(tmpdir(), 'image-'));
after(() => rmSync(folder, { recursive: true }));
const IMAGE = join(folder, 'database.image');
for (const file of ['pglite.js', 'pglite.wasm']) cpSync(join(RUNTIME, file), join(folder, file));

async function startWith(change) {
  copyFileSync(join(RUNTIME, 'database.image'), IMAGE);
  change();
  const lines = [];
  const engine = await Engine.start(await loadRuntime(folder), { database: 'postgres', log: (line) => lines.push(line) });
  assert.deepEqual(ask(engine, "SELECT count(*) FROM pg_extension WHERE extname = 'vector'").rows, [['1']]);
  return lines.filter((line) => line.startsWith('the prepared engine'));
}

/** Changes the header, which stands in front of all, without changing its length. */
function inHeader(from, to) {
  const bytes = readFileSync(IMAGE);
  const at = bytes.indexOf(from);
  assert.ok(at > 0 && from.length === to.length);
  bytes.write(to, at, 'latin1');
  writeFileSync(IMAGE, bytes);
}

test('the prepared engine is used', async () => {
  assert.deepEqual(await startWith(() => {}), []);
});

test('an image that was cut off gives the usual start, and a line in the log', async () => {
  const heap = JSON.parse(headerOf(join(RUNTIME, 'database.image'))).running.heap.at(-1);
  const [line] = await startWith(() => truncateSync(IMAGE, 4 + headerOf(IMAGE).length + heap[2]));
  assert.equal(line, 'the prepared engine cannot be used, PostgreSQL starts as usual: the image of the database ends too early');
});

test('so does an instance that is laid out otherwise', async () => {
  const [line] = await startWith(() => inHeader('"table":', '"tabel":'));
  assert.match(line, /^the prepared engine cannot be used, PostgreSQL starts as usual: its layout is \{.*\} instead of \{.*\}$/);
});

test('so does an engine that has other symbols', async () => {
  const [line] = await startWith(() => inHeader('["palloc0",', '["palloc9",'));
  assert.equal(line, 'the prepared engine cannot be used, PostgreSQL starts as usual: the engine has no symbol palloc9');
});

test('an image of another version is refused', async () => {
  await assert.rejects(startWith(() => inHeader('"version":3', '"version":2')), /the image of the database has version 2 instead of 3/);
});

function headerOf(file) {
  const bytes = readFileSync(file);
  return bytes.subarray(4, 4 + bytes.readUInt32BE());
}
