import { below, bits, uniform } from '../../src/random/draw.ts';
import { type Key, keyOf, weekly } from '../../src/random/key.ts';

type At = { readonly setup: { readonly burnIn: number }; readonly week: number; readonly luck: Luck };

/** The streams of one world by name. Their names are part of the specification: they decide who is lucky in what. */
export class Luck {
  private readonly keys = new Map<string, Key>();
  private readonly seed: string;
  private readonly replicate: number;

  constructor(seed: string, replicate: number) {
    this.seed = seed;
    this.replicate = replicate;
  }

  stream(name: string): Key {
    const known = this.keys.get(name);
    if (known !== undefined) return known;
    const key = keyOf(this.seed, this.replicate, name);
    this.keys.set(name, key);
    return key;
  }
}

function now(world: At, stream: string, counter = 0): Key {
  return weekly(world.luck.stream(stream), world.week + world.setup.burnIn + 1, counter);
}

/** This week's draw of somebody for a purpose, strictly between 0 and 1. */
export function draw(world: At, stream: string, id: number, counter = 0): number {
  return uniform(now(world, stream, counter), id);
}

/** A draw that is the same in every week. */
export function fate(world: { readonly luck: Luck }, stream: string, id: number, counter = 0): number {
  return uniform(weekly(world.luck.stream(stream), 0, counter), id);
}

/** This week's lot where places are scarce: the smallest come first. */
export function lot(world: At, stream: string, id: number): number {
  return bits(now(world, stream), id);
}

/** This week's choice of one in `many`, from 0. */
export function pick(world: At, stream: string, id: number, many: number): number {
  return below(now(world, stream), id, many);
}
