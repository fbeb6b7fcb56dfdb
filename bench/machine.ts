import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { resultsVersion } from '../src/model/schedule.ts';
import { version } from '../src/runtime/version.ts';
import { compiler } from './native/compile.ts';
import { numpyVersion } from './peers/python.ts';

/** What numbers depend on; no name of a machine, a user or a folder. */
export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly system: string;
  readonly node: string;
  readonly v8: string;
  readonly compiler: string | null;
  readonly numpy: string | null;
  readonly forewarned: string;
  readonly resultsVersion: number;
  /** Programs that wanted a core when the bench began. */
  readonly loadBefore: number;
};

export function machine(): Machine {
  const all = cpus();
  return {
    processor: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.versions.node,
    v8: process.versions.v8,
    compiler: compiler()?.about ?? null,
    numpy: numpyVersion(),
    forewarned: version(),
    resultsVersion,
    loadBefore: loadavg()[0],
  };
}
