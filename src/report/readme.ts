import type { Comparison } from '../experiment/comparison.ts';
import { assumptions } from './assumptions.ts';
import { tableAt } from './codebook.ts';
import type { FileMark } from './file-mark.ts';
import { caption, command, intervalMethod, outOfScope, purpose } from './notices.ts';
import { answer } from './sentences.ts';
import { worthKnowingOfAll } from './worth-knowing.ts';

const fence = '```';

/** Text that cannot be taken for markup of the page or of Markdown. */
export function markdownText(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`).replaceAll(/\s*\n\s*/g, ' ');
}

/** Lines that read a table into `name`, for files as text and as Parquet. */
const openR = (name: string, path: string): string =>
  `${name} <- ${path.endsWith('.csv') ? 'read.csv' : 'arrow::read_parquet'}("${path}")`;
const openPython = (name: string, path: string): string =>
  path.endsWith('.csv')
    ? `with open("${path}", encoding="utf-8", newline="") as file:\n    ${name} = list(csv.DictReader(file))`
    : `${name} = parquet.read_table("${path}").to_pylist()`;
const importPython = (path: string): string => (path.endsWith('.csv') ? 'import csv' : 'from pyarrow import parquet');

type Example = {
  readonly title: string;
  readonly language: 'r' | 'python' | 'sql';
  readonly table: string;
  /** What it takes to read Parquet. */
  readonly parquet: string | null;
  readonly code: (path: string) => string;
};

/** How tables are read elsewhere. As text they need the language and nothing else. */
const examples: readonly Example[] = [
  {
    ...{ title: 'R', language: 'r', table: 'effects', parquet: 'the package arrow' },
    code: (path) => `${openR('effects', path)}
choice <- subset(effects, outcome == "decision_quality")
aggregate(difference ~ condition + arm, choice, mean)`,
  },
  {
    ...{ title: 'R, week by week', language: 'r', table: 'series', parquet: 'the package arrow' },
    code: (path) => `${openR('weekly', path)}
error <- subset(weekly, series == "error")
aggregate(value ~ condition + arm + week, error, median)`,
  },
  {
    ...{ title: 'Python', language: 'python', table: 'effects', parquet: 'the package pyarrow' },
    code: (path) => `${importPython(path)}
from collections import defaultdict
from statistics import mean

${openPython('effects', path)}
choice = defaultdict(list)
for row in effects:
    if row["outcome"] == "decision_quality" and row["difference"] not in ("", None):
        choice[row["condition"], row["arm"]].append(float(row["difference"]))
for design, differences in choice.items():
    print(*design, mean(differences))`,
  },
  {
    ...{ title: 'Python, week by week', language: 'python', table: 'series', parquet: 'the package pyarrow' },
    code: (path) => `${importPython(path)}
from collections import defaultdict
from statistics import median

${openPython('weekly', path)}
error = defaultdict(list)
for row in weekly:
    if row["series"] == "error":
        error[row["condition"], row["arm"], int(row["week"])].append(float(row["value"]))
for week, values in sorted(error.items()):
    print(*week, median(values))`,
  },
  {
    ...{ title: 'DuckDB', language: 'sql', table: 'effects', parquet: null },
    code: (path) => `SELECT condition, arm, avg(difference)
FROM '${path}' WHERE outcome = 'decision_quality' GROUP BY ALL;`,
  },
  {
    ...{ title: 'DuckDB, week by week', language: 'sql', table: 'series', parquet: null },
    code: (path) => `SELECT condition, arm, week, median(value)
FROM '${path}' WHERE series = 'error' GROUP BY ALL ORDER BY condition, arm, week;`,
  },
];

/** Blocks of code for the tables that are there. */
export function reading(paths: readonly string[]): string {
  const blocks = examples.flatMap(({ title, language, table, parquet, code }) => {
    const path = [`${table}.csv`, `${table}.parquet`].find((one) => paths.includes(one));
    if (path === undefined) return [];
    const needs =
      parquet === null || path.endsWith('.csv')
        ? ''
        : ` (\`${path}\` needs ${parquet}; with \`--tables both\` there is \`${table}.csv\`, too)`;
    return [`${title}${needs}:`, `${fence}${language}\n${code(path)}\n${fence}`];
  });
  return blocks.join('\n\n');
}

/** What is worth knowing of the designs; nothing where there is nothing to know. */
function known(comparison: Comparison): string {
  const lines = worthKnowingOfAll(comparison);
  return lines.length === 0
    ? ''
    : `## Worth knowing\n\n${lines.map((line) => `- ${markdownText(line)}`).join('\n')}\n\n`;
}

/** What is in the folder, how to read it with other programs, and how to compute it again. */
export function readme(comparison: Comparison, root: string, files: readonly FileMark[]): string {
  const { scenario, fingerprint, defaults } = comparison;
  return `# ${markdownText(scenario.title)}

${markdownText(scenario.question)}

${answer(comparison).map(markdownText).join('\n')}

${caption(comparison)}

${known(comparison)}## What this is for, and what not

${purpose}

${outOfScope}

## What was assumed

${assumptions(comparison)
  .map((line) => `- ${markdownText(line)}`)
  .join('\n')}

## Files

- \`report.html\`: everything, with pictures; \`brief.html\`: one page for somebody who decides. Open them in any browser.
- \`comparison.json\`: all means and intervals.
${files
  .flatMap(({ path }) => {
    const table = tableAt(path);
    return table ? [`- \`${path}\`: ${table.title}.`] : [];
  })
  .join('\n')}
- \`codebook.csv\`: every column of these tables. \`datapackage.json\`: the same for programs (Data Package, version 2).
- \`plan.json\` and \`scenario/\`: the plan and the scenario with nothing left implicit; every run follows from them. \`environment.json\`: what they ran on.
- \`checksums.sha256\`: check with \`sha256sum --check checksums.sha256\`.

Tables are UTF-8 with a decimal point; an empty cell is a missing value. Shares are 0 to 1, money is euros of 2023. Quantiles
anywhere in this folder are of type 7.

## Reading it

${reading(files.map(({ path }) => path))}

## How the intervals are made

${intervalMethod}

## The same numbers again

${fence}sh
${command(comparison)}
${fence}

Fingerprint of the results: \`${fingerprint}\`. It is SHA-256 over all rows and does not depend on the machine or on the number of
workers. Hash of the default parameters: \`${defaults}\`.

## Has anybody changed something?

${fence}sh
forewarned verify .
${fence}

checks every file against \`checksums.sha256\`, that list against itself and against the root hash in the report
(\`${root}\`), and computes a random part of the runs again. \`--all\` computes all of them.
`;
}
