import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quoted } from '../report/quoted.ts';
import { type BatchFolder, finishedIn, stateOf } from '../runtime/batch-folder.ts';
import { Mistake } from '../runtime/mistake.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { ranged } from './ranged.ts';
import { workIn } from './resume.ts';
import { remark, tell } from './streams.ts';

export type SubmitOptions = {
  readonly slurm?: true;
  readonly kubernetes?: true;
  readonly json?: true;
  /** Write the job and say what would be submitted, no more. */
  readonly dryRun?: true;
  /** Wait until the array has ended. */
  readonly wait?: true;
  readonly retryFailed?: true;
  readonly partition?: string;
  readonly account?: string;
  readonly time?: string;
  readonly cpus?: number;
  /** Megabytes of a task. */
  readonly taskMemory?: number;
  readonly atMost?: number;
  /** Lines of shell before each task. */
  readonly setup?: readonly string[];
  readonly image?: string;
  readonly claim?: string;
};

const bin = fileURLToPath(new URL('../../bin/forewarned.mjs', import.meta.url));

const named = (parts: readonly number[]): string => `${parts.length === 1 ? 'part' : 'parts'} ${ranged(parts)}`;

/** Hands the parts of a batch that are not done to a queue: a Slurm job array, or a Kubernetes Indexed Job to apply. */
export async function submit(folder: string, options: SubmitOptions): Promise<ExitCode> {
  const { slurm = false, kubernetes = false } = options;
  if (slurm === kubernetes)
    throw new Mistake(
      `submit: expected --slurm or --kubernetes, found ${slurm ? 'both' : 'neither'}. Say which queue the parts are for.`,
    );
  const work = workIn(folder);
  const parts = openParts(work, options.retryFailed === true);
  if (parts.length === 0) {
    const merge = `forewarned merge ${quoted(folder)}`;
    if (options.json) tell(JSON.stringify({ job: null, parts, script: null, status: null }));
    else tell(`Nothing is left to submit: all parts are done. To put them together: ${merge}`);
    return exitCode.ok;
  }
  return kubernetes ? forKubernetes(work, parts, options) : toSlurm(work, parts, options);
}

/** Parts with jobs that are not done, or that failed and are to be tried again. */
function openParts(work: BatchFolder, retryFailed: boolean): readonly number[] {
  const { missing } = stateOf(work);
  if (!retryFailed) return missing;
  const failing = [...finishedIn(work).values()].filter(({ failures }) => failures.length > 0);
  return [...new Set([...missing, ...failing.map(({ part }) => part)])].sort((a, b) => a - b);
}

async function toSlurm(work: BatchFolder, parts: readonly number[], options: SubmitOptions): Promise<ExitCode> {
  const { folder } = work;
  const place = resolve(folder);
  const script = join(place, 'slurm.sh');
  writeFileSync(script, slurmScript(work, place, options));
  const { atMost, wait, json } = options;
  const array = `${ranged(parts)}${atMost === undefined ? '' : `%${atMost}`}`;
  const args = ['--parsable', ...(wait ? ['--wait'] : []), `--array=${array}`, script];
  const said = `sbatch ${args.map(quoted).join(' ')}`;
  if (options.dryRun) {
    tell(json ? JSON.stringify({ parts, script, command: said }) : `${script} is written. To submit it: ${said}`);
    return exitCode.ok;
  }
  // Waiting may take days: what was submitted is said at once.
  const taken = (job: string): void => {
    if (json) return;
    const logs = join(folder, `slurm-${job}-PART.log`);
    const next = wait ? 'Waiting until it has ended.' : `When it has ended: forewarned merge ${quoted(folder)}`;
    tell(`Array ${job} has ${named(parts)}. Progress is in ${logs}; squeue --job ${job} shows the queue. ${next}`);
  };
  const { status, job } = await sbatch(args, taken, { folder, script, said });
  if (json) tell(JSON.stringify({ job, parts, script, status: wait ? status : null }));
  return wait && status !== 0 ? howItEnded(work, job, status) : exitCode.ok;
}

