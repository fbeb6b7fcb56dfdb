import { register } from 'tsx/esm/api';

register();
await import('./swapping-worker.ts');
