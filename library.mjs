// What `import ... from 'forewarned'` gives in Node: the TypeScript source as it is. Node 20 strips no types, so tsx does; in a namespace,
// because files of the program that imports this one are none of our business.
import { register } from 'tsx/esm/api';

const { import: load } = register({ namespace: 'forewarned' });
const library = await load('./src/library/index.ts', import.meta.url);
export const { openEngine, Interruption, Mistake, ScenarioError, outcomeNames, outcomes } = library;
