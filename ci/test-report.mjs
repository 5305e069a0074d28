// Reads the XML reports that Surefire and Failsafe left below the directories given, and prints one
// line: how many tests there were, and which backends say in the log that they ran.
//
//   node test-report.mjs DIRECTORY...
//   tests=28 failed=0 skipped=0 backends=postgresql (container)
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const counts = { tests: 0, failed: 0, skipped: 0 };
const backends = new Set();

function reports(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      return entry.name === 'node_modules' || entry.name === '.git' ? [] : reports(path);
    }
    return /[/\\](surefire|failsafe)-reports[/\\]TEST-[^/\\]*\.xml$/.test(path) ? [path] : [];
  });
}

function count(suite, name) {
  return Number(suite.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
}

function read(path) {
  const xml = readFileSync(path, 'utf8');
  const suite = xml.match(/<testsuite [^>]*>/)?.[0] ?? '';
  counts.tests += count(suite, 'tests');
  counts.failed += count(suite, 'failures') + count(suite, 'errors');
  counts.skipped += count(suite, 'skipped');
  // What core and the PostgreSQL provider log when a server has started.
  const kind = /with pgvector \S+ answers: (?:a|the) (container|existing server|local)/.exec(xml)?.[1];
  for (const [, backend] of xml.matchAll(/Hive DB uses the backend \[([a-z0-9-]+)\]/g)) {
    backends.add(backend === 'postgresql' ? `${backend} (${kind ?? 'not started'})` : backend);
  }
}

process.argv.slice(2).flatMap(reports).forEach(read);
console.log(
  `tests=${counts.tests} failed=${counts.failed} skipped=${counts.skipped} ` +
    `backends=${[...backends].sort().join(', ')}`,
);
