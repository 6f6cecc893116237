import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFolder } from '../../src/files/make-folder.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'segment-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('makeFolder', () => {
  it('makes what is missing above, for the owner only', () => {
    const root = place();
    const path = join(root, 'a', 'b', 'c');
    makeFolder(path);
    expect(['a', 'a/b', 'a/b/c'].map((name) => modeOf(join(root, name)))).toEqual([0o700, 0o700, 0o700]);
  });

  it('leaves a folder as it is, also behind a link', () => {
    const root = place();
    mkdirSync(join(root, 'real'), { mode: 0o755 });
    symlinkSync('real', join(root, 'link'));
    makeFolder(join(root, 'link'));
    makeFolder(join(root, 'link', 'in'));
    expect([modeOf(join(root, 'real')), existsSync(join(root, 'real', 'in'))]).toEqual([0o755, true]);
    makeFolder('/');
    makeFolder('.');
  });

  it.each([
    ['a file', 'ENOTDIR', 'file/a/b'],
    ['a file itself', 'EEXIST', 'file'],
    ['a link to nowhere', 'EEXIST', 'nowhere'],
  ])('%s in the way is an error: %s', (_name, code, name) => {
    const root = place();
    writeFileSync(join(root, 'file'), '');
    symlinkSync('gone', join(root, 'nowhere'));
    expect(() => makeFolder(join(root, name))).toThrow(expect.objectContaining({ code }));
  });

  it.runIf(existsSync('/proc/self'))('below /proc, which takes no folder, it ends', () => {
    expect(() => makeFolder('/proc/segment/a/b')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
