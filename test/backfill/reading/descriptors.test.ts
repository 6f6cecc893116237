import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findInputs } from '../../../src/backfill/reading/inputs.ts';
import { expectStored, failureOf, openScene, tracks } from '../scene.ts';

const text = tracks(30);

describe('a descriptor in place of a file', () => {
  it.each(['/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'])('%s is stdin', async (name) => {
    const scene = await openScene();
    expect(await scene.batch([name, '--json'], { stdin: gzipSync(text) })).toMatchObject({ code: 0 });
    await expectStored(scene, [text]);
    expect(scene.checkpoints()).toEqual([]);
  });

  it('stdin by two of its names is the same input twice: 2', async () => {
    const scene = await openScene();
    const result = await scene.batch(['-', '/dev/stdin', '--json'], { stdin: text });
    expect(failureOf(result)).toMatchObject({ exit: 2, code: 'input_twice' });
    expect(scene.arrived()).toEqual([0, 0, 0]);
  });

  it('a pipe, as a shell makes for <(…), and an open file', async () => {
    const scene = await openScene();
    const pipe = scene.path('pipe');
    execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', pipe]);
    const reading = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    writeFileSync(pipe, text);
    const file = openSync(scene.write('a.ndjson', tracks(5, { prefix: 'f' })), 'r');
    onTestFinished(() => closeSync(file));
    const result = await scene.batch([`/dev/fd/${reading}`, `/dev/fd/${file}`, '--json']);
    expect([result.code, result.stderr]).toEqual([0, '']);
    await expectStored(scene, [text, tracks(5, { prefix: 'f' })]);
  });

  it('stdin that is left while more of it is waited for is ended at once', async () => {
    const stdin = new PassThrough();
    stdin.write(Buffer.alloc(64 * 1024, 'x'));
    const [input] = await findInputs(['-'], { cwd: '/', stdin: () => stdin });
    const buffers = [Buffer.alloc(1e6), Buffer.alloc(1e6)];
    for await (const _chunk of input?.open(new AbortController().signal, { buffers }) ?? []) break;
    expect(stdin.destroyed).toBe(true);
  });

  it('an open file and the same file by its name is the same input twice: 2', async () => {
    const scene = await openScene();
    const file = openSync(scene.write('a.ndjson', text), 'r');
    onTestFinished(() => closeSync(file));
    const result = await scene.batch(['a.ndjson', `/dev/fd/${file}`, '--json']);
    expect(failureOf(result)).toMatchObject({ exit: 2, code: 'input_twice' });
    expect(scene.arrived()).toEqual([0, 0, 0]);
  });

  it('a socket by its path: 2, and not a file that has changed', async () => {
    const scene = await openScene();
    const server = createServer().listen(scene.path('socket'));
    onTestFinished(() => void server.close());
    const result = await scene.batch(['socket', '--json']);
    expect(failureOf(result)).toMatchObject({ exit: 2, code: 'input_is_socket' });
  });

  it('a folder: 2, and not an input without a line', async () => {
    const scene = await openScene();
    const folder = openSync(scene.folder, 'r');
    onTestFinished(() => closeSync(folder));
    const result = await scene.batch([`/dev/fd/${folder}`, '--json']);
    expect(failureOf(result)).toMatchObject({ exit: 2, code: 'input_is_folder' });
  });

  it.runIf(existsSync('/proc/self/mem')).each([[[]], [['--no-checkpoint']]])(
    'what the system does not let be read: 9, and no bug of the program %j',
    async (flags) => {
      const scene = await openScene();
      const result = await scene.batch(['/proc/self/mem', '--json', ...flags]);
      expect(failureOf(result)).toMatchObject({ exit: 9, code: 'input_unreadable' });
    },
  );

  it('one that is not open: 2, and nothing is sent', async () => {
    const scene = await openScene();
    expect(failureOf(await scene.batch(['/dev/fd/999999', '--json']))).toMatchObject({
      exit: 2,
      code: 'input_unreadable',
    });
  });
});
