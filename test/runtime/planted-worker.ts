import { performWith } from '../../src/runtime/perform.ts';
import { serveThread } from '../../src/runtime/serve-thread.ts';
import { planted } from './planted.ts';

serveThread((job, tell) => performWith(planted, job, tell));
