// Compiles the passes of src/model/compiled and writes them, as text, into src/model/compiled/module.ts: `npm run compile`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('../', import.meta.url));
const SOURCE = 'src/model/compiled/passes.as.ts';
const TARGET = 'src/model/compiled/module.ts';
// Fixed-width SIMD and nothing else: relaxed SIMD and fused multiply-add may give other bits on another machine.
// What the module brings with it lies from 2048 on, between the small tables and that of the curve (src/model/memory.ts).
const OPTIONS =
  '-O3 --noAssert --converge --runtime stub --importMemory --memoryBase 2048 --initialMemory 2 --enable simd'.split(
    ' ',
  );

/** The text of module.ts as it follows from the sources. */
export async function compiled(): Promise<string> {
  const { error, stderr, binary } = await compile();
  if (error !== null || binary === null) throw new Error(`${SOURCE} does not compile:\n${stderr}`);
  const text = Buffer.from(binary).toString('base64');
  const lines = text.match(/.{1,116}/g) ?? [];
  return [
    `// Made by \`npm run compile\` from ${SOURCE}; a test compares.`,
    '',
    '/** The compiled passes: a WebAssembly module in base64. */',
    'export const base64 = `',
    ...lines,
    '`;',
    '',
  ].join('\n');
}

async function compile() {
  let binary: Uint8Array | null = null;
  const { error, stderr } = await asc.main([SOURCE, ...OPTIONS, '--outFile', 'passes.wasm'], {
    writeFile: (name, contents) => {
      if (name === 'passes.wasm') binary = contents as Uint8Array;
    },
  });
  return { error, stderr: stderr.toString(), binary: binary as Uint8Array | null };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL(TARGET, `file://${root}`), await compiled());
