import {
  appendFileSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSmallFile, type SmallFile } from '../../src/files/small-file.ts';
import { putPipe } from '../helpers/pipe.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'segment-small-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'state.json');
}

const limits = { maxBytes: 10 };
const told = (file: SmallFile) =>
  file.kind === 'file' ? file.bytes.toString() : file.kind === 'refused' ? file.reason : file.kind;

describe('readSmallFile', () => {
  it.each([
    ['', ''],
    ['ten bytes!', 'ten bytes!'],
    ['eleven byte', 'too_large'],
  ])('reads %j up to the limit: %s', (content, expected) => {
    const path = place();
    writeFileSync(path, content);
    expect(told(readSmallFile(path, limits))).toBe(expected);
  });

  it('finds nothing where there is nothing, or where a part of the path is a file', () => {
    const path = place();
    expect(told(readSmallFile(path, limits))).toBe('none');
    writeFileSync(path, '');
    expect(told(readSmallFile(join(path, 'state.json'), limits))).toBe('none');
  });

  it('follows a link only when asked for', () => {
    const path = place();
    writeFileSync(`${path}.target`, 'content');
    symlinkSync(`${path}.target`, path);
    expect(told(readSmallFile(path, limits))).toBe('link');
    expect(told(readSmallFile(path, { ...limits, followLinks: true }))).toBe('content');
    rmSync(`${path}.target`);
    expect(told(readSmallFile(path, limits))).toBe('link');
    expect(told(readSmallFile(path, { ...limits, followLinks: true }))).toBe('none');
  });

  it.each([{ followLinks: false }, { followLinks: true }])(
    'refuses what is no regular file at once, and reads no sparse file: %j',
    (options) => {
      const path = place();
      mkdirSync(path);
      expect(told(readSmallFile(path, { ...limits, ...options }))).toBe('not_a_file');
      rmSync(path, { recursive: true });
      writeFileSync(path, '');
      truncateSync(path, 2 ** 30);
      expect(told(readSmallFile(path, { ...limits, ...options }))).toBe('too_large');
      rmSync(path);
      if (process.platform === 'win32') return;
      putPipe(path);
      expect(told(readSmallFile(path, { ...limits, ...options }))).toBe('not_a_file');
      rmSync(path);
      symlinkSync('/dev/zero', path);
      expect(told(readSmallFile(path, { ...limits, ...options }))).toBe(
        options.followLinks ? 'not_a_file' : 'link',
      );
    },
  );

  it('reads what is added meanwhile, up to the limit', () => {
    const path = place();
    const grow = (text: string) => ({ ...limits, inspect: () => appendFileSync(path, text) });
    writeFileSync(path, 'a');
    expect(told(readSmallFile(path, grow('bcdef')))).toBe('abcdef');
    expect(told(readSmallFile(path, grow('x'.repeat(1000))))).toBe('too_large');
  });

  it.runIf(process.platform === 'linux')('reads what tells no size', () => {
    expect(told(readSmallFile('/proc/self/comm', { maxBytes: 100 }))).toMatch(/\n$/);
  });

  it('leaves nothing open, whatever it finds', () => {
    const path = place();
    writeFileSync(path, 'far more than the limit');
    const first = openSync(path, 'r');
    closeSync(first);
    for (let tries = 0; tries < 5; tries += 1) readSmallFile(path, limits);
    for (let tries = 0; tries < 5; tries += 1) {
      const failing = {
        maxBytes: 100,
        inspect: () => {
          throw new Error('no');
        },
      };
      expect(() => readSmallFile(path, failing)).toThrow('no');
    }
    const next = openSync(path, 'r');
    closeSync(next);
    expect(next).toBe(first);
  });
});
