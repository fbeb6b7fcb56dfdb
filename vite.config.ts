import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { isolation } from './src/runtime/isolation.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** The page may load what lies beside it and nothing else, and may send nothing anywhere. Styles are written by its parts. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** In the built page only: the development server talks to its page. */
const strictPolicy: Plugin = {
  name: 'strict-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
  ],
};

/** What the page is compiled with, in tests too. */
export const define = { FOREWARNED_VERSION: JSON.stringify(version) };

export default defineConfig({
  root: 'src/web',
  // Any folder of any host: every address is relative.
  base: './',
  define,
  plugins: [react(), strictPolicy],
  worker: { format: 'es' },
  server: { headers: isolation },
  build: {
    outDir: '../../dist/app',
    emptyOutDir: true,
    target: 'es2023',
    // The polyfill would fetch, which the policy forbids; browsers of today need none.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
});
