import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../helpers/imports.ts';

/** As `npm run dev -- …` does it, from a folder with a file of one message. */
function dev(...words: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-dev-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const message = { type: 'track', event: 'E', userId: 'u', timestamp: '2026-09-01T12:00:00Z' };
  writeFileSync(join(folder, 'events.ndjson'), `${JSON.stringify(message)}\n`);
  return spawnSync(process.execPath, [join(projectRoot, 'scripts', 'dev.mjs'), ...words], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder, npm_lifecycle_event: 'dev', INIT_CWD: folder },
  });
}

// It takes types away since 22.18, and knows `using` since 24.
const fromSource = Number(process.versions.node.split('.')[0]) >= 24;

it('runs the source where Node can, and says that it is the build where it cannot', () => {
  const { status, stdout, stderr } = dev('track', 'E', '--debug', '--json');
  expect([status, stdout]).toEqual([3, '']);
  const place = fromSource ? /at .*file:.+\/commands\/.+\.ts:\d/ : /at commands\/.+\.ts:\d/;
  expect(stderr).toMatch(place);
  const note = `Node ${process.versions.node} cannot run this source, 24 can: this is the build.\n`;
  expect(stderr.startsWith(note)).toBe(!fromSource);
  expect(dev('--version').stdout === '0.0.0-source\n').toBe(fromSource);
});

it('finds files from where it was typed, and reads them with the kernel', () => {
  const { status, stdout } = dev('batch', 'events.ndjson', '-w', 'sandbox', '--dry-run', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ read: 1, unacknowledged: 1, rejected: 0 });
});
