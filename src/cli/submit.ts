import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stateOf } from '../runtime/batch-folder.ts';
import { Mistake } from '../runtime/mistake.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
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
  readonly image?: string;
  readonly claim?: string;
};

const bin = fileURLToPath(new URL('../../bin/forewarned.mjs', import.meta.url));

/** Text as one word of a shell. */
const quoted = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Hands the parts of a batch that are not done to a queue: a Slurm job array, or a Kubernetes Indexed Job to be applied. */
export function submit(folder: string, options: SubmitOptions): ExitCode {
  if (options.slurm !== true && options.kubernetes !== true)
    throw new Mistake('submit: expected --slurm or --kubernetes, found neither. Say which queue the parts are for.');
  const work = workIn(folder);
  const state = stateOf(work);
  const failing = options.retryFailed === true && state.failed > 0;
  if (state.isComplete && !failing) {
    tell(`Nothing is left to submit: all parts are done. To put them together: forewarned merge ${folder}`);
    return exitCode.ok;
  }
  const { shards } = work.batch;
  const parts = failing ? Array.from({ length: shards }, (_, part) => part) : state.missing;
  return options.kubernetes === true
    ? forKubernetes(folder, shards, work.batch.main.settled.id, options)
    : toSlurm(folder, parts, work.batch.main.settled.id, options);
}

function toSlurm(folder: string, parts: readonly number[], id: string, options: SubmitOptions): ExitCode {
  const place = resolve(folder);
  const script = join(place, 'slurm.sh');
  const { partition, account, time, cpus = 1, taskMemory, atMost, wait, retryFailed } = options;
  const lines = [
    '#!/bin/bash',
    `#SBATCH --job-name=forewarned-${id}`,
    `#SBATCH --output=${join(place, 'slurm-%A-%a.log')}`,
    '#SBATCH --ntasks=1',
    `#SBATCH --cpus-per-task=${cpus}`,
    ...(partition === undefined ? [] : [`#SBATCH --partition=${partition}`]),
    ...(account === undefined ? [] : [`#SBATCH --account=${account}`]),
    ...(time === undefined ? [] : [`#SBATCH --time=${time}`]),
    ...(taskMemory === undefined ? [] : [`#SBATCH --mem=${taskMemory}M`]),
    '# A task that is asked to end keeps what is finished; submitted again, it goes on from there.',
    '#SBATCH --signal=TERM@30',
    // With exec the signal reaches the program, not the shell around it.
    `exec ${quoted(process.execPath)} ${quoted(bin)} shard ${quoted(place)} --index "$SLURM_ARRAY_TASK_ID" --workers ${cpus} --progress line${retryFailed ? ' --retry-failed' : ''}`,
  ];
  writeFileSync(script, `${lines.join('\n')}\n`);
  const array = `${parts.join(',')}${atMost === undefined ? '' : `%${atMost}`}`;
  const args = ['--parsable', ...(wait ? ['--wait'] : []), `--array=${array}`, script];
  const said = `sbatch ${args.map(quoted).join(' ')}`;
  if (options.dryRun) {
    tell(
      options.json ? JSON.stringify({ parts, script, command: said }) : `${script} is written. To submit it: ${said}`,
    );
    return exitCode.ok;
  }
  const { status, stdout, stderr, error } = spawnSync('sbatch', args, { encoding: 'utf8' });
  if (error !== undefined)
    throw new Mistake(
      `sbatch: expected Slurm's command on this machine, found none. Run this where Slurm is: ${said}. Without Slurm: forewarned resume ${folder}`,
    );
  const job = /^(\d+)/.exec(stdout.trim())?.[1] ?? null;
  if (job === null)
    throw new Mistake(
      `sbatch: expected the array to be taken, found: ${stderr.trim() || `exit code ${status}`}. The script is ${script}; change it or the options and submit again.`,
    );
  if (options.json) tell(JSON.stringify({ job, parts, script, status: wait ? status : null }));
  else
    tell(
      `Array ${job} has ${parts.length === 1 ? 'part' : 'parts'} ${parts.join(', ')}. When it has ended: forewarned merge ${folder}`,
    );
  if (wait && status !== 0) {
    remark(
      `Some tasks ended with an error (${status}); \`forewarned submit ${folder} --slurm\` submits what is missing.`,
    );
    return exitCode.someFailed;
  }
  return exitCode.ok;
}

/** The same contract for Kubernetes: an Indexed Job whose pods see the folder, written as a file to be applied. */
function forKubernetes(folder: string, shards: number, id: string, options: SubmitOptions): ExitCode {
  const { image = 'forewarned:latest', claim = 'forewarned', cpus = 1, taskMemory = 1024, atMost = shards } = options;
  const file = join(folder, 'kubernetes.yaml');
  // JSON is YAML, and needs no quoting rules of its own.
  const text = `# kubectl apply -f kubernetes.yaml
# The folder of the batch is to lie in the volume claim "${claim}"; the image has Node and Forewarned in it.
# Each pod does the part of its completion index (JOB_COMPLETION_INDEX). A pod that fails is started again and goes on.
apiVersion: batch/v1
kind: Job
metadata:
  name: ${JSON.stringify(`forewarned-${id}`.slice(0, 52).replace(/[^a-z0-9-]/g, '-'))}
spec:
  completionMode: Indexed
  completions: ${shards}
  parallelism: ${Math.min(atMost, shards)}
  backoffLimitPerIndex: 3
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: shard
          image: ${JSON.stringify(image)}
          command: ["forewarned", "shard", "/batch", "--workers", "${cpus}", "--progress", "line"]
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
  tell(
    `${file} is written, for ${shards} parts. kubectl apply -f ${file}; when it has ended: forewarned merge ${folder}`,
  );
  return exitCode.ok;
}
