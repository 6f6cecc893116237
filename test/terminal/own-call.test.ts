import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { changedIo, processIo } from '../../src/terminal/io.ts';
import { ownCall } from '../../src/terminal/own-call.ts';

const folder = mkdtempSync(join(tmpdir(), 'segment cli-own-'));
const script = join(folder, 'dist', 'segment.cjs');
const bin = join(folder, 'bin');
const local = join(folder, 'node_modules', '.bin');
for (const path of [join(folder, 'dist'), bin, local]) mkdirSync(path, { recursive: true });
writeFileSync(script, '');
for (const path of [bin, local]) symlinkSync(script, join(path, 'segment'));

const call = (env: Record<string, string>, cwd = folder) =>
  ownCall(changedIo(processIo(), { script, cwd, env }));

it.each([
  ['a global install', { PATH: `/usr/bin${delimiter}${bin}` }, 'segment'],
  ['a folder of packages that the shell itself has', { PATH: local }, 'segment'],
  ['npx and npm run, which add that folder', { PATH: local, npm_command: 'exec' }, 'node dist/segment.cjs'],
  ['a clone', { PATH: '/usr/bin' }, 'node dist/segment.cjs'],
  ['no PATH', {}, 'node dist/segment.cjs'],
])('%s', (_place, env, wanted) => {
  expect(call(env as Record<string, string>)).toBe(wanted);
});

it('from elsewhere the whole path, as one word', () => {
  expect(call({}, bin)).toBe(`node '${script}'`);
});
