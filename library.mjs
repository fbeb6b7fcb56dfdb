// What `import ... from 'forewarned'` gives in Node: the TypeScript source as it is. Node 20 strips no types, so tsx does.
import { register } from 'tsx/esm/api';

register();
const library = await import('./src/library/index.ts');
export const { openEngine, ScenarioError, outcomeNames, outcomes } = library;
