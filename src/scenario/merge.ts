import { groupOf } from './tree.ts';

/**
 * A part laid over another, key by key and group by group.
 *
 * A figure replaces a figure whole, so that no number keeps the source of another. Of a list of things with ids, the upper
 * one says which there are and in which order; each is laid over the one of the same id below. Any other value replaces.
 */
export function merged(below: unknown, above: unknown): unknown {
  if (above === undefined) return below;
  if (isListOfThings(above)) {
    const known = new Map(isListOfThings(below) ? below.map((thing) => [thing.id, thing]) : []);
    return above.map((thing) => merged(known.get(thing.id), thing));
  }
  if (!isGroup(below) || !isGroup(above)) return above;
  const result: { [key: string]: unknown } = { ...below };
  for (const [key, value] of Object.entries(above)) result[key] = merged(below[key], value);
  return result;
}

/** A group of keys that is not itself a figure. */
function isGroup(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('value' in value);
}

function isListOfThings(value: unknown): value is readonly { readonly id: string }[] {
  return Array.isArray(value) && value.every((item) => typeof groupOf(item).id === 'string');
}
