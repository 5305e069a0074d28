// SPDX-License-Identifier: Apache-2.0
// Engines for tests, without a bridge around them.

import { fileURLToPath } from 'node:url';
import { errorFields, readAnswer, textRows } from '../../main/js/answer.js';
import { Engine } from '../../main/js/engine.js';
import { query } from '../../main/js/messages.js';
import { loadRuntime } from '../../main/js/module.js';

export const RUNTIME = fileURLToPath(new URL('../../../target/pack/io/hivedb/pglite/runtime/engine', import.meta.url));
let runtime;
export const runtimeOfTests = () => (runtime ??= loadRuntime(RUNTIME));

/** An engine that also answers SQL: {rows} or {error} with its fields. */
export async function startEngine(options = {}) {
  const engine = await Engine.start(await runtimeOfTests(), { database: 'postgres', log: () => {}, ...options });
  engine.ask = (sql) => ask(engine, sql);
  return engine;
}

export function ask(engine, sql) {
  const bytes = engine.execute([query(sql)]);
  const error = readAnswer(bytes).marks.find(({ kind }) => kind === 'error');
  return error ? { error: { ...errorFields(bytes, error.start, error.end) } } : { rows: textRows(bytes) };
}

/** A further engine in the state of a snapshot. */
export async function cloneOf(snapshot, how = {}) {
  const engine = await Engine.clone(await runtimeOfTests(), snapshot, { database: 'postgres', log: () => {} }, how);
  engine.ask = (sql) => ask(engine, sql);
  return engine;
}
