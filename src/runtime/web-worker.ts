import { expose } from 'comlink';
import { perform } from './perform.ts';

expose({ perform });
