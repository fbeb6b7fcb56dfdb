import { createInterface } from 'node:readline';
import { type Compared, type CompareOptions, openEngine, ScenarioError } from '../library/index.ts';
import { worthKnowing } from '../report/worth-knowing.ts';
import { Mistake } from '../runtime/mistake.ts';
import { isVariant } from '../scenario/variant.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { interruptible } from './interruptible.ts';
import type { RunOptions } from './options.ts';
import type { RunCommandOptions } from './run-options.ts';
import { remark, tell } from './streams.ts';

/**
 * One scenario in JSON a line in, one result in JSON a line out, in the same order: for programs that call Forewarned many times.
 * Empty lines are passed over. A line that is wrong gives a result that says so, and the next one is done.
 *
 * @returns 0 when every line gave results, 2 when some did not, 3 when it was cancelled
 */
export async function runLines(
  options: RunCommandOptions,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<ExitCode> {
  refuseIgnored(options);
  const engine = openEngine(options.workers === undefined ? {} : { workers: options.workers });
  let isAllWell = true;
  let line = 0;
  try {
    return await interruptible(async (signal) => {
      const lines = createInterface({ input });
      // Who waits for a line would wait on.
      signal.addEventListener('abort', () => lines.close(), { once: true });
      for await (const text of lines) {
        line++;
        if (text.trim() === '') continue;
        if (signal.aborted) break;
        // Some programs begin what they write with a mark of the byte order.
        const result = await answered(line === 1 ? text.replace(/^\uFEFF/, '') : text);
        isAllWell &&= result.ok;
        tell(JSON.stringify({ line, ...result }));
      }
      if (signal.aborted) {
        remark(`Cancelled at line ${line}.`);
        return exitCode.cancelled;
      }
      return isAllWell ? exitCode.ok : exitCode.someFailed;

      async function answered(text: string): Promise<{ readonly ok: boolean; readonly [key: string]: unknown }> {
        const problem = (place: string, expected: string, found: string, remedy: string) => ({
          ok: false,
          problems: [{ place, expected, found, remedy }],
        });
        let data: unknown;
        try {
          data = JSON.parse(text);
        } catch (fault) {
          const found = fault instanceof Error ? fault.message : String(fault);
          return problem(`line ${line}`, 'one scenario in JSON', found, 'Write each scenario on one line.');
        }
        if (typeof data !== 'object' || data === null || Array.isArray(data))
          return problem(
            `line ${line}`,
            'a scenario: { "scenario": ID, ... } or a whole one',
            JSON.stringify(data),
            'Put it in braces.',
          );
        const { scenario, size } = parted(data as Data, options);
        try {
          return inShort(await engine.compare(scenario, { ...size, signal }));
        } catch (fault) {
          // Lines and columns would be those of a text that the caller never saw.
          if (fault instanceof ScenarioError)
            return {
              ok: false,
              problems: fault.problems.map(({ where, expected, found, remedy }) => ({
                place: `line ${line}${where === '' ? '' : ` ${where}`}`,
                ...{ expected, found, remedy },
              })),
            };
          if (fault instanceof RangeError || fault instanceof Mistake) {
            const [, place = '', expected = 'numbers that can be run', found = fault.message, remedy = 'Give others.'] =
              sentencePattern.exec(fault.message) ?? [];
            return problem(`line ${line} ${place}`.trim(), expected, found, remedy);
          }
          throw fault;
        }
      }
    });
  } finally {
    engine.close();
  }
}

/** `place: expected X, found Y. Remedy.` */
const sentencePattern = /^([\w-]+): expected (.+?), found (.+?)\. (.+)$/s;

/** What is about one run, or about files: here are many, and none. */
const ignored = ['out', 'force', 'memory', 'record', 'tables', 'scenario', 'precision', 'on', 'max', 'regime'] as const;

/** @throws Mistake when an option was given that lines know nothing of */
function refuseIgnored(options: RunCommandOptions): void {
  const found = [...ignored, 'format' as const].find((name) => options[name] !== undefined);
  const name = found ?? (options.progress === 'auto' ? undefined : 'progress');
  if (name === undefined) return;
  throw new Mistake(
    `--${name}: expected to be left out with --stdin, where a line is a scenario and a result is a line, found it. Leave one of them out.`,
  );
}

type Data = { readonly [key: string]: unknown };
const sizes = ['seed', 'people', 'weeks', 'replicates', 'draws'] as const;

/** In the short form (`scenario: ID`) sizes are what they are on the command line; they go before those of the call. */
function parted(data: Data, options: RunOptions): { readonly scenario: Data; readonly size: CompareOptions } {
  const given = Object.fromEntries(
    sizes.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
  if (!isVariant(data)) return { scenario: data, size: given };
  const own = Object.fromEntries(sizes.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])));
  const rest = Object.fromEntries(Object.entries(data).filter(([name]) => !sizes.some((size) => size === name)));
  return { scenario: rest, size: { ...given, ...own } };
}

/** What a program needs of a comparison: no weekly bands, no texts. */
function inShort({
  fingerprint,
  scenario,
  people,
  weeks,
  replicates,
  draws,
  seed,
  designs,
  failures,
  cancelled,
}: Compared) {
  return {
    ok: failures.length === 0 && !cancelled,
    ...{ id: scenario.id, fingerprint, people, weeks, replicates, draws, seed, cancelled },
    worthKnowing: worthKnowing(designs.filter(({ isBaseline }) => !isBaseline)),
    designs: designs.map(({ id, outcomes, differences, cost }) => ({ id, cost, outcomes, differences })),
    failures,
  };
}
