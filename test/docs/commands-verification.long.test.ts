// Every block of docs/verification.md runs as it stands there.
import { testPage } from './run-pages.ts';

testPage('docs/verification.md', 'blocks');
