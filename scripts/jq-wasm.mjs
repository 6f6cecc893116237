import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** What the build takes of the package: it has jq, and the host in src/jq knows the letters of its imports. */
const path = createRequire(import.meta.url).resolve('jq-wasm/jq.wasm');
export const jqWasm = relative(join(import.meta.dirname, '..'), path);

/** jq, compressed: a fourth of its size. */
export function compressJq() {
  const wasm = raiseMemory(readFileSync(path));
  return brotliCompressSync(wasm, {
    params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
  });
}

/**
 * The package lets jq have 256 MiB, and a list of some megabytes takes ten times its size. The memory section is number
 * 5, of 6 bytes: one memory with a most, 256 pages, and at most 4,096 of them, which become 16,383.
 */
function raiseMemory(wasm) {
  const section = Buffer.from([5, 6, 1, 1, 0x80, 0x02, 0x80, 0x20]);
  const at = wasm.indexOf(section);
  if (at === -1 || wasm.indexOf(section, at + 1) !== -1)
    throw new Error(`${jqWasm} does not have the memory that this build knows.`);
  const raised = Buffer.from(wasm);
  raised.set([0xff, 0x7f], at + 6);
  return raised;
}
