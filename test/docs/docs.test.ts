// What is said of Forewarned: links lead somewhere, commands and paths exist, numbers are right, words have a place here.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fullLedger } from '../../src/cli/full-ledger.ts';
import { program } from '../../src/cli/program.ts';
import { channels } from '../../src/model/channels.ts';
import { resultsVersion, week } from '../../src/model/schedule.ts';
import { whatIf } from '../../src/report/notices.ts';
import { recordedIntercepts } from '../../src/runtime/intercepts-node.ts';
import { readLibrary } from '../../src/runtime/library-node.ts';

const home = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(join(home, file), 'utf8');
const isFile = (file: string): boolean => statSync(join(home, file), { throwIfNoEntry: false })?.isFile() === true;

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => ending.test(file))
    .sort();
}

const written = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'scenarios/README.md', ...filesBelow('docs', /\.md$/)];
/** Pages about what there is now; others may speak of what is to come. */
const present = ['README.md', 'CONTRIBUTING.md', 'docs/verification.md', 'docs/model-card.md'];
/** What pages name although it is not there yet. When it is there, it goes from this list. */
const toCome: readonly string[] = [];

/** Where a page leads, without what lies outside the project. */
function linksOf(page: string): string[] {
  const found = [...page.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"\s]+)"/g)];
  return found.map(([, link, attribute]) => link ?? attribute).filter((link) => !/^(https?:|mailto:)/.test(link));
}

/** Links that lead nowhere. */
function deadLinks(file: string, page: string): string[] {
  return linksOf(page).filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    if (!existsSync(join(home, target))) return true;
    return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
  });
}

/** Headings as the anchors that they get where pages are shown. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Code of a page: what stands in fences and between backticks. */
function codeOf(page: string): string {
  const fenced = [...page.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, code]) => code);
  const rest = page.replaceAll(/^```\w*\n[\s\S]*?^```/gm, '');
  return [...fenced, ...[...rest.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code)].join('\n');
}

