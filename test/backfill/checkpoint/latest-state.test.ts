import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { removeCheckpoint } from '../../../src/backfill/checkpoint/checkpoint-file.ts';
import {
  createLatestState,
  type LatestState,
  readLatestState,
} from '../../../src/backfill/checkpoint/latest-state.ts';

let folder: string;
let path: string;
let latest: LatestState;
const checkpoint = Buffer.from('the checkpoint\n');
const found = (bytes = checkpoint) => readLatestState(path, bytes)?.toString();
const names = () => readdirSync(folder);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segment-latest-'));
  path = join(folder, 'job.json');
  latest = createLatestState(path);
  latest.follow(checkpoint.toString());
});

describe('what is kept beside a checkpoint', () => {
  it('is what was kept last', () => {
    expect(found()).toBeUndefined();
    for (const text of ['one\n', 'é, which takes longer\n', 'x\n']) {
      expect(latest.keep(text)).toBe(true);
      expect(found()).toBe(text);
    }
  });

  it('follows that checkpoint and no other', () => {
    latest.keep('one\n');
    expect(found(Buffer.from('another\n'))).toBeUndefined();
    latest.follow('another\n');
    expect([found(Buffer.from('another\n')), found()]).toEqual([undefined, 'one\n']);
    latest.keep('two\n');
    expect(found(Buffer.from('another\n'))).toBe('two\n');
  });

  it('is refused before there is a checkpoint, and where it is too long', () => {
    expect(createLatestState(path).keep('one\n')).toBe(false);
    expect(latest.keep('x'.repeat(65_536))).toBe(false);
    expect(names()).toEqual([]);
    expect(latest.keep('x'.repeat(65_000))).toBe(true);
  });

  it('is the one before where the last is damaged at any place, and none where both are', () => {
    latest.keep('before\n');
    latest.keep('last\n');
    const file = `${path}.latest`;
    const whole = readFileSync(file);
    const start = whole.indexOf('last') > whole.indexOf('before') ? whole.indexOf('last') : 0;
    const lastAt = start > 0 ? whole.lastIndexOf('\0', start) + 1 : 0;
    const length = whole.indexOf('last\n', lastAt) + 5 - lastAt;
    expect(length).toBeGreaterThan(130);
    for (let at = 0; at < length; at += 1) {
      const damaged = Buffer.from(whole);
      damaged[lastAt + at] = (damaged[lastAt + at] ?? 0) ^ 1;
      writeFileSync(file, damaged);
      expect([at, found()]).toEqual([at, 'before\n']);
    }
    writeFileSync(file, Buffer.alloc(whole.length));
    expect(found()).toBeUndefined();
    truncateSync(file, 0);
    expect(found()).toBeUndefined();
  });

  it('goes with the run, unless it is what the next run resumes from', () => {
    latest.keep('one\n');
    latest.close({ isOurs: true });
    expect(names()).toEqual(['job.json.latest']);
    const next = createLatestState(path);
    next.follow('durable\n');
    next.keep('two\n');
    expect(found()).toBeUndefined();
    next.follow('durable again\n');
    next.close({ isOurs: true });
    expect(names()).toEqual([]);
  });

  it("stays where another process has taken the job over: it is that one's by then", () => {
    latest.keep('one\n');
    latest.follow('durable\n');
    writeFileSync(`${path}.latest`, 'theirs');
    latest.close({ isOurs: false });
    expect(readFileSync(`${path}.latest`, 'utf8')).toBe('theirs');
  });

  it('is never read through a link', () => {
    latest.keep('one\n');
    const linked = join(folder, 'linked.json');
    symlinkSync(`${path}.latest`, `${linked}.latest`);
    expect(readLatestState(linked, checkpoint)).toBeUndefined();
  });

  it.each([
    ['a file', (at: string) => writeFileSync(at, 'notes\n')],
    ['a file that begins like ours', (at: string) => writeFileSync(at, `${'0'.repeat(64)} `)],
    ['a large file', (at: string) => truncateTo(at, 200_000)],
    ['a folder', (at: string) => mkdirSync(join(at, 'within'), { recursive: true })],
    ['a link', (at: string) => symlinkSync('somewhere', at)],
  ])('is not kept where %s of somebody has its name, which stays as it is', (_what, make) => {
    const at = `${path}.latest`;
    make(at);
    const look = () => [lstatSync(at).size, lstatSync(at).mtimeMs, lstatSync(at).mode];
    const before = look();
    for (const text of ['one\n', 'two\n']) expect(latest.keep(text)).toBe(false);
    latest.close({ isOurs: true });
    removeCheckpoint(path);
    expect(look()).toEqual(before);
    expect(found()).toBeUndefined();
  });

  it('takes the place of what a kill or a power cut has left of one', () => {
    for (const left of ['', '\0'.repeat(131_072)]) {
      writeFileSync(`${path}.latest`, left);
      expect(latest.keep('one\n')).toBe(true);
      expect(found()).toBe('one\n');
      latest = createLatestState(path);
      latest.follow(checkpoint.toString());
      expect(latest.keep('two\n')).toBe(true);
      expect(found()).toBe('two\n');
      latest = createLatestState(path);
      latest.follow(checkpoint.toString());
    }
    removeCheckpoint(path);
    expect(names()).toEqual([]);
  });
});

function truncateTo(at: string, size: number): void {
  writeFileSync(at, '');
  truncateSync(at, size);
}
