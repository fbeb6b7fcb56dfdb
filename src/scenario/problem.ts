/** One thing wrong with a file, said so that its author can put it right without reading the code. */
export type Problem = {
  readonly file: string;
  /** 1-based; absent where the file as a whole is meant. */
  readonly line?: number;
  readonly column?: number;
  /** The place in the words of the file, for instance `designs[1].budget.value`; empty for the whole file. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
};

/** `file:line:column where: expected X, found Y. Remedy.` */
export function sentence({ file, line, column, where, expected, found, remedy }: Problem): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return `${place}${where === '' ? '' : ` ${where}`}: expected ${expected}, found ${found}. ${remedy}`;
}

/** By file, line and column; the order in which an author meets them. */
export function byPlace(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) =>
      (a.file === b.file ? 0 : a.file < b.file ? -1 : 1) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

export type Path = readonly (string | number)[];

/** A path in the words of the file: `conditions[0].parameters["appraisal.risk"]`. */
export function whereOf(path: Path): string {
  let where = '';
  for (const step of path) {
    if (typeof step === 'number') where += `[${step}]`;
    else if (!/^[\w-]+$/.test(step)) where += `[${JSON.stringify(shortened(step))}]`;
    else where += where === '' ? step : `.${step}`;
  }
  return where;
}

const SHOWN = 60;

function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

/** A value as a message shows it: short, and never the whole of what somebody put into the file. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') {
    const keys = Object.keys(value);
    return keys.length === 0 ? 'an empty group' : `the keys ${shortened(keys.join(', '))}`;
  }
  return String(value);
}
