import type { z } from 'zod';
import { parameters } from './context-schema.ts';
import { modelDeclarations } from './declared.ts';
import { declaredNumbers } from './model-declarations.ts';
import { didYouMean } from './nearest.ts';
import { group, name, oneOf, problemsOf, text } from './note.ts';
import type { Problem } from './problem.ts';
import type { Scenario } from './read-scenario.ts';
import { parsed } from './text.ts';
import { problemAt } from './tree.ts';

/** A reading of the evidence: numbers of the model moved, within their ranges, towards what one school of it says. */
const regimeFile = group('a reading of the evidence', {
  schema: oneOf(['forewarned/regime@1']),
  id: name('the file name without its ending'),
  title: text('a short name for readers'),
  about: text('what is believed in this reading'),
  source: text('the documents and studies it follows'),
  parameters,
});
export type Regime = z.infer<typeof regimeFile>;

/** Reads a regime, or says every problem in it: numbers must exist and stay within their declared ranges. */
export function readRegime(
  content: string,
  file: string,
): { readonly ok: true; readonly regime: Regime } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const read = parsed(content, file);
  if (!read.ok) return read;
  const found = regimeFile.safeParse(read.tree.data);
  if (!found.success) return { ok: false, problems: problemsOf(found.error.issues, read.tree) };
  const numbers = declaredNumbers(modelDeclarations);
  const problems = Object.entries(found.data.parameters).flatMap(([key, { value }]) => {
    const declared = numbers.get(key);
    if (declared === undefined)
      return problemAt(read.tree, ['parameters', key], {
        expected: 'a number of the ledger',
        found: `"${key}"`,
        remedy: didYouMean(key, [...numbers.keys()], 'Names are spelt as in the ledger.'),
      });
    const [low, high] = declared.range;
    if (low <= value && value <= high) return [];
    return problemAt(read.tree, ['parameters', key, 'value'], {
      expected: `a number from ${low} to ${high}, its range in the ledger`,
      found: String(value),
      remedy: 'A reading of the evidence stays within what is thought possible.',
    });
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, regime: found.data };
}

/** The scenario as this reading has it; what the scenario itself states about a number still counts. */
export function withRegime(scenario: Scenario, regime: Regime): Scenario {
  return { ...scenario, parameters: { ...regime.parameters, ...scenario.parameters } };
}
