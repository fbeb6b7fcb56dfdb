// What the machine itself can do.
import { compiler, noCompiler } from '../native/compile.ts';
import type { Section } from '../section.ts';

export const bandwidthSection: Section = {
  name: 'bandwidth',
  title: 'Memory bandwidth of one thread',
  about: 'Bytes read and written. Copy and triad after STREAM; in JavaScript a copy by `set` and by a loop.',
  units: 'GB/s',
  plan: () => {
    const trials = [{ of: 'JavaScript', call: { task: 'copying' as const, input: {} } }];
    if (compiler() === null) return { trials, skipped: [{ of: 'C', reason: noCompiler }] };
    return { trials: [{ of: 'C', call: { task: 'native' as const, input: {} } }, ...trials] };
  },
};
