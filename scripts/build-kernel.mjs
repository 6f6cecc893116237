// Compiles the scanner kernel and writes its bytes as a module, so that the program needs no file to find them.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'src', 'ndjson', 'kernel');
const source = join(folder, 'assembly');
/** Made, not kept: .gitignore names it. */
export const kernelBytes = join(folder, 'bytes.ts');

/** Compiles when the bytes are missing or older than their source. */
export async function buildKernel() {
  const names = readdirSync(source);
  const newest = Math.max(...names.map((name) => statSync(join(source, name)).mtimeMs));
  if (existsSync(kernelBytes) && statSync(kernelBytes).mtimeMs >= newest) return;
  const { default: asc } = await import('assemblyscript/asc');
  let wasm;
  const flags = [
    '-O3',
    '--converge',
    '--noAssert',
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '--enable',
    'bulk-memory',
    '--enable',
    'threads',
    // The memory is the host's, and may be looked at by other threads.
    '--importMemory',
    '--sharedMemory',
    '--maximumMemory',
    '2048',
  ];
  const { error, stderr } = await asc.main(['kernel.ts', '--outFile', 'kernel.wasm', ...flags], {
    readFile(path) {
      // The compiler puts an ending behind what is imported, and our imports have theirs.
      const name = path.replace(/\.ts\.ts$/, '.ts');
      return names.includes(name) ? readFileSync(join(source, name), 'utf8') : null;
    },
    writeFile: (name, content) => {
      if (name === 'kernel.wasm') wasm = content;
    },
    listFiles: () => [],
  });
  if (error !== null || wasm === undefined) throw new Error(`The kernel does not compile: ${stderr}`);
  const text = Buffer.from(wasm).toString('base64');
  writeFileSync(
    kernelBytes,
    `/** The compiled kernel, made by scripts/build-kernel.mjs from assembly/. */\nexport const kernelBase64 =\n  '${text}';\n`,
  );
}

if (process.argv[1] === import.meta.filename) await buildKernel();
