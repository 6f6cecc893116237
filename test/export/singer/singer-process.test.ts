import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startProgram } from '../../helpers/program-child.ts';
import { openSandbox } from '../../helpers/sandbox.ts';
import { readSinger } from '../../helpers/singer-reader.ts';

/** The built executable as a tap, on a sandbox, in a folder of its own. */
async function openTap() {
  const { url } = await openSandbox();
  const cwd = mkdtempSync(join(tmpdir(), 'segment-tap-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const env = { SEGMENT_API_URL: url, SEGMENT_TOKEN: 'sgp_ofsomebodyatall' };
  const start = (args: readonly string[] = [], under: readonly string[] = []) =>
    startProgram({ args: ['export', '--format', 'singer', '--quiet', ...args], cwd, env, under });
  return { cwd, start };
}

describe('a tap between processes', () => {
  it('loses nothing when it is killed: the last state that came and the rows before it are enough', async () => {
    const { cwd, start } = await openTap();
    const whole = readSinger((await start().ended).stdout);
    for (const statesBefore of [1, 3, 6]) {
      const { process, ended } = start();
      let seen = '';
      process.stdout?.on('data', (chunk: Buffer) => {
        seen += chunk.toString('utf8');
        if (seen.split('"type":"STATE"').length > statesBefore) process.kill('SIGKILL');
      });
      const { stdout, signal } = await ended;
      expect(signal).toBe('SIGKILL');
      // What a target has of it: whole lines, and the last state.
      const kept = readSinger(stdout.slice(0, stdout.lastIndexOf('\n') + 1));
      const state = kept.states.at(-1) ?? expect.fail('no state');
      writeFileSync(join(cwd, 'state.json'), JSON.stringify(state));
      const next = await start(['--state', 'state.json']).ended;
      expect([next.code, next.stderr]).toEqual([0, '']);
      const rest = readSinger(next.stdout, state);
      for (const [name, { byKey }] of whole.streams) {
        const found = new Map([
          ...(kept.streams.get(name)?.byKey ?? []),
          ...(rest.streams.get(name)?.byKey ?? []),
        ]);
        expect([...found].sort(), name).toEqual([...byKey].sort());
      }
      expect(readFileSync(join(cwd, 'state.json'), 'utf8')).toBe(JSON.stringify(state));
    }
  });

  it('ends without a word when its target goes away', async () => {
    const { start } = await openTap();
    const { process, ended } = start();
    process.stdout?.once('data', () => process.stdout?.destroy());
    expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });

  it('writes the same into a file, and fails on a full disk', async () => {
    const { cwd, start } = await openTap();
    const into = (path: string) => start([], ['sh', '-c', `exec "$@" > ${path}`, 'sh']).ended;
    expect(await into('out.jsonl')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(readSinger(readFileSync(join(cwd, 'out.jsonl'), 'utf8')).streams.size).toBe(18);
    const full = await into('/dev/full');
    expect(full.code).toBe(9);
    expect(full.stderr).toContain('no space left on device');
  });
});
