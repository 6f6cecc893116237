import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openHttp } from '../../src/api/http.ts';
import { isSandboxAnswering } from '../../src/api/sandbox/is-answering.ts';
import { findSandbox } from '../../src/store/sandbox-address.ts';
import { sandboxEntriesFolder, sandboxEntry } from '../../src/store/sandbox-entries.ts';
import { processIo } from '../../src/terminal/io.ts';
import { putPipe } from '../helpers/pipe.ts';
import { openSandbox } from '../helpers/sandbox.ts';

const usual = 'http://127.0.0.1:4010';
const { isRunning, pid } = processIo();

function makeState(): string {
  const state = mkdtempSync(join(tmpdir(), 'segment-address-'));
  mkdirSync(sandboxEntriesFolder(state));
  return state;
}

/** Writes down a sandbox as one that runs does, with `changes` to what it would write. */
function write(state: string, url: string, changes: object = {}, minute = 0): void {
  const startedAt = new Date(Date.UTC(2026, 0, 1, 12, minute));
  const entry = { ...sandboxEntry(url, pid, startedAt), ...changes };
  writeFileSync(join(sandboxEntriesFolder(state), `${Math.random()}.json`), JSON.stringify(entry));
}

/** Finds it with real processes and real requests; `asked` are the URLs that were asked. */
async function find(
  stateFolder: string | undefined,
  env: Record<string, string> = {},
  url?: string,
): Promise<{ readonly value: string; readonly asked: string[] }> {
  const http = openHttp({ env: {}, userAgent: 'test' });
  onTestFinished(() => http.close());
  const asked: string[] = [];
  const isAnswering = (address: string) => {
    asked.push(address);
    return isSandboxAnswering(http, address);
  };
  const { value } = await findSandbox({ url, env }, { stateFolder, isRunning, isAnswering });
  return { value, asked };
}

describe('a sandbox is found', () => {
  test('by --url, SEGMENT_SANDBOX_URL, the entry of the one that runs, and the usual port, in this order', async () => {
    const state = makeState();
    const env = { SEGMENT_SANDBOX_URL: 'http://localhost:2/' };
    expect(await find(state)).toEqual({ value: usual, asked: [] });
    write(state, 'http://127.0.0.1:1');
    expect(await find(state)).toEqual({ value: 'http://127.0.0.1:1', asked: [] });
    expect(await find(state, env)).toEqual({ value: 'http://localhost:2', asked: [] });
    expect(await find(state, env, 'http://[::1]:3/v1')).toEqual({ value: 'http://[::1]:3', asked: [] });
    expect(await find(undefined)).toEqual({ value: usual, asked: [] });
  });

  test('in the file of version 0.1.0', async () => {
    const state = makeState();
    writeFileSync(join(state, 'sandbox.json'), JSON.stringify({ url: 'http://127.0.0.1:1', pid }));
    expect((await find(state)).value).toBe('http://127.0.0.1:1');
  });

  test('where others were written down that do not answer', async () => {
    const state = makeState();
    const { url } = await openSandbox();
    write(state, 'http://127.0.0.1:1');
    write(state, url, {}, 1);
    expect(await find(state)).toEqual({ value: url, asked: ['http://127.0.0.1:1', url] });
  });

  test('once, where the address was written down twice', async () => {
    const state = makeState();
    write(state, 'http://127.0.0.1:1');
    write(state, 'http://127.0.0.1:1', {}, 1);
    expect(await find(state)).toEqual({ value: 'http://127.0.0.1:1', asked: [] });
  });
});

test('several that answer, or that are all too slow to, are named with their time and process', async () => {
  const [state, silent] = [makeState(), makeState()];
  const [first, second] = [await openSandbox(), await openSandbox()];
  write(state, second.url, {}, 1);
  write(state, first.url);
  write(state, 'http://127.0.0.1:1', {}, 2);
  await expect(find(state)).rejects.toMatchObject({
    code: 'sandbox_ambiguous',
    exitCode: 2,
    message: '2 sandboxes run on this machine, and nothing says which one is meant.',
    details: [
      `${first.url}  started 2026-01-01T12:00:00.000Z, process id ${pid}`,
      `${second.url}  started 2026-01-01T12:01:00.000Z, process id ${pid}`,
    ],
    hint: `Name one: export SEGMENT_SANDBOX_URL=${first.url}, or --url ${first.url}`,
  });
  write(silent, 'http://127.0.0.1:1');
  write(silent, 'http://127.0.0.1:2');
  await expect(find(silent)).rejects.toMatchObject({ code: 'sandbox_ambiguous' });
});

describe('an entry is skipped', () => {
  test.each<[string, object]>([
    ['of another host', { host: 'another-machine' }],
    ['of another container, or from before a restart', { boot: 'another boot' }],
    ['whose process id another process has by now', { began: '1' }],
    ['that names another machine', { url: 'https://api.segment.io' }],
    ['that looks like this machine', { url: 'http://127.0.0.1.evil.example' }],
    ['with a password', { url: 'http://u:p@127.0.0.1:1' }],
    ['with a number as the URL', { url: 4321 }],
    ['with a text as the process id', { pid: '1' }],
    ['that is too large', { more: 'x'.repeat(10_000) }],
  ])('%s', async (_name, changes) => {
    const state = makeState();
    write(state, 'http://127.0.0.1:1', changes);
    expect(await find(state)).toEqual({ value: usual, asked: [] });
  });

  test('of a process that has ended', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'close');
    const state = makeState();
    write(state, 'http://127.0.0.1:1', { pid: child.pid, began: undefined });
    writeFileSync(join(state, 'sandbox.json'), JSON.stringify({ url: 'http://127.0.0.1:2', pid: child.pid }));
    expect((await find(state)).value).toBe(usual);
  });

  test.each<[string, (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a link', (path) => symlinkSync(writeTo(`${path}.target`), path)],
    ['a link to a device without end', (path) => symlinkSync('/dev/zero', path)],
    ['a pipe', putPipe],
    ['half a file', (path) => writeFileSync(path, '{"url":')],
    ['a name without .json', (path) => writeTo(`${path}.part`)],
  ])('that is %s', async (_name, make) => {
    const state = makeState();
    make(join(state, 'sandbox.json'));
    make(join(sandboxEntriesFolder(state), 'a.json'));
    expect((await find(state)).value).toBe(usual);
  });

  function writeTo(path: string): string {
    writeFileSync(path, JSON.stringify({ url: 'http://127.0.0.1:1', pid }));
    return path;
  }
});
