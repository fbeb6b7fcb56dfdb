// Compiles the passes of src/model/compiled, with the loops of all kernels, and writes them as text: `npm run compile`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import * as reduced from '../bench/peers/reduced-kernel.ts';
import type { Kernel } from '../src/model/kernel.ts';
import { kernels, kindOf } from '../src/model/kernels.ts';
import type { Kind } from '../src/model/memory.ts';
import { emit } from './emit-kernel.ts';

const SOURCE = 'src/model/compiled/passes.as.ts';
/** Not a file: made of the kernels. */
const KERNELS = 'src/model/compiled/kernels.as.ts';
// Fixed-width SIMD and nothing else: relaxed SIMD and fused multiply-add may give other bits on another machine.
// What the module brings with it lies from 2048 on, between the small tables and that of the curve (src/model/arena.ts).
const OPTIONS =
  '-O3 --noAssert --converge --runtime stub --importMemory --memoryBase 2048 --initialMemory 2 --enable simd'.split(
    ' ',
  );

type Target = { readonly kernels: readonly Kernel[]; readonly kindOf: (name: string) => Kind };

/** What is compiled, by the file that holds it as text. */
export const targets: { readonly [file: string]: Target } = {
  'src/model/compiled/module.ts': { kernels, kindOf },
  'bench/peers/module.ts': reduced,
};

/** The text of a target's file as it follows from the sources. */
export async function compiled({ kernels, kindOf }: Target): Promise<string> {
  const emitted = emit(kernels, kindOf);
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main([SOURCE, ...OPTIONS, '--outFile', 'passes.wasm'], {
    readFile: (name) => (name === KERNELS ? emitted : existsSync(name) ? readFileSync(name, 'utf8') : null),
    writeFile: (name, contents) => {
      if (name === 'passes.wasm') binary = contents as Uint8Array<ArrayBuffer>;
    },
  });
  if (error !== null || binary.length === 0) throw new Error(`${SOURCE} does not compile:\n${stderr.toString()}`);
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,116}/g) ?? [];
  return [
    `// Made by \`npm run compile\` from ${SOURCE} and kernels; a test compares.`,
    '',
    '/** The compiled passes: a WebAssembly module in base64. */',
    'export const base64 = `',
    ...lines,
    '`;',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [file, target] of Object.entries(targets)) writeFileSync(file, await compiled(target));
