// Runs the checks and the tests, counts them, and prints `N passed, N failed` as its last line.
//   node scripts/test.mjs                     lint, type check, tests in Node and in Chromium
//   node scripts/test.mjs --long              the long suite, one file after the other
//   node scripts/test.mjs --long --minutes 5  the same, but starts no file after 5 minutes
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tools = join(root, 'node_modules');
const long = process.argv.includes('--long');
const minutesAt = process.argv.indexOf('--minutes');
const minutes = minutesAt < 0 ? Number.POSITIVE_INFINITY : Number(process.argv[minutesAt + 1]);
const deadline = Date.now() + minutes * 60_000;
const scratch = mkdtempSync(join(tmpdir(), 'forewarned-test-'));

let passed = 0;
let failed = 0;
/** What failed, a line each: told again at the end, where somebody looks first. */
const failures = [];

/** Runs a program of node_modules with the Node that runs this file; true when it ended well. */
function ran(title, program, args, env = {}) {
  console.log(`\n> ${title}`);
  const { status } = spawnSync(process.execPath, [join(tools, program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** A tool as one test. */
function check(title, program, args) {
  if (ran(title, program, args)) passed++;
  else {
    failed++;
    failures.push(title);
  }
}

/** vitest, counted from its own report; whatever fails outside a test (a file, a hook, a crash) counts as one more. */
function tests(title, args, env = {}) {
  const report = join(scratch, `${passed + failed}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const well = ran(title, 'vitest/vitest.mjs', ['run', ...reporters, ...args], env);
  let bad = 0;
  if (existsSync(report)) {
    const told = JSON.parse(readFileSync(report, 'utf8'));
    passed += told.numPassedTests;
    const known = told.testResults.flatMap(failuresIn);
    failures.push(...known);
    bad = known.length;
    if (told.numPendingTests + told.numTodoTests > 0)
      console.log(`${told.numPendingTests + told.numTodoTests} tests were skipped and are not counted`);
  }
  if (!well && bad === 0) failures.push(`${title}: ended badly, outside of every test`);
  failed += well ? bad : Math.max(bad, 1);
}

/** Tests of a file that failed, each with the first line of its reason; the file itself where that was outside a test. */
function failuresIn({ name, status, message, assertionResults }) {
  const file = relative(root, name).replaceAll('\\', '/');
  const bad = assertionResults.filter((test) => test.status === 'failed');
  if (bad.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : [];
  return bad.map(({ fullName, failureMessages }) => `${file} > ${fullName}: ${firstLine(failureMessages[0])}`);
}

function firstLine(text) {
  return stripVTControlCharacters(text ?? '')
    .trim()
    .split('\n', 1)[0];
}

try {
  if (long) {
    const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('.long.test.ts'))
      .sort();
    for (const file of files) {
      if (Date.now() > deadline) console.log(`not run, out of time: test/${file}`);
      else tests(`test/${file}`, [`test/${file}`], { FOREWARNED_LONG: '1' });
    }
  } else {
    check('lint', '@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '.']);
    check('typecheck', 'typescript/bin/tsc', ['-b']);
    tests('tests in Node and in Chromium', []);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

process.exitCode = failed > 0 ? 1 : 0;
for (const failure of failures) console.log(`FAILED: ${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
