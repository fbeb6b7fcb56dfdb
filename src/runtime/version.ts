import { readFileSync } from 'node:fs';

/** The version of Forewarned, from its package.json. */
export function version(): string {
  const about: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  if (typeof about === 'object' && about !== null && 'version' in about && typeof about.version === 'string')
    return about.version;
  throw new Error('package.json: expected a version.');
}
