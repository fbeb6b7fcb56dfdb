import type { Figures } from '../measure.ts';
import { timed } from './clock.ts';

/** 192 MB an array, as in the C program: more than any cache holds. */
const LENGTH = 48 * 1024 * 1024;
const REPEATS = 5;

/** The memory bandwidth that JavaScript reaches, bytes read and bytes written, in GB/s: the best of some repeats. */
export function copying(_input: object): Figures {
  const from = new Float32Array(LENGTH).fill(1);
  const to = new Float32Array(LENGTH).fill(2);
  const rate = (what: () => void): number => {
    const times = Array.from({ length: REPEATS }, () => timed(what).milliseconds);
    return (2 * from.byteLength) / (Math.min(...times) * 1e6);
  };
  return {
    copy: rate(() => to.set(from)),
    loop: rate(() => {
      for (let i = 0; i < LENGTH; i++) to[i] = from[i];
    }),
  };
}
