import { perform } from './perform.ts';
import { serveThread } from './serve-thread.ts';

serveThread(perform);
