import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isInstalled } from '../../scripts/installed.mjs';
import { projectRoot } from '../helpers/imports.ts';

const wanted = {
  '': { name: 'segment-cli' },
  'node_modules/undici': { version: '7.30.2', integrity: 'sha512-a' },
  'node_modules/@esbuild/aix-ppc64': { version: '0.28.2', integrity: 'sha512-b', optional: true },
};
const undici = wanted['node_modules/undici'];

it.each([
  ['all of it, and nothing for other platforms', { 'node_modules/undici': undici }, true],
  ['one more', { 'node_modules/undici': undici, 'node_modules/left-pad': undici }, true],
  ['nothing', {}, false],
  ['another version', { 'node_modules/undici': { ...undici, version: '7.30.1' } }, false],
  ['other bytes', { 'node_modules/undici': { ...undici, integrity: 'sha512-c' } }, false],
  ['no account by npm', undefined, false],
])('installed is %s: %o', (_name, installed, answer) => {
  const root = mkdtempSync(join(tmpdir(), 'segment-cli-installed-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: wanted }));
  if (installed !== undefined)
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  expect(isInstalled(root)).toBe(answer);
});

it('knows what npm has installed here', () => expect(isInstalled(projectRoot)).toBe(true));
