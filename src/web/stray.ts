import { doors } from './state/route.ts';

/** What doors read behind `?`; Compare and the Lab say themselves what they could not read. */
const read: { readonly [door: string]: readonly string[] } = { start: [], results: ['s'] };

/** The part of an address that leads nowhere, so that somebody can be told; null where all of it is understood. */
export function strayIn(hash: string): string | null {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const door = path === '' ? 'start' : doors.find((one) => one === path);
  if (door === undefined) return `#/${path}`;
  const known = read[door];
  const stranger = [...new URLSearchParams(query).keys()].find((key) => known !== undefined && !known.includes(key));
  return stranger === undefined ? null : `?${stranger}`;
}
