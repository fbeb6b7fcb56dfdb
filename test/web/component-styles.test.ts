// Only the styles of components that are used go along: whoever uses another one must add its own.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const styles = join(dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css')), 'styles');
const main = readFileSync('src/web/main.tsx', 'utf8');
const imported = [...main.matchAll(/styles\/(\w[\w-]*)\.css'/g)].map(([, name]) => name as string);

const used = (readdirSync('src/web', { recursive: true, encoding: 'utf8' }) as string[])
  .filter((file) => file.endsWith('.tsx'))
  .flatMap((file) =>
    [...readFileSync(join('src/web', file), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(
      ([, names = '']) => names.split(',').map((name) => name.trim()),
    ),
  );

describe('styles of components', () => {
  it('are there for each that is used and has its own', () => {
    const needed = [...new Set(used)].filter((name) => existsSync(join(styles, `${name}.css`)));
    expect(needed).toContain('Button');
    expect(needed.filter((name) => !imported.includes(name))).toEqual([]);
  });

  it('are those of this version', () => {
    expect(imported.filter((name) => !existsSync(join(styles, `${name}.css`)))).toEqual([]);
  });
});
