/** What the results were computed with: recorded, never needed for the result. No name of a machine or a user. */
export type Environment = {
  /** `node` or `browser`. */
  readonly engine: string;
  readonly engineVersion: string;
  readonly system: string;
  readonly processor: string;
  readonly workers: number;
  /** Version of Forewarned. */
  readonly version: string;
};

export function environment(workers: number, version: string): Environment {
  return {
    engine: 'node',
    engineVersion: process.versions.node,
    system: process.platform,
    processor: process.arch,
    workers,
    version,
  };
}
