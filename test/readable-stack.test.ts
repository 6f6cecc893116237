import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { nameFunctions } from '../scripts/name-functions.mjs';
import { readableStack } from '../src/readable-stack.ts';

/** The failure of a bundle that is made as the build makes ours. */
async function failureOf(files: Readonly<Record<string, string>>, withMap: boolean): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-stack-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'src'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'src', name), text);
  await build({
    absWorkingDir: folder,
    entryPoints: ['src/main.ts'],
    outfile: 'dist/main.cjs',
    bundle: true,
    format: 'cjs',
    minify: true,
    sourcemap: withMap ? 'external' : false,
  });
  if (withMap) nameFunctions(join(folder, 'dist', 'main.cjs'));
  try {
    createRequire(import.meta.url)(join(folder, 'dist', 'main.cjs'));
  } catch (error) {
    return error;
  }
  return undefined;
}

const files = {
  'main.ts': `import { read } from './outer.ts';
const name = \`of two
lines\`;
read(name);`,
  'outer.ts': `import { read as readInner } from './inner.ts';
export function read(name: string) {
  try { return readInner(name); }
  catch (cause) { throw new Error('outer', { cause }); }
}`,
  'inner.ts': `export function read2(name: string) { return new Reader(name).fail7(); }
export function read(name: string) {
  return read2(name);
}
class Reader {
  constructor(private name: string) {}
  fail7(): never {
    throw new TypeError(this.name);
  }
}`,
};

it('names the functions of the source, also those that the bundler had to rename', async () => {
  const stack = readableStack(await failureOf(files, true));
  const frames = stack.split('\n').filter((line) => /src\/|caused by/.test(line));
  expect(frames.map((line) => line.trim())).toEqual([
    'at read (src/outer.ts:4:25)',
    expect.stringMatching(/^at .*\(?src\/main\.ts:4:1\)?$/),
    'caused by TypeError: of two',
    'at Reader.fail7 (src/inner.ts:8:11)',
    'at read2 (src/inner.ts:1:63)',
    'at read (src/inner.ts:3:10)',
    'at read (src/outer.ts:3:16)',
    expect.stringMatching(/^at .*\(?src\/main\.ts:4:1\)?$/),
  ]);
});

it('leaves what has no map as it is', async () => {
  const error = await failureOf(files, false);
  const { stack = '' } = error as Error;
  expect(stack).toContain('main.cjs:');
  expect(readableStack(error)).toContain(stack);
  expect(readableStack('no error')).toBe('');
});
