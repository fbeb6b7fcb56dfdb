import { expose } from 'comlink';
import { perform } from './perform.ts';
import { takePart } from './take-part.ts';

expose({ perform, takePart });
