import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..');

test('reading credentials and settings loads no library', async () => {
  const { metafile } = await build({
    absWorkingDir: project,
    entryPoints: ['src/store/store.ts', 'src/store/settings.ts'],
    outdir: 'nowhere',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
  });
  const loaded = new Set<string>();
  const visit = (output: string) => {
    const { inputs = {}, imports = [] } = metafile.outputs[output] ?? {};
    for (const input of Object.keys(inputs)) loaded.add(input);
    for (const { path, kind } of imports) if (kind === 'import-statement') visit(path);
  };
  visit('nowhere/store.js');
  visit('nowhere/context.js');
  expect(loaded).toContain('src/store/private-file.ts');
  expect([...loaded].filter((path) => path.includes('node_modules'))).toEqual([]);
  // Writing does load one: this test would not see it if it looked in the wrong place.
  expect(Object.keys(metafile.inputs).some((path) => path.startsWith('node_modules/conf/'))).toBe(true);
});
