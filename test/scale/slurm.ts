// A Slurm of one's own: one machine, one folder, free ports, gone when stopped. It touches no Slurm that is set up.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { programAt } from '../../scripts/slurm.mjs';

export type Slurm = {
  /** What commands (sbatch, squeue, scancel) need to find it. */
  readonly env: { readonly SLURM_CONF: string };
  /** Ends its jobs and its daemons, and leaves nothing behind. */
  readonly stop: () => Promise<void>;
};

const PREFIX = 'forewarned-slurm-';
const OWNER = 'owner';
/** Milliseconds until it is up, at the most; usually one second. */
const PATIENCE = 60_000;

/** Starts it; on a busy machine a port may be taken by somebody else in between, so that it is tried again. */
export async function startSlurm(cpus = 2): Promise<Slurm> {
  sweep();
  for (let attempt = 1; ; attempt++) {
    const begun = begin();
    try {
      await up(begun, cpus);
      return { env: { SLURM_CONF: begun.conf }, stop: () => stop(begun) };
    } catch (fault) {
      await stop(begun);
      if (attempt === 3) throw fault;
    }
  }
}

type Begun = {
  readonly folder: string;
  readonly conf: string;
  readonly daemons: ChildProcess[];
  /** Ends everything at once; also called when the process of the test goes without having stopped it. */
  readonly atExit: () => void;
};

function begin(): Begun {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  for (const name of ['munge', 'state', 'spool', 'log']) mkdirSync(join(folder, name), { mode: 0o700 });
  writeFileSync(join(folder, OWNER), markOf(process.pid) ?? '');
  writeFileSync(join(folder, 'munge/key'), randomBytes(1024), { mode: 0o400 });
  const atExit = () => clear(folder);
  process.once('exit', atExit);
  return { folder, conf: join(folder, 'slurm.conf'), daemons: [], atExit };
}

async function up({ folder, conf, daemons }: Begun, cpus: number): Promise<void> {
  const [controller, node] = await freePorts(2);
  const host = hostname().split('.')[0] ?? 'localhost';
  const user = userInfo().username;
  writeFileSync(
    conf,
    `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${node}
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=socket=${folder}/munge/socket
CredType=cred/munge
SlurmUser=${user}
SlurmdUser=${user}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmdParameters=config_overrides
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=1,bf_interval=1
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${cpus} RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=${host} Default=YES MaxTime=INFINITE State=UP
`,
  );
  const munge = ['key-file', 'socket', 'pid-file', 'log-file', 'seed-file'].map(
    (option) => `--${option}=${folder}/munge/${option.replace('-file', '')}`,
  );
  const started = (name: string, args: readonly string[]): ChildProcess => {
    const log = openSync(join(folder, 'log', name), 'a');
    const child = spawn(programAt(name) ?? name, args, {
      stdio: ['ignore', log, log],
      env: { ...process.env, SLURM_CONF: conf },
    });
    closeSync(log);
    daemons.push(child);
    child.once('error', () => {});
    return child;
  };
  const until = Date.now() + PATIENCE;
  const ready = async (what: string, isReady: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await isReady())) {
      const dead = daemons.find(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null);
      if (dead !== undefined || Date.now() > until)
        throw new Error(`Slurm: ${dead ? `${dead.spawnfile} ended` : `${what} took too long`}.\n${logsIn(folder)}`);
      await sleep(50);
    }
  };
  started('munged', ['--foreground', '--force', ...munge]);
  await ready('munged', () => existsSync(join(folder, 'munge/socket')));
  started('slurmctld', ['-D', '-f', conf]);
  started('slurmd', ['-D', '-f', conf]);
  await ready('an idle node', async () => (await said('sinfo', ['-h', '-o', '%T'], conf)) === 'idle');
}

/** Ends jobs as Slurm does, then daemons, then whatever is left. */
async function stop({ folder, conf, daemons, atExit }: Begun): Promise<void> {
  const isUp = daemons.length === 3 && daemons.every(({ exitCode, signalCode }) => exitCode === null && !signalCode);
  if (isUp) {
    await said('scancel', ['--user', userInfo().username], conf);
    for (let k = 0; k < 100 && (await said('squeue', ['-h'], conf)) !== ''; k++) await sleep(50);
  }
  for (const daemon of [...daemons].reverse()) {
    daemon.kill('SIGTERM');
    for (let k = 0; k < 100 && daemon.exitCode === null && daemon.signalCode === null; k++) await sleep(20);
  }
  clear(folder);
  process.off('exit', atExit);
}

/** The output of a Slurm command; empty when it fails. */
function said(command: string, args: readonly string[], conf: string): Promise<string> {
  return new Promise((resolve) => {
    const env = { ...process.env, SLURM_CONF: conf };
    execFile(command, [...args], { env, timeout: 10_000 }, (_, out) => resolve(out.trim()));
  });
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function logsIn(folder: string): string {
  return readdirSync(join(folder, 'log'))
    .map((name) => `${name}: ${readFileSync(join(folder, 'log', name), 'utf8').slice(-600)}`)
    .join('\n');
}

/**
 * Kills what belongs to a folder and removes it. Daemons and the jobs that they started carry the name of the folder in
 * their environment, and nobody else does: nothing is ended by a name that others have.
 */
function clear(folder: string): void {
  for (const pid of belongingTo(folder)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

function belongingTo(folder: string): number[] {
  const mark = `SLURM_CONF=${join(folder, 'slurm.conf')}`;
  return numbersIn('/proc').filter((pid) => {
    if (pid === process.pid) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark);
    } catch {
      return false;
    }
  });
}

const numbersIn = (folder: string): number[] =>
  existsSync(folder) ? readdirSync(folder).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : [])) : [];

/** A process that was killed could not stop its Slurm: the next one clears it away. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(tmpdir(), name);
    const owner = join(folder, OWNER);
    if (!existsSync(owner)) continue;
    const mark = readFileSync(owner, 'utf8');
    if (markOf(Number.parseInt(mark, 10)) !== mark) clear(folder);
  }
}

/** A process and when it started, since numbers are given again; null when there is none. */
function markOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return null;
  }
}
