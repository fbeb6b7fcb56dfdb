import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, chromiumPath } from './scripts/chromium.mjs';
import { isolation } from './src/runtime/isolation.ts';
import { define } from './vite.config.ts';

// The long suite is a separate run (npm run test:long), so that a plain run stays short.
const long = process.env.FOREWARNED_LONG === '1';
// Finding a Chromium may mean installing one; a run without the browser project shall not.
const needsChromium = !long && !process.argv.includes('--project=unit');
const executablePath = needsChromium ? chromiumPath() : '';

const sequence = { shuffle: true };
const away = ['**/node_modules/**', '**/.tsc/**'];

const unit = {
  define,
  test: {
    name: 'unit',
    environment: 'node',
    include: ['test/**/*.test.ts'],
    exclude: ['**/*.browser.test.ts', '**/*.long.test.ts', ...away],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence,
  },
};

const endurance = {
  define,
  test: {
    name: 'long',
    environment: 'node',
    include: ['test/**/*.long.test.ts'],
    exclude: away,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    sequence,
  },
};

const browser = {
  define,
  server: { headers: isolation },
  // A dependency that Vite finds late reloads the page in the middle of a test: name all entries beforehand. Passes are AssemblyScript,
  // which it cannot read; one file that it cannot read makes it look at none.
  optimizeDeps: { entries: ['src/**/*.ts', '!src/**/*.as.ts', 'test/**/*.browser.test.ts'] },
  test: {
    name: 'browser',
    include: ['test/**/*.browser.test.ts'],
    exclude: away,
    testTimeout: 60_000,
    sequence,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs } }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
};

export default defineConfig({ test: { retry: 0, projects: long ? [endurance] : [unit, browser] } });
