// Finds Slurm and GNU parallel for the tests of scaling out, or gets them, asking nobody. Prints what there is.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of a program, also where daemons lie, which are not on everybody's PATH; undefined when there is none. */
export function programAt(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/bin'];
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

const run = (args) =>
  execFileSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

/** Whether it is there; on Debian as root it is installed where it is not. Never throws: tests can be skipped. */
function ensure(isThere, packages) {
  if (isThere()) return true;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  // The lists of packages may be there already; to fetch them anew takes longer than to try.
  for (const steps of [[install], [['update', '-qq'], install]]) {
    try {
      for (const step of steps) run(step);
    } catch {
      continue;
    }
    if (isThere()) return true;
  }
  return false;
}

const hasSlurm = () =>
  ['slurmctld', 'slurmd', 'munged', 'sbatch', 'squeue', 'scancel', 'sinfo'].every((name) => programAt(name));

// moreutils has another program of that name.
const hasParallel = () => {
  const { status, stdout } = spawnSync('parallel', ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 && stdout.startsWith('GNU parallel');
};

/** Slurm's daemons and commands, and munge, which it trusts. */
export function ensureSlurm() {
  return ensure(hasSlurm, ['slurm-wlm', 'munge']);
}

export function ensureParallel() {
  return ensure(hasParallel, ['parallel']);
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  console.log(`Slurm: ${ensureSlurm()}, GNU parallel: ${ensureParallel()}`);
