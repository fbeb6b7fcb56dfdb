import type { LedgerRow } from '../evidence/ledger-row.ts';
import { basisOf, confidenceOf } from '../evidence/source.ts';
import {
  budgetMeasure,
  contextMeasures,
  destinationMeasures,
  peopleMeasures,
  priorMeasures,
  routeMeasures,
  trustMeasures,
  truthMeasures,
} from './context-schema.ts';
import {
  attributeMeasures,
  audienceMeasures,
  choiceMeasures,
  componentMeasures,
  saysMeasure,
} from './design-schema.ts';
import { studyTables } from './evaluation-schema.ts';
import type { Measure } from './measure.ts';
import { declaredNumbers, type ModelDeclarations } from './model-declarations.ts';
import type { Path } from './problem.ts';
import { policyMeasures } from './scenario-schema.ts';
import { parsed } from './text.ts';
import { groupOf, numberOf } from './tree.ts';

type Described = Pick<Measure, 'unit' | 'meaning'>;
type Table = { readonly [name: string]: Described };

const contextTables: { readonly [group: string]: Table } = {
  people: peopleMeasures,
  priors: priorMeasures,
  truths: truthMeasures,
  trust: trustMeasures,
  routes: routeMeasures,
  destinations: destinationMeasures,
};
const componentTable: Table = { ...componentMeasures, ...choiceMeasures };

/**
 * The ledger rows of every figure that a file states (not of what it takes over from others).
 *
 * @param text   of a file that can be read
 * @param where  the file, relative to the project
 */
export function figureRows(text: string, where: string, model: ModelDeclarations): readonly LedgerRow[] {
  const read = parsed(text, where);
  if (!read.ok) return [];
  const { schema, id } = groupOf(read.tree.data);
  const kind = /^forewarned\/(\w+)@/.exec(String(schema))?.[1] ?? 'file';
  const declared = declaredNumbers(model);
  return found(read.tree.data, []).map(({ path, named, part }) => {
    const { value, range, source } = groupOf(part);
    const number = numberOf(value) ?? Number.NaN;
    const [low, high] = Array.isArray(range) ? range.map(Number) : [number, number];
    const described = describedAt(path, declared);
    const from = typeof source === 'string' ? source : '';
    return {
      parameter: [kind, id, ...named].join('.'),
      symbol: '',
      unit: described.unit,
      default: number,
      low,
      high,
      meaning: described.meaning,
      basis: basisOf(from) ?? 'imposed',
      source: from,
      confidence: confidenceOf(from),
      used_by: `${kind} ${String(id)}`,
      where,
    };
  });
}

type Found = { readonly path: Path; readonly named: readonly string[]; readonly part: unknown };

/** Every figure below a part, with its path and its name; entries of lists are named by their ids where they have one. */
function found(part: unknown, path: Path, named: readonly string[] = []): readonly Found[] {
  if (Array.isArray(part))
    return part.flatMap((item, k) => {
      const { id, setting, route, design } = groupOf(item);
      const own = setting === undefined ? (id ?? design ?? k) : route === undefined ? setting : `${setting}.${route}`;
      return found(item, [...path, k], [...named, String(own)]);
    });
  const group = groupOf(part);
  if (typeof group.value === 'number') return [{ path, named, part }];
  return Object.entries(group).flatMap(([key, value]) =>
    found(
      value,
      [...path, typeof group.setting === 'string' ? group.setting : key],
      key === 'value' ? named : [...named, key],
    ),
  );
}

/** Unit and meaning of the figure at a path, whichever kind of file it is in. */
function describedAt(path: Path, declared: ReadonlyMap<string, Described>): Described {
  const steps = path.filter((step) => typeof step === 'string');
  const last = steps[steps.length - 1] ?? '';
  const group = steps[steps.length - 2] ?? '';
  const nothing = { unit: '', meaning: '' };
  if (group === 'parameters') return declared.get(last) ?? nothing;
  if (group === 'says') return saysMeasure(last);
  if (group === 'attributes') return (attributeMeasures as Table)[last] ?? nothing;
  if (group === 'audience') return (audienceMeasures as Table)[last] ?? nothing;
  if (group === 'components' || group === 'includes') return componentTable[last] ?? nothing;
  if (group === 'changes') return (policyMeasures as Table)[last] ?? nothing;
  if (last === 'budget') return budgetMeasure;
  if (group in studyTables) return studyTables[group][last] ?? nothing;
  if (group in contextTables) return contextTables[group][last] ?? nothing;
  return (contextMeasures as Table)[last] ?? nothing;
}
