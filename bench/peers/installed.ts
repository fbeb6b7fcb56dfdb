import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Whether the frameworks of this folder are there. */
export function peersInstalled(): boolean {
  return ['agentscript', 'flocc', 'js-simulator'].every((name) => existsSync(`${here}/node_modules/${name}`));
}

/** Installs them here, in the recorded versions. @throws Error when npm cannot */
export function installPeers(): void {
  const { status } = spawnSync('npm', ['ci', '--prefix', here, '--no-audit', '--no-fund', '--ignore-scripts'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`bench/peers: \`npm ci\` ended with ${status}.`);
}
