import type { Figures } from '../measure.ts';
import { runNative } from '../native/compile.ts';

/** The memory bandwidth that C reaches, in GB/s. */
export function native(_input: object): Promise<Figures> {
  return runNative('stream', []);
}
