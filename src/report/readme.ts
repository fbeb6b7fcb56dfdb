import type { Comparison } from '../experiment/comparison.ts';
import { assumptions } from './assumptions.ts';
import { tableAt } from './codebook.ts';
import type { FileMark } from './file-mark.ts';
import { caption, command, intervalMethod, outOfScope, purpose } from './notices.ts';
import { answer } from './sentences.ts';

const fence = '```';

/** Text that cannot be taken for markup of the page or of Markdown. */
export function markdownText(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`).replaceAll(/\s*\n\s*/g, ' ');
}

/** What is in the folder, how to read it with other programs, and how to compute it again. */
export function readme(comparison: Comparison, root: string, files: readonly FileMark[]): string {
  const { scenario, fingerprint, defaults } = comparison;
  return `# ${markdownText(scenario.title)}

${markdownText(scenario.question)}

${answer(comparison).map(markdownText).join('\n')}

${caption(comparison)}

## What this is for, and what not

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

R:

${fence}r
effects <- read.csv("effects.csv")
choice <- subset(effects, outcome == "decision_quality")
aggregate(difference ~ condition + arm, choice, mean)
series <- arrow::read_parquet("series.parquet")
${fence}

Python:

${fence}python
import pandas as pd

effects = pd.read_csv("effects.csv")
choice = effects[effects["outcome"] == "decision_quality"]
print(choice.groupby(["condition", "arm"])["difference"].mean())
series = pd.read_parquet("series.parquet")
${fence}

DuckDB:

${fence}sql
SELECT condition, arm, avg(difference)
FROM 'effects.csv' WHERE outcome = 'decision_quality' GROUP BY ALL;
SELECT arm, week, median(value) FROM 'series.parquet' WHERE series = 'error' GROUP BY ALL ORDER BY arm, week;
${fence}

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
