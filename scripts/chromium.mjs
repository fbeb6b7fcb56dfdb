// Finds a Chromium for the tests, or gets one, without asking anybody. Prints its path ('' = Playwright's own).
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const known = () =>
  [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ].find((p) => p && existsSync(p));
const run = (cmd, args) =>
  execFileSync(cmd, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
export function chromiumPath() {
  const found = known();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    try {
      run('apt-get', ['update', '-qq']);
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
    } catch {
      /* next way */
    }
    const got = known();
    if (got) return got;
  }
  run(process.execPath, [
    new URL('../node_modules/playwright/cli.js', import.meta.url).pathname,
    'install',
    'chromium',
  ]);
  return '';
}
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
if (process.argv[1] === new URL(import.meta.url).pathname) console.log(chromiumPath());
