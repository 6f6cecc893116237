import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { announce, announceSandbox, withdraw } from '../../src/local-sandbox/announce.ts';
import { processIo } from '../../src/terminal/io.ts';

const { isRunning } = processIo();
const id = '01234567-89ab-cdef-0123-456789abcdef';

it('puts the file in place, and removes what a killed process left of that long ago', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segment-announce-'));
  const file = join(folder, 'sandbox.json');
  const leave = (name: string, ageMs: number) => {
    writeFileSync(join(folder, name), '{');
    const then = new Date(Date.now() - ageMs);
    utimesSync(join(folder, name), then, then);
  };
  const day = 24 * 3_600_000;
  leave(`sandbox.json.${id}`, day);
  leave(`sandbox.json.${id.replace('0', 'f')}`, 60_000);
  leave(`ready.json.${id}`, day);
  leave('sandbox.json.bak', day);
  announce(file, { url: 'http://127.0.0.1:4010', pid: 1 });
  expect(readFileSync(file, 'utf8')).toBe('{"url":"http://127.0.0.1:4010","pid":1}\n');
  expect(readdirSync(folder).sort()).toEqual(
    ['sandbox.json', `sandbox.json.${id.replace('0', 'f')}`, `ready.json.${id}`, 'sandbox.json.bak'].sort(),
  );
  withdraw(file);
  expect(existsSync(file)).toBe(false);
});

describe('what is no file', () => {
  it('is written into, and stays: a pipe, also through a link', () => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-announce-'));
    const [pipe, link] = [join(folder, 'pipe'), join(folder, 'link')];
    execFileSync('mkfifo', [pipe]);
    symlinkSync(pipe, link);
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    for (const file of [pipe, link]) {
      withdraw(file);
      announce(file, { url: file });
      withdraw(file);
    }
    const bytes = Buffer.alloc(1_000);
    const text = bytes.toString('utf8', 0, readSync(reader, bytes));
    closeSync(reader);
    expect(text).toBe(`{"url":"${pipe}"}\n{"url":"${link}"}\n`);
    expect([lstatSync(pipe).isFIFO(), lstatSync(link).isSymbolicLink()]).toEqual([true, true]);
    expect(() => announce(pipe, {})).toThrow(`${pipe} cannot be written`);
  });

  it('is refused where it is a folder, and a descriptor of this process is written to', () => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-announce-'));
    expect(() => announce(folder, {})).toThrow(`${folder} cannot be written`);
    withdraw(folder);
    expect(existsSync(folder)).toBe(true);
    const file = join(folder, 'out.txt');
    const descriptor = openSync(file, 'a');
    announce(`/dev/fd/${descriptor}`, { url: 'x' });
    closeSync(descriptor);
    expect(readFileSync(file, 'utf8')).toBe('{"url":"x"}\n');
  });
});

describe('the entry of a sandbox', () => {
  const sandbox = { url: 'http://127.0.0.1:4011', pid: process.pid, startedAt: new Date(), isRunning };
  const filesIn = (state: string) => readdirSync(join(state, 'sandboxes'));
  const age = (path: string, days: number) => {
    const then = new Date(Date.now() - days * 24 * 3_600_000);
    utimesSync(path, then, then);
  };

  it('is a file of its own, which only its owner may read, and goes alone', () => {
    const state = mkdtempSync(join(tmpdir(), 'segment-announce-'));
    const withdrawFirst = announceSandbox(state, sandbox);
    const [first = ''] = filesIn(state);
    expect(statSync(join(state, 'sandboxes', first)).mode & 0o777).toBe(0o600);
    const withdrawSecond = announceSandbox(state, { ...sandbox, url: 'http://127.0.0.1:4012' });
    expect(filesIn(state)).toHaveLength(2);
    withdrawSecond();
    expect(filesIn(state)).toEqual([first]);
    withdrawFirst();
    expect(filesIn(state)).toEqual([]);
  });

  it('takes away those of sandboxes that were killed, and of other machines after a month', async () => {
    const state = mkdtempSync(join(tmpdir(), 'segment-announce-'));
    const dead = await endedPid();
    const folder = join(state, 'sandboxes');
    const withdrawOwn = announceSandbox(state, sandbox);
    const own = JSON.parse(readFileSync(join(folder, filesIn(state)[0] ?? ''), 'utf8'));
    withdrawOwn();
    const put = (name: string, content: object | string, days: number) => {
      writeFileSync(
        join(folder, name),
        typeof content === 'string' ? content : JSON.stringify({ ...own, ...content }),
      );
      age(join(folder, name), days);
    };
    put('killed.json', { pid: dead, began: undefined }, 0);
    put('other.json', { host: 'another-machine' }, 29);
    put('long-ago.json', { host: 'another-machine' }, 31);
    put('container.json', { boot: `${own.boot} of another container` }, 29);
    put(`a.json.${id}`, '{', 31);
    put(`b.json.${id}`, '{', 0);
    announceSandbox(state, sandbox);
    const isNew = (name: string) => /^[0-9a-f-]{36}\.json$/.test(name);
    const files = filesIn(state);
    expect(files.filter((name) => !isNew(name)).sort()).toEqual([
      `b.json.${id}`,
      'container.json',
      'other.json',
    ]);
    expect(files.filter(isNew)).toHaveLength(1);
  });
});

/** A process id that nobody has any more. */
async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'close');
  return child.pid ?? 0;
}
