import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import sirv from 'sirv';
import { build } from 'vite';
import { chromiumArgs, chromiumPath } from '../../../scripts/chromium.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** A folder of a host, as on a static host under a sub-path. */
const BELOW = '/some/where';

export type OpenedApp = {
  /** Address of the start page. */
  readonly home: string;
  /** Opens a page of its own: nothing is shared with others. Addresses begin with `#/`; null leaves the page empty. */
  readonly open: (address: string | null, options?: Parameters<Browser['newContext']>[0]) => Promise<OpenedPage>;
  readonly close: () => Promise<void>;
};

export type OpenedPage = {
  readonly page: Page;
  /** Whatever the page asked for that does not lie beside it: expected to be none. */
  readonly strangers: readonly string[];
  /** Errors and warnings of the page. */
  readonly complaints: readonly string[];
};

/** Builds the app as it is shipped, serves it from a plain static host without isolation headers, and opens it in Chromium. */
export async function openApp(): Promise<OpenedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'forewarned-app-'));
  // As shipped: a test runner would have React built with its development checks.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    mode: 'production',
    build: { outDir: folder },
  });
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  const server = await served(folder);
  const { port } = server.address() as AddressInfo;
  const home = `http://127.0.0.1:${port}${BELOW}/`;
  const executablePath = chromiumPath();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
  return {
    home,
    open: async (address, options) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const strangers: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(home) && !/^(data|blob):/.test(url)) strangers.push(url);
      });
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      if (address !== null) await page.goto(home + address);
      return { page, strangers, complaints };
    },
    close: async () => {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function served(folder: string): Promise<Server> {
  const handle = sirv(folder);
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    request.url = url.startsWith(BELOW) ? url.slice(BELOW.length) || '/' : '/not-here';
    handle(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
