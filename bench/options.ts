import { parseArgs } from 'node:util';
import { sections } from './suite.ts';

export type Options = {
  readonly full: boolean;
  readonly peers: boolean;
  readonly check: boolean;
  readonly help: boolean;
  /** Names of sections. */
  readonly only: readonly string[];
  readonly people: number | null;
  readonly rounds: number | null;
  readonly json: string | null;
};

export const usage = `Usage: npm run bench -- [options]

Measures Forewarned on this machine; a few minutes. Tables go to standard output, progress to standard error.

  --full             2,000,000 people too, more pairs and more repeats; an hour or more
  --only NAME,NAME   these sections: ${sections.map(({ name }) => name).join(', ')}
  --people N         at N people instead of 2,000 and 100,000 (week, mechanisms, population)
  --rounds N         repeats of everything; usually 3, with --full 5
  --peers            installs other frameworks into bench/peers and compares with them
  --json FILE        writes everything to FILE
  --check            compares ratios with bench/budget.json; a clear regression ends with 1
  --help             shows this`;

/** A wrong option; the message says what is wrong. */
export class WrongOption extends Error {}

const MOST_PEOPLE = 10_000_000;

/** @throws WrongOption when something is unknown, missing or out of range */
export function optionsOf(args: readonly string[]): Options {
  const { values } = parsed(args);
  const only = values.only?.split(',').filter((name) => name !== '') ?? [];
  const names = sections.map(({ name }) => name);
  for (const name of only)
    if (!names.includes(name)) throw new WrongOption(`--only: expected some of ${names.join(', ')}; found "${name}".`);
  if (values.only !== undefined && only.length === 0)
    throw new WrongOption(`--only: expected some of ${names.join(', ')}; found nothing.`);
  return {
    ...{ full: values.full === true, peers: values.peers === true, check: values.check === true },
    ...{ help: values.help === true, only, json: values.json ?? null },
    people: whole('--people', values.people, 200, MOST_PEOPLE),
    rounds: whole('--rounds', values.rounds, 1, 1000),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        full: { type: 'boolean' },
        peers: { type: 'boolean' },
        check: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        only: { type: 'string' },
        people: { type: 'string' },
        rounds: { type: 'string' },
        json: { type: 'string' },
      },
    });
  } catch (fault) {
    throw new WrongOption(fault instanceof Error ? fault.message : String(fault));
  }
}

function whole(name: string, text: string | undefined, least: number, most: number): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new WrongOption(`${name}: expected a whole number from ${least} to ${most}, found "${text}".`);
}
