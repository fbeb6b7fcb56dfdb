#!/usr/bin/env node
// Runs the TypeScript source as it is: Node 20 strips no types, so tsx does.
import { register } from 'tsx/esm/api';

register();
await import('../src/cli/main.ts');
