/**
 * One text for one value: keys sorted by UTF-16 code units, no white space, numbers in their shortest form. Stored with every
 * result and hashed.
 *
 * @throws TypeError for what JSON cannot say: a number that is not finite, a function. A key whose value is undefined is left out, as in JSON
 * @source RFC 8785, JSON Canonicalization Scheme
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonical: expected a finite number, found ${value}.`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`canonical: expected plain data, found ${typeof value}.`);
  return `{${Object.entries(value).filter(isSaid).sort(byKey).map(pair).join(',')}}`;
}

type Entry = readonly [key: string, part: unknown];

function isSaid([, part]: Entry): boolean {
  return part !== undefined;
}

function byKey([a]: Entry, [b]: Entry): number {
  return a < b ? -1 : 1;
}

function pair([key, part]: Entry): string {
  return `${JSON.stringify(key)}:${canonical(part)}`;
}
