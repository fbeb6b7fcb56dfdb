import { describe, expect, it } from 'vitest';
import { withoutFolders } from '../../src/runtime/trace.ts';

describe('a trace without folders', () => {
  it.each([
    ['    at run (/home/somebody/secret work/x/src/model/run.ts:12:3)', '    at run (src/model/run.ts:12:3)'],
    ['    at run (/home/somebody/x/src/model/run.ts:12:3)', '    at run (src/model/run.ts:12:3)'],
    ['    at file:///home/somebody/x/src/model/run.ts:12:3', '    at src/model/run.ts:12:3'],
    ['    at f (file:///C:/Users/somebody/x/node_modules/yaml/a.js:1:1)', '    at f (node_modules/yaml/a.js:1:1)'],
    ['    at f (C:\\Users\\somebody\\tool.js:1:1)', '    at f (tool.js:1:1)'],
    ['    at f (http://localhost:5173/src/model/run.ts?t=1:12:3)', '    at f (src/model/run.ts?t=1:12:3)'],
    [
      '    at MessagePort.<anonymous> (node:internal/worker:1:2)',
      '    at MessagePort.<anonymous> (node:internal/worker:1:2)',
    ],
    ['expected 3/4 of people', 'expected 3/4 of people'],
  ])('%s', (given, expected) => {
    expect(withoutFolders(given)).toBe(expected);
  });
});
