import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { unfinishedSuffix } from '../../src/files/make-new.ts';
import { replaceFile } from '../../src/files/replace-file.ts';

const umask = process.umask();
afterEach(() => {
  process.umask(umask);
});

function filePath(): { readonly folder: string; readonly path: string; readonly leftover: string } {
  const folder = mkdtempSync(join(tmpdir(), 'segment-replace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'job.json');
  return { folder, path, leftover: path + unfinishedSuffix };
}

const ways = [{ isDurable: false }, { isDurable: true }];
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe.each(ways)('replaceFile, durable: $isDurable', (options) => {
  it.each([0o000, 0o022, 0o077])(
    'makes a file that only its owner may read, whatever the umask: %o',
    async (mask) => {
      const { folder, path } = filePath();
      process.umask(mask);
      await replaceFile(path, 'content ü\n', options);
      expect([readFileSync(path, 'utf8'), modeOf(path)]).toEqual(['content ü\n', '600']);
      expect(readdirSync(folder)).toEqual(['job.json']);
    },
  );

  it('replaces a file, and its loose mode with it', async () => {
    const { folder, path } = filePath();
    writeFileSync(path, 'old and longer');
    chmodSync(path, 0o644);
    await replaceFile(path, 'new', options);
    expect([readFileSync(path, 'utf8'), modeOf(path), readdirSync(folder)]).toEqual([
      'new',
      '600',
      ['job.json'],
    ]);
  });

  it('touches nothing more where it may not be put in place any more', async () => {
    const { path, leftover } = filePath();
    writeFileSync(path, 'old');
    const beforeRename = (): void => {
      writeFileSync(path, 'theirs');
      writeFileSync(leftover, 'half of theirs');
      throw new Error('lost');
    };
    await expect(replaceFile(path, 'new', { ...options, beforeRename })).rejects.toThrow('lost');
    expect([path, leftover].map((name) => readFileSync(name, 'utf8'))).toEqual(['theirs', 'half of theirs']);
  });

  it('writes large content whole, and an empty one', async () => {
    const { path } = filePath();
    const content = 'ü'.repeat(3_000_000);
    await replaceFile(path, content, options);
    expect(readFileSync(path, 'utf8') === content).toBe(true);
    await replaceFile(path, '', options);
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it.each([
    ['a precious file', true],
    ['nothing', false],
  ])('a link to %s in its place is replaced, not followed', async (_name, isThere) => {
    const { folder, path } = filePath();
    const target = join(folder, 'target');
    if (isThere) writeFileSync(target, 'precious', { mode: 0o644 });
    symlinkSync(target, path);
    await replaceFile(path, 'new', options);
    expect([lstatSync(path).isFile(), readFileSync(path, 'utf8')]).toEqual([true, 'new']);
    expect(existsSync(target)).toBe(isThere);
    if (isThere) expect([readFileSync(target, 'utf8'), modeOf(target)]).toEqual(['precious', '644']);
  });

  it.each<[string, (leftover: string, target: string) => void]>([
    ['a longer file', (leftover) => writeFileSync(leftover, 'left over '.repeat(1000))],
    ['a read-only file', (leftover) => writeFileSync(leftover, 'left', { mode: 0o400 })],
    ['a link to a precious file', (leftover, target) => symlinkSync(target, leftover)],
    ['a link to nothing', (leftover) => symlinkSync(`${leftover}.nothing`, leftover)],
    ['a folder', (leftover) => mkdirSync(join(leftover, 'sub'), { recursive: true })],
    [
      'a folder with a link in it to a precious file',
      (leftover, target) => {
        mkdirSync(leftover);
        symlinkSync(target, join(leftover, 'link'));
      },
    ],
  ])('%s that a killed write left is removed, and nothing is written through it', async (_name, leave) => {
    const { folder, path, leftover } = filePath();
    const target = join(folder, 'precious');
    writeFileSync(target, 'precious');
    leave(leftover, target);
    await replaceFile(path, 'new', options);
    expect([readFileSync(path, 'utf8'), modeOf(path)]).toEqual(['new', '600']);
    expect(readFileSync(target, 'utf8')).toBe('precious');
    expect(readdirSync(folder).sort()).toEqual(['job.json', 'precious']);
  });

  it('cannot replace a folder: the system’s error, the folder and what is in it stay, no leftover', async () => {
    const { folder, path } = filePath();
    mkdirSync(path);
    writeFileSync(join(path, 'precious'), 'precious');
    await expect(replaceFile(path, 'new', options)).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
    expect(readFileSync(join(path, 'precious'), 'utf8')).toBe('precious');
    expect(readdirSync(folder)).toEqual(['job.json']);
  });

  it('cannot write into a folder that is not there: the system’s error', async () => {
    const { path } = filePath();
    await expect(replaceFile(join(path, 'job.json'), 'new', options)).rejects.toThrow(/ENOENT/);
  });
});