function slurmScript({ batch }: BatchFolder, place: string, options: SubmitOptions): string {
  const { cpus = 1, taskMemory, retryFailed, setup = [] } = options;
  if (/[\\\n]/.test(place))
    throw new Mistake(
      `${place}: expected a folder into which Slurm can write logs, found a backslash or a new line in its name. Give it another name.`,
    );
  // Slurm reads quotes in these lines as a shell does, and % as the start of a number.
  const logs = quoted(`${place.replaceAll('%', '%%')}/slurm-%A-%a.log`);
  // What is set up may bring its own Node; without that, the one that submits is the one that computes.
  const node = setup.length > 0 ? 'node' : quoted(process.execPath);
  const words = [
    'shard',
    quoted(place),
    '--workers',
    cpus,
    '--progress line',
    ...(retryFailed ? ['--retry-failed'] : []),
  ];
  const lines = [
    // A login shell knows the modules of the cluster.
    setup.length > 0 ? '#!/bin/bash -l' : '#!/bin/bash',
    `#SBATCH --job-name=forewarned-${batch.main.settled.id}`,
    `#SBATCH --output=${logs}`,
    '#SBATCH --open-mode=append',
    '#SBATCH --ntasks=1',
    `#SBATCH --cpus-per-task=${cpus}`,
    ...directive('partition', options.partition),
    ...directive('account', options.account),
    ...directive('time', options.time),
    ...(taskMemory === undefined ? [] : [`#SBATCH --mem=${taskMemory}M`]),
    '# Before its time limit a task is asked to end. It keeps what is finished; submitted again, it goes on from there.',
    // B: without it only steps get the signal, and there are none.
    '#SBATCH --signal=B:TERM@30',
    ...setup,
    '# With exec the signal reaches the program, not the shell around it. The part is that of SLURM_ARRAY_TASK_ID.',
    `exec ${node} ${quoted(bin)} ${words.join(' ')}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** A line for sbatch; a value with blanks in it would be cut without a word. */
function directive(option: string, value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  if (/^[\w.,:+@%/-]+$/.test(value)) return [`#SBATCH --${option}=${value}`];
  throw new Mistake(
    `--${option}: expected a word as sbatch --${option} takes it, found ${JSON.stringify(value)}. Write it without blanks and quotes${option === 'time' ? ', for instance --time 02:00:00' : ''}.`,
  );
}

/** Where a submission comes from, for messages. */
type Submission = { readonly folder: string; readonly script: string; readonly said: string };

/**
 * Calls sbatch.
 *
 * @param taken  called with the number of the array as soon as Slurm has it
 * @throws Mistake when there is no sbatch, or Slurm does not take the array
 */
async function sbatch(
  args: readonly string[],
  taken: (job: string) => void,
  { folder, script, said }: Submission,
): Promise<{ readonly status: number | null; readonly job: string }> {
  let job: string | undefined;
  let stdout = '';
  let stderr = '';
  const status = await new Promise<number | null>((ended, refuse) => {
    const child = spawn('sbatch', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (job !== undefined) return;
      // "123", or "123;cluster" where there are several.
      job = /^(\d+)(;.*)?\n/.exec(stdout)?.[1];
      if (job !== undefined) taken(job);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', () =>
      refuse(
        new Mistake(
          `sbatch: expected Slurm's command on this machine, found none. Run this where Slurm is: ${said}. Without Slurm: forewarned resume ${quoted(folder)}`,
        ),
      ),
    );
    child.once('close', ended);
  });
  if (job !== undefined) {
    // Slurm warns of what it changed or ignored.
    if (stderr.trim() !== '') remark(stderr.trim());
    return { status, job };
  }
  const refusal =
    stderr
      .trim()
      .replaceAll(/\s*\n\s*/g, '; ')
      .replace(/\.$/, '') || `exit code ${status}`;
  const remedy = remedies.find(([pattern]) => pattern.test(refusal))?.[1] ?? '';
  throw new Mistake(`sbatch: expected the array to be taken, found: ${refusal}. ${remedy} The script is ${script}.`);
}

/** What helps against refusals; the first that fits counts, since those about accounts and limits name partitions, too. */
const remedies: readonly (readonly [refusal: RegExp, remedy: string])[] = [
  [/configuration source|contact|connect/i, 'Submit from a machine on which `sinfo` answers.'],
  [
    /array/i,
    'A cluster takes so many tasks in one array: see `scontrol show config | grep MaxArraySize`, and plan fewer --shards.',
  ],
  [/account/i, 'Ask whom the computing time is charged to; name it with --account.'],
  [
    /time limit|--time/i,
    'See `sinfo -o "%P %l"` for the limits of partitions; choose with --partition and --time (HH:MM:SS).',
  ],
  [
    /memory|cpu|node configuration/i,
    'See `sinfo -o "%P %c %m"` for what machines have; ask for less with --cpus and --task-memory.',
  ],
  [/partition/i, 'See `sinfo -s` for the partitions there are; choose with --partition.'],
  [/./s, 'Put it right with --partition, --account, --time, --cpus or --task-memory, and submit again.'],
];

/** After an array of which not every task ended well. */
function howItEnded(work: BatchFolder, job: string, status: number | null): ExitCode {
  const folder = quoted(work.folder);
  const { missing, failed, isComplete } = stateOf(work);
  if (!isComplete) {
    const logs = join(work.folder, `slurm-${job}-${missing.length === 1 ? missing[0] : 'PART'}.log`);
    remark(
      `Not done: ${named(missing)} (sbatch ended with ${status}). The reason is in ${logs}. To submit what is missing: forewarned submit ${folder} --slurm`,
    );
    return exitCode.someFailed;
  }
  // A task that found its part in the hands of another one ends badly, though the part is done.
  if (failed === 0) return exitCode.ok;
  remark(
    `All parts are done; ${failed} of their runs failed. To put together the others: forewarned merge ${folder}. To try those again: forewarned submit ${folder} --slurm --retry-failed`,
  );
  return exitCode.someFailed;
}

/** The same contract for Kubernetes: an Indexed Job whose pods see the folder, written as a file to be applied. */
function forKubernetes(work: BatchFolder, parts: readonly number[], options: SubmitOptions): ExitCode {
  const { folder, batch, hash } = work;
  const { shards } = batch;
  const { image = 'forewarned:latest', claim = 'forewarned', cpus = 1, taskMemory = 1024, atMost = shards } = options;
  const file = join(folder, 'kubernetes.yaml');
  // Two batches of one scenario are two jobs; names are short and end in a letter or a digit.
  const id = batch.main.settled.id
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '-')
    .slice(0, 32);
  const name = `forewarned-${id}-${hash.slice(0, 8)}`;
  const retry = options.retryFailed ? ', "--retry-failed"' : '';
  // JSON is YAML, and needs no quoting rules of its own.
  const text = `# kubectl apply -f kubernetes.yaml
# The volume claim ${JSON.stringify(claim)} is to hold what is in this folder; the image has Node and Forewarned in it.
# Each pod does the part of its completion index (JOB_COMPLETION_INDEX); parts that are done end at once. A pod that
# was cut short is started again and goes on; one that ended because runs failed (2) or it was refused (1) is not, for it
# would end so again. One that was killed hard leaves part-NNN/lock-1, which is to be deleted before. Needs Kubernetes
# 1.29 or newer; for older ones leave out backoffLimitPerIndex and podFailurePolicy.
apiVersion: batch/v1
kind: Job
metadata:
  name: ${JSON.stringify(name)}
spec:
  completionMode: Indexed
  completions: ${shards}
  parallelism: ${Math.min(atMost, shards)}
  backoffLimitPerIndex: 3
  podFailurePolicy:
    rules:
      - action: FailIndex
        onExitCodes: { containerName: shard, operator: In, values: [1, 2] }
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: shard
          image: ${JSON.stringify(image)}
          command: ["forewarned", "shard", "/batch", "--workers", "${cpus}", "--progress", "line"${retry}]
          resources:
            requests: { cpu: "${cpus}", memory: "${taskMemory}Mi" }
            limits: { memory: "${taskMemory}Mi" }
          volumeMounts:
            - { name: batch, mountPath: /batch }
      volumes:
        - name: batch
          persistentVolumeClaim: { claimName: ${JSON.stringify(claim)} }
`;
  writeFileSync(file, text);
  const command = `kubectl apply -f ${quoted(file)}`;
  if (options.json) tell(JSON.stringify({ parts, file, name, command }));
  else
    tell(
      `${file} is written, for ${shards} parts, of which ${parts.length} are not done. To start it: ${command}. To start it a second time, delete the first: kubectl delete job ${name}. When it has ended: forewarned merge ${quoted(folder)}`,
    );
  return exitCode.ok;
}
