import type { Machine } from './machine.ts';
import type { Measure, Spread } from './measure.ts';
import type { Ratio } from './ratios.ts';
import type { Measured } from './suite.ts';

/** A table is broken into blocks no wider than this. */
const WIDTH = 118;
const GAP = '  ';

/** A few digits, and large numbers in groups. */
function shown(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  if (size >= 0.1 || size === 0) return value.toFixed(2);
  return value.toPrecision(2);
}

/** The median, and the range where there are several. */
function spreadCell({ median, least, most }: Spread): string {
  const range = `${shown(least)}-${shown(most)}`;
  return shown(least) === shown(most) ? shown(median) : `${shown(median)} (${range})`;
}

/** Rows of cells below a header; the first column is the label. */
export function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return blocksOf(widths)
    .map((columns) => lines.map((line) => lineOf(line, columns, widths)).join('\n'))
    .join('\n\n');
}

/** Which columns stand side by side; the label leads every block. */
function blocksOf(widths: readonly number[]): number[][] {
  const blocks: number[][] = [];
  let room = 0;
  for (let column = 1; column < widths.length; column++) {
    room -= widths[column] + GAP.length;
    if (room < 0) {
      blocks.push([0]);
      room = WIDTH - widths[0] - widths[column] - GAP.length;
    }
    blocks.at(-1)?.push(column);
  }
  return blocks;
}

function lineOf(line: readonly string[], columns: readonly number[], widths: readonly number[]): string {
  return columns
    .map((column) => (column === 0 ? (line[0] ?? '').padEnd(widths[0]) : (line[column] ?? '').padStart(widths[column])))
    .join(GAP)
    .trimEnd();
}

/** A section as text. */
export function sectionText({ section, measures, skipped, failed }: Measured): string {
  const across = section.trialsAcross === true;
  const rowOf = ({ of, figure }: Measure): string => (across ? figure : of);
  const columnOf = ({ of, figure }: Measure): string => (across ? of : figure);
  const rows = [...new Set(measures.map(rowOf))];
  const columns = [...new Set(measures.map(columnOf))];
  const cell = (row: string, column: string): string => {
    const measure = measures.find((one) => rowOf(one) === row && columnOf(one) === column);
    return measure === undefined ? '-' : spreadCell(measure.spread);
  };
  const unitOf = (label: string): string => {
    const units = new Set(measures.filter((one) => label === one.figure).map(({ unit }) => unit));
    const [unit] = units;
    return units.size === 1 && unit !== '' && typeof section.units !== 'string' ? `${label}, ${unit}` : label;
  };
  const title =
    typeof section.units === 'string' && section.units !== '' ? `${section.title}, ${section.units}` : section.title;
  return [
    `== ${section.name}: ${title}`,
    section.about.replaceAll('\n', ' '),
    '',
    ...(rows.length === 0
      ? []
      : [
          tableOf(
            ['', ...columns.map(unitOf)],
            rows.map((row) => [unitOf(row), ...columns.map((column) => cell(row, column))]),
          ),
        ]),
    ...skipped.map(({ of, reason }) => `Left out: ${of}, because ${reason}.`),
    ...failed.map(({ of, reason }) => `FAILED: ${of}: ${reason}`),
  ].join('\n');
}

export function ratioText(ratios: readonly Ratio[]): string {
  if (ratios.length === 0)
    return '== Ratios within this run: none, since each is between measures that were not all taken';
  const rows = ratios.map(({ name, better, spread }) => [name, spreadCell(spread), `${better} is better`]);
  return ['== Ratios within this run', '', tableOf(['', 'median (range)', ''], rows)].join('\n');
}

export function machineText(about: Machine): string {
  const { processor, cores, memoryGB, system, node, compiler, numpy, forewarned, resultsVersion, loadBefore } = about;
  return [
    `Forewarned ${forewarned}, results version ${resultsVersion}; Node ${node}; ${system}`,
    `${processor}, ${cores} cores, ${memoryGB} GB; load before: ${loadBefore.toFixed(1)}`,
    `C: ${compiler ?? 'none'}; NumPy: ${numpy ?? 'none'}`,
    'Cells: median (least-most) of repeats, each in a process of its own.',
  ].join('\n');
}
