import { compare } from './en/compare.ts';
import { lab } from './en/lab.ts';
import { results } from './en/results.ts';
import { shell } from './en/shell.ts';

/** Every sentence of the page in English: what other languages are measured by. A file for each part of the page. */
export const en = { shell, compare, lab, results } as const;
