// Every command of the pages in docs runs as it stands there; verification.md has a file of its own.
import { pages } from './commands.ts';
import { testPage } from './run-pages.ts';

for (const file of pages()) if (file.startsWith('docs/') && file !== 'docs/verification.md') testPage(file);
