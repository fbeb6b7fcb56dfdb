// What each door of the app weighs and how soon it can be used, here and now: `npm run weigh`. A test holds the budget.
import budget from '../src/web/budget.json' with { type: 'json' };
import { openApp } from '../test/web/support/app.ts';
import { doors, slides, weigh } from '../test/web/support/weigh.ts';

const ROUNDS = 5;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const app = await openApp();
try {
  for (const door of doors) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await weigh(app, door));
    const kilobytes = rounds[0].kilobytes.toFixed(0);
    const usable = median(rounds.map((one) => one.usable)).toFixed(0);
    console.log(
      `${door}: ${kilobytes} kB compressed (budget ${budget[door]}), usable after ${usable} ms (median of ${ROUNDS})`,
    );
  }
  const taken = await slides(app, 20);
  console.log(
    `lab: a slider's step to the new picture of 500 people in two worlds: ${median(taken).toFixed(0)} ms (${Math.min(...taken).toFixed(0)} to ${Math.max(...taken).toFixed(0)}, ${taken.length} steps)`,
  );
} finally {
  await app.close();
}
