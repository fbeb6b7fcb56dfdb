import type { RunOptions } from './options.ts';

/** What `run` can print instead of sentences. */
export const formats = ['text', 'json', 'behaviorspace'] as const;

export type RunCommandOptions = RunOptions & {
  readonly stdin?: true;
  readonly format?: (typeof formats)[number];
};