/** Paths into the project, but for stars, placeholders in capitals, and files that a reader is to write (`my-question.yaml`). */
function pathsOf(page: string): string[] {
  const found = codeOf(page).matchAll(
    /(?:^|[\s"'(=])((?:src|test|docs|scenarios|scripts|bin|seeds|bench)\/[\w./*-]*)/gm,
  );
  return [...found].map(([, path]) => path).filter((path) => !/[A-Z]{2,}(?!\.md)|\*|\/my-/.test(path));
}

const missingPaths = (page: string): string[] =>
  pathsOf(page).filter((path) => !existsSync(join(home, path)) && !toCome.some((later) => path.startsWith(later)));

const scripts: { readonly [name: string]: string } = JSON.parse(read('package.json')).scripts;
const missingScripts = (page: string): string[] =>
  [...page.matchAll(/npm run (?:-s )?([\w:-]+)/g)]
    .map(([, name]) => name)
    .filter((name) => scripts[name] === undefined);

/** Calls of the command line in code, word by word: those of `forewarned`, and `compare` by its script. */
function callsOf(page: string): string[][] {
  const found = codeOf(page).matchAll(
    /(?:npm run (?:-s )?forewarned --|npm run (?:-s )?(?=compare\b)|^forewarned)([^|;&>\n]*)/gm,
  );
  return [...found].map(([, call]) =>
    call
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '--' && word !== ''),
  );
}

/** What is wrong with a call: a command, an option or a scenario that is not there. */
function faultsOf(call: readonly string[]): string[] {
  const [name = '', ...words] = call;
  if (call.length === 0 || name.startsWith('-')) return [];
  const command = program().commands.find((each) => each.name() === name);
  if (command === undefined) return [`no command ${name}`];
  const options = new Set(['--help', ...command.options.map(({ long }) => long)]);
  const wrong = words.filter((word) => word.startsWith('--') && !options.has(word)).map((word) => `no option ${word}`);
  const [first = '-'] = words;
  const isScenario = (name === 'run' || name === 'compare') && /^[a-z]/.test(first);
  const known = isFile(`scenarios/${first}.yaml`) || isFile(first);
  return isScenario && !known ? [...wrong, `no scenario ${first}`] : wrong;
}

/** Words about people that have no place here. */
const forbidden =
  /\billegal(s|ly)?\b|\bflows? of\b|\b(migrant|migration|refugee) (flows?|waves?)\b|\bprevented (migrants|migration|departures)\b|\b(flood|influx|hordes?) of\b/i;
/** People do not come in waves; surveys do. */
const wave = /\bwaves?\b/i;
const aboutSurveys = /\bwaves: \[|\b(last|first|second) wave\b|survey|interview|\basked\b/i;
const forbiddenIn = (text: string): string[] =>
  text.split('\n').filter((line) => forbidden.test(line) || (wave.test(line) && !aboutSurveys.test(line)));

describe.each(written)('%s', (file) => {
  const page = read(file);
  it('has links that lead somewhere', () => expect(deadLinks(file, page)).toEqual([]));
  it('names scripts that there are', () => expect(missingScripts(page)).toEqual([]));
  it('names paths that there are', () => expect(missingPaths(page)).toEqual([]));
  it('names no folder of a machine', () => expect(page).not.toMatch(/[\s`"'(]\/(?:home|root|tmp|work|Users|var)\//));
});

describe.each(present)('%s', (file) => {
  it('calls commands with options that there are', () => {
    const calls = callsOf(read(file));
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.flatMap((call) => faultsOf(call).map((fault) => `${call.join(' ')}: ${fault}`))).toEqual([]);
  });
});

describe('words', () => {
  it.each([...written, ...filesBelow('scenarios', /\.yaml$/)])('about people in %s are those for people', (file) => {
    expect(forbiddenIn(read(file))).toEqual([]);
  });
});

describe('the README', () => {
  const readme = read('README.md');
  const numbers = fullLedger(readLibrary(), recordedIntercepts());

  it('says that it is a what-if', () => expect(readme).toContain(whatIf));

  it('says what it is not for', () => {
    const section = readme.split('\n## ').find((part) => part.startsWith('What it is for')) ?? '';
    for (const use of [
      'border enforcement',
      'asylum or visas',
      'micro-targeted advertising',
      'ranking or selecting persons',
    ])
      expect(section).toContain(use);
    expect(read('docs/model-card.md')).toContain('micro-targeted advertising');
  });

  it('has the two commands', () => {
    for (const command of ['npm ci && npm run compare', 'npm ci && npm test']) expect(readme).toContain(command);
    const { engines } = JSON.parse(read('package.json'));
    expect(engines.node).toContain('20.19');
    expect(readme).toContain('Node 20.19');
  });

  it('counts right', () => {
    const { contexts, designs, scenarios } = readLibrary();
    expect(readme).toContain(`${week.length} mechanisms`);
    expect(readme).toContain(`the ${scenarios.size} there are`);
    const changes = read('CHANGELOG.md').replaceAll(/\s+/g, ' ');
    const places = contexts.size - 1; // `common` is no place
    expect(changes).toContain(`${week.length} mechanisms`);
    expect(changes).toContain(
      `**${channels.length} channels**, ${designs.size} designs, ${places} contexts and ${scenarios.size} scenarios`,
    );
  });

  it('says how many numbers are assumed', () => {
    expect(readme).toContain('nearly nine in ten numbers are assumptions');
    // What a designer or an experiment imposes says nothing about the world.
    const claims = numbers.filter(({ basis }) => basis !== 'imposed');
    const share = claims.filter(({ basis }) => basis === 'assumed').length / claims.length;
    expect(Math.round(share * 20)).toBe(18);
  });
});

describe('the pictures', () => {
  const made = JSON.parse(read('docs/pictures/made-from.json'));

  it('were made from the default comparison by the model as it is numbered', () => {
    expect(made).toMatchObject({ scenario: 'north-africa-2023', resultsVersion, people: 5000, weeks: 104 });
  });

  it('are all shown, and light', () => {
    for (const file of filesBelow('docs/pictures', /\.png$/)) {
      expect(read('README.md')).toContain(file);
      expect(statSync(join(home, file)).size).toBeLessThan(600_000);
    }
  });
});

describe('the list of scenarios', () => {
  it('names each, and no other', () => {
    const listed = [...read('scenarios/README.md').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, id]) => id);
    expect(listed.sort()).toEqual([...readLibrary().scenarios.keys()].sort());
  });
});

describe('the program', () => {
  it('opens no connection', () => {
    const opening =
      /['"](?:node:)?(?:https?|http2|net|tls|dgram|dns)['"]|\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\(/;
    // `serve` waits for the browser of this machine, and for nobody else.
    const files = filesBelow('src', /\.(ts|tsx|mjs)$/).filter((file) => opening.test(read(file)));
    expect(files).toEqual(['src/cli/serve.ts']);
    expect(read('src/cli/serve.ts')).toContain("server.listen(port, '127.0.0.1'");
    expect(read('src/cli/serve.ts')).toMatch(/^import \{ createServer \} from 'node:http';$/m);
    expect("import { get } from 'node:https';").toMatch(opening);
  });

  it('has contexts that are calibrated to the model as it is (else: npm run intercepts)', () => {
    const tsx = join(home, 'node_modules/tsx/dist/cli.mjs');
    const said = spawnSync(process.execPath, [tsx, 'scripts/intercepts.ts', '--check'], {
      cwd: home,
      encoding: 'utf8',
    });
    expect(said.stdout.trim()).toBe('All intercepts are recorded.');
  });
});

describe('this test', () => {
  it('sees links that lead nowhere', () => {
    const page =
      '[a](missing.md) [b](design.md#no-such-part) [c](design.md#tone) <img src="gone.png"> [d](https://example.org)';
    expect(deadLinks('docs/here.md', page)).toEqual(['missing.md', 'design.md#no-such-part', 'gone.png']);
  });

  it('sees scripts and paths that are not there', () => {
    const page =
      'See `npm run nothing` and\n```sh\nnode scripts/none.mjs scenarios/albania-facts.yaml\n```\n`src/model/NAME.ts`';
    expect(missingScripts(page)).toEqual(['nothing']);
    expect(missingPaths(page)).toEqual(['scripts/none.mjs']);
  });

  it('sees calls that would be refused', () => {
    const page =
      '```sh\nnpm run -s forewarned -- conpare\nnpm run compare -- --peple 5\nnpm run -s forewarned -- run nowhere\n```';
    expect(callsOf(page).flatMap(faultsOf)).toEqual(['no command conpare', 'no option --peple', 'no scenario nowhere']);
  });

  it('sees words that have no place, and lets surveys have waves', () => {
    const lines = [
      'a wave of arrivals',
      'illegal migrants',
      'the flow of people',
      'two waves of the survey',
      'unlawful',
    ];
    expect(forbiddenIn(lines.join('\n'))).toEqual(lines.slice(0, 3));
  });

  it('expects only what is not there yet to come', () => {
    for (const path of toCome) expect(existsSync(join(home, path))).toBe(false);
  });
});
