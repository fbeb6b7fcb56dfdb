import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { isolation } from '../runtime/isolation.ts';
import { Mistake } from '../runtime/mistake.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { tell } from './streams.ts';

export type ServeOptions = { readonly port?: number };

const built = fileURLToPath(new URL('../../dist/app', import.meta.url));
const PORT = 4173;

/**
 * Serves the built app on this machine only, until it is stopped. Nothing leaves the machine: the app computes in the browser, in a
 * page that no other one can look into, with workers that may share memory.
 *
 * @throws Mistake when the app is not built, or the port is taken
 */
export async function serve({ port = PORT }: ServeOptions): Promise<ExitCode> {
  if (!existsSync(built))
    throw new Mistake('dist/app: expected the built app, found none. Build it once: npm run build');
  const handle = sirv(built, {
    setHeaders: (response) => {
      for (const [header, value] of Object.entries(isolation)) response.setHeader(header, value);
    },
  });
  const server = createServer((request, response) =>
    handle(request, response, () => {
      response.statusCode = 404;
      response.end('not found');
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) =>
      reject(
        fault.code === 'EADDRINUSE'
          ? new Mistake(`--port: expected a port that is free, found ${port} taken. Name another one with --port.`)
          : fault,
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  tell(`Forewarned is at http://127.0.0.1:${(server.address() as AddressInfo).port}/ until this is stopped (Ctrl-C).`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  server.closeAllConnections();
  server.close();
  return exitCode.ok;
}
