import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFifo } from '../../src/files/open-fifo.ts';
import { descriptorOf, isStdin, readText } from '../../src/files/open-path.ts';
import { putPipe } from '../helpers/pipe.ts';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'segment-open-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const from = (cwd: string) => ({ cwd, stdin: () => Readable.from([Buffer.from('from stdin')]) });

describe('a path that stands for a descriptor', () => {
  it.each([
    ['/dev/stdin', 0],
    ['/dev/fd/0', 0],
    ['/dev/fd/63', 63],
    ['/proc/self/fd/7', 7],
    [`/proc/${process.pid}/fd/7`, 7],
    ['/dev/../dev/fd/12', 12],
    ['/proc/1/fd/7', undefined],
    ['/dev/fd/x', undefined],
    ['/dev/null', undefined],
    ['/tmp/dev/stdin', undefined],
  ])('%s: %s', (path, descriptor) => {
    expect(descriptorOf(path)).toBe(descriptor);
  });

  it('a link to one is one as well, and a link to itself is none', () => {
    const folder = emptyFolder();
    symlinkSync('/dev/stdin', join(folder, 'a'));
    symlinkSync('a', join(folder, 'b'));
    symlinkSync('self', join(folder, 'self'));
    expect(isStdin('b', { cwd: folder })).toBe(true);
    expect(isStdin('b')).toBe(false);
    expect(descriptorOf(join(folder, 'self'))).toBeUndefined();
  });
});

describe('what is read', () => {
  it('stdin by each of its names', async () => {
    for (const name of ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'])
      expect(await readText(name, from('/'))).toBe('from stdin');
  });

  it('a file, also by the descriptor of one that has no name any more', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a'), 'text');
    expect(await readText('a', from(folder))).toBe('text');
    const descriptor = openSync(join(folder, 'a'), 'r');
    onTestFinished(() => closeSync(descriptor));
    rmSync(join(folder, 'a'));
    expect(await readText(`/dev/fd/${descriptor}`, from(folder))).toBe('text');
    await expect(readText('a', from(folder))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('a pipe by its descriptor', async () => {
    const path = join(emptyFolder(), 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]);
    const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    writeFileSync(path, 'through a pipe');
    expect(await readText(`/proc/self/fd/${reading}`, from('/'))).toBe('through a pipe');
  });

  it('a descriptor that is not open: a system error', async () => {
    await expect(readText('/dev/fd/999999', from('/'))).rejects.toMatchObject({ code: 'EBADF' });
  });
});

describe.skipIf(process.platform === 'win32')('a FIFO', () => {
  const fifo = () => {
    const path = join(emptyFolder(), 'fifo');
    putPipe(path);
    return path;
  };

  it('is read once somebody writes to it, to the end of that', async () => {
    const path = fifo();
    const text = readText(path, from('/'));
    spawn('sh', ['-c', 'exec > "$1"; printf one; sleep 0.1; printf two', 'sh', path]);
    expect(await text).toBe('onetwo');
  });

  it('is not waited for after a stop, come before Node waits or while it does', async () => {
    const path = fifo();
    for (const delay of [0, 50]) {
      let stop = () => {};
      const opened = openFifo(path, (given) => {
        stop = given;
        return () => {};
      });
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      stop();
      const chunks = [];
      for await (const chunk of await opened) chunks.push(chunk);
      expect(chunks).toEqual([]);
    }
  });
});
