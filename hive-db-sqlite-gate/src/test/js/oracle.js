// Parses statements with PostgreSQL's own grammar. Reads lines of JSON strings; writes for each a line:
// {"error": text, "position": n} or {"spans": {"operator's position": [first leaf, last leaf]}}.
// All positions count characters from 1.
import { createInterface } from 'node:readline';

const { loadModule, parseSync } = await import(process.argv[2]);
await loadModule();

const OPERATORS = ['A_Expr', 'NullTest', 'BooleanTest'];
const LEAVES = ['ColumnRef', 'A_Const', 'ParamRef'];

/** Locations count bytes of UTF-8. */
function characters(sql) {
  const bytes = Buffer.from(sql, 'utf8');
  return (location) => bytes.subarray(0, location).toString('utf8').length + 1;
}

/** Walks a tree and returns the positions of the leaves below. */
function walk(node, spans, position) {
  if (Array.isArray(node)) {
    return node.flatMap((child) => walk(child, spans, position));
  }
  if (node === null || typeof node !== 'object') {
    return [];
  }
  const leaves = [];
  for (const [kind, child] of Object.entries(node)) {
    // The modifiers of a type, such as those of numeric(3, 1), are constants of no expression.
    if (kind === 'typeName' || kind === 'TypeName' || kind === 'typmods') {
      continue;
    }
    const below = walk(child, spans, position);
    const at = child?.location ?? (kind === 'A_Const' ? 0 : undefined);
    if (LEAVES.includes(kind) && at !== undefined && at >= 0) {
      below.push(position(at));
    }
    if (OPERATORS.includes(kind) && child.kind !== 'AEXPR_NULLIF' && child.location >= 0 && below.length > 0) {
      spans[position(child.location)] = [Math.min(...below), Math.max(...below)];
    }
    leaves.push(...below);
  }
  return leaves;
}

for await (const line of createInterface({ input: process.stdin })) {
  const sql = JSON.parse(line);
  try {
    const spans = {};
    walk(parseSync(sql), spans, characters(sql));
    console.log(JSON.stringify({ spans }));
  } catch (error) {
    const position = (error.sqlDetails?.cursorPosition ?? -1) + 1;
    console.log(JSON.stringify({ error: error.message, position }));
  }
}
