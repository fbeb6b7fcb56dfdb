// From the source: Node 20 does not carry the hooks of tsx into worker threads, so they are registered here.
import { register } from 'tsx/esm/api';

register();
await import('./thread-worker.ts');
