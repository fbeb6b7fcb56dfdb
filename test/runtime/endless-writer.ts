// Writes results whose second file never ends: whoever starts it kills it in the middle.
import { writeFolder } from '../../src/runtime/write-folder.ts';

const files = [
  { path: 'runs.csv', content: 'first' },
  {
    path: 'series.csv',
    get content(): string {
      process.stdout.write('in the middle\n');
      for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    },
  },
];
writeFolder(process.argv[2] ?? '', files, false);
