import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSeedFile } from '../../../src/local-sandbox/input-files.ts';
import { cli } from '../../helpers/cli.ts';

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-seed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'seed.json'), text);
  return folder;
}

describe('segment sandbox --seed', () => {
  it('reads a file of JSON, with a byte order mark too', async () => {
    const io = { cwd: folderWith('\uFEFF{"labels":[]}'), stdin: () => Readable.from([]) };
    expect(await readSeedFile(io, 'seed.json')).toEqual({
      name: 'seed.json',
      value: { labels: [] },
    });
  });

  it.each([
    [
      '{"sources":[{"name":"a","slug":1}]}',
      'seed_invalid',
      'The seed seed.json is not valid: sources[0].slug: "slug" must be a string.',
    ],
    [
      '{"sources":',
      'seed_invalid',
      'The seed seed.json is not valid JSON: expected a value, found the end (line 1, column 12).',
    ],
  ])('ends with 2 for %s', async (text, code, message) => {
    const cwd = folderWith(text);
    const run = await cli(['sandbox', '--port', '0', '--seed', 'seed.json', '--json'], { cwd });
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(JSON.parse(run.stderr).error).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('ends with 2 for a file that is not there', async () => {
    const run = await cli(['sandbox', '--port', '0', '--seed', 'none.json'], { cwd: folderWith('') });
    expect([run.code, run.stderr]).toEqual([
      2,
      expect.stringContaining('The seed none.json cannot be read (no such file or directory).'),
    ]);
  });

  it('shows what is in the file', async () => {
    const cwd = folderWith('{"workspace":{"id":"w","slug":"acme","name":"Acme"}}');
    let stop = (_signal: NodeJS.Signals): void => {};
    let text = '';
    const { PassThrough } = await import('node:stream');
    const stdout = new PassThrough();
    const ready = new Promise<string>((resolve) => {
      stdout.on('data', (chunk) => {
        text += String(chunk);
        if (text.includes('\n')) resolve(JSON.parse(text.slice(0, text.indexOf('\n'))).url);
      });
    });
    const running = cli(['sandbox', '--port', '0', '--seed', 'seed.json', '--json'], {
      cwd,
      io: {
        stdout,
        onSignal: (listener) => {
          stop = listener;
          return () => {};
        },
      },
    });
    const reply = await fetch(await ready, { headers: { authorization: 'Bearer x' } });
    expect(await reply.json()).toEqual({ data: { workspace: { id: 'w', slug: 'acme', name: 'Acme' } } });
    stop('SIGINT');
    expect((await running).code).toBe(0);
  });
});
