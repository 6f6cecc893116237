import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { summariseMessage } from '../../../src/local-sandbox/message-summary.ts';
import { messageLine } from '../../../src/terminal/message-line.ts';
import { plainStyle } from '../../../src/terminal/style.ts';
import { type CliResult, cli, MemoryStream } from '../../helpers/cli.ts';
import { basic, openSandbox, post } from '../../helpers/sandbox.ts';

/** A keyboard that remembers whether it was left raw. */
class Keyboard extends PassThrough {
  readonly isTTY = true;
  isRaw = false;
  setRawMode(raw: boolean): this {
    this.isRaw = raw;
    return this;
  }
}

interface Session {
  readonly url: string;
  readonly keyboard: Keyboard;
  readonly folder: string;
  /** What the terminal shows, without colours. */
  shown(): string;
  type(keys: string): void;
  /** Sends one Track call to it. */
  track(event: string, more?: object): Promise<void>;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<CliResult>;
}

async function open(
  argv: readonly string[] = [],
  {
    columns = 100,
    env = {},
    parentPid = () => 1,
  }: { columns?: number; env?: Record<string, string>; parentPid?: () => number } = {},
): Promise<Session> {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-live-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const keyboard = new Keyboard();
  const stderr = Object.assign(new MemoryStream(), { isTTY: true, columns });
  const listeners = new Set<(name: NodeJS.Signals) => void>();
  const readyFile = join(folder, 'ready.json');
  const ended = cli(['sandbox', '--port', '0', '--ready-file', readyFile, ...argv], {
    env: { SEGMENT_STATE_DIR: join(folder, 'state'), ...env },
    cwd: folder,
    io: {
      stdin: () => keyboard,
      stdinIsTerminal: true,
      stderr,
      parentPid,
      onSignal: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  });
  const shown = () => stripVTControlCharacters(stderr.text);
  await vi.waitUntil(
    () => existsSync(readyFile) && (argv.includes('--quiet') || shown().includes('quit')),
    10_000,
  );
  const { url } = JSON.parse(readFileSync(readyFile, 'utf8'));
  const signal = (name: NodeJS.Signals) => {
    for (const listener of listeners) listener(name);
  };
  onTestFinished(async () => {
    signal('SIGTERM');
    await ended;
  });
  const track = async (event: string, more: object = {}) => {
    await fetch(`${url}/v1/track`, {
      method: 'POST',
      headers: { authorization: basic('k') },
      body: JSON.stringify({ event, userId: 'user_1', ...more }),
    });
  };
  return { url, keyboard, folder, shown, type: (keys) => keyboard.write(keys), track, signal, ended };
}

const eventually = (check: () => boolean) => vi.waitUntil(check, 10_000);

describe('a terminal with a sandbox in it', () => {
  it('shows each message on a line of its own, and what Segment would drop', async () => {
    const session = await open();
    await session.track('Signed Up', { messageId: 'one' });
    await session.track('Again', { messageId: 'one' });
    await session.track('Nobody', { userId: null });
    await eventually(() => session.shown().includes('Nobody'));
    const lines = session.shown().split('\n');
    expect(lines.find((line) => line.includes('Signed Up'))).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3}Z {2}track {5}Signed Up +user_1$/,
    );
    expect(lines.find((line) => line.includes('Again'))).toMatch(/✗ duplicate$/);
    expect(lines.find((line) => line.includes('Nobody'))).toMatch(/ - +✗ dropped: no_user_anon_id$/);
  });

  it('shows each request that was refused, among the messages, and counts them at the end', async () => {
    const session = await open();
    await session.track('Signed Up');
    const body = '{"writeKey":"wrongkeywrongkey","event":';
    await fetch(`${session.url}/v1/track`, {
      method: 'POST',
      headers: { authorization: basic('wrongkeywrongkey') },
      body,
    });
    await eventually(() => session.shown().includes('refused'));
    expect(session.shown().split('\n').at(-2)).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3}Z {2}refused {3}✗ 400 malformed JSON {2}POST \/v1\/track {2}39 B {2}\{"writeKey":"…"/,
    );
    session.type('q');
    await session.ended;
    expect(session.shown()).toContain('1 request refused');
    expect(session.shown()).not.toContain('wrongkeywrongkey');
  });

  it('q ends it, with the summary and the keyboard as it was', async () => {
    const session = await open();
    expect(session.keyboard.isRaw).toBe(true);
    session.type('q');
    expect((await session.ended).code).toBe(0);
    expect(session.shown()).toContain('sandbox stopped: 0 messages');
    expect([session.keyboard.isRaw, session.keyboard.listenerCount('data')]).toEqual([false, 0]);
  });

  it.each(['\u0003', '\u0004', 'Q'])('%j ends it as well', async (key) => {
    const session = await open();
    session.type(key);
    expect((await session.ended).code).toBe(0);
    expect(session.keyboard.isRaw).toBe(false);
  });

  it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    '%s leaves the keyboard as it was',
    async (name) => {
      const session = await open();
      session.signal(name);
      expect((await session.ended).code).toBe(0);
      expect(session.keyboard.isRaw).toBe(false);
    },
  );

  it('p holds the lines back and counts them, p again resumes', async () => {
    const session = await open();
    session.type('p');
    await eventually(() => session.shown().includes('paused'));
    await session.track('Unseen');
    await session.track('Unseen too');
    session.type('p');
    await eventually(() => session.shown().includes('resumed; 2 messages arrived meanwhile'));
    await session.track('Seen');
    await eventually(() => session.shown().includes('Seen'));
    expect(session.shown()).not.toContain('Unseen');
  });

  it('c shows the host line and offers it to the clipboard', async () => {
    const session = await open();
    session.type('c');
    await eventually(() => session.shown().includes(`host: '${session.url}'`));
  });

  it('o opens the page with the browser of BROWSER', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-cli-browser-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const browser = join(folder, 'browser.sh');
    writeFileSync(browser, `#!/bin/sh\nprintf %s "$1" > "${folder}/opened"\n`, { mode: 0o755 });
    const session = await open([], { env: { BROWSER: browser } });
    session.type('o');
    const opened = join(folder, 'opened');
    await eventually(() => existsSync(opened) && readFileSync(opened, 'utf8') !== '');
    expect(readFileSync(opened, 'utf8')).toBe(`${session.url}/_/`);
  });

  it('o says where the page is when no browser can be started', async () => {
    const session = await open([], { env: { BROWSER: '/nowhere/browser' } });
    session.type('o');
    await eventually(() => session.shown().includes(`Open this page: ${session.url}/_/`));
  });

  it('does not let a flood slow it down: a few lines and how many more', async () => {
    const session = await open();
    const batch = Array.from({ length: 2_000 }, (_, index) => ({
      type: 'track',
      event: `E${index}`,
      userId: 'u',
      messageId: `${index}`,
    }));
    await fetch(`${session.url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: basic('k') },
      body: JSON.stringify({ batch }),
    });
    await eventually(() => session.shown().includes('… and 1,960 more'));
    session.type('q');
    await session.ended;
    expect(
      session
        .shown()
        .split('\n')
        .filter((line) => / E\d+ /.test(line)),
    ).toHaveLength(40);
  });

  it('shows control characters instead of obeying them', async () => {
    const session = await open();
    await session.track('\u001b]52;c;aGk=\u0007\u001b[2J\r\nfake line');
    await eventually(() => session.shown().includes('\\u001b]52'));
    expect(session.shown()).not.toContain('\u001b]52;c;aGk=');
    expect(
      session
        .shown()
        .split('\n')
        .filter((line) => line.startsWith('fake')),
    ).toEqual([]);
  });

  it('is silent with --quiet, and leaves the keyboard alone', async () => {
    const session = await open(['--quiet']);
    await session.track('Signed Up');
    expect([session.shown(), session.keyboard.isRaw]).toEqual(['', false]);
    session.signal('SIGINT');
    expect((await session.ended).code).toBe(0);
    expect(session.shown()).toBe('');
  });

  it('says what was restored from a data folder', async () => {
    const first = await open(['--data', 'recording']);
    await first.track('Kept');
    first.type('q');
    await first.ended;
    const again = mkdtempSync(join(tmpdir(), 'segment-cli-live-'));
    onTestFinished(() => rmSync(again, { recursive: true, force: true }));
    const session = await open(['--data', join(first.folder, 'recording')]);
    expect(session.shown()).toContain(`1 message restored from ${join(first.folder, 'recording')}`);
    expect(session.shown()).not.toContain('Kept');
  });

  it('ends with its parent when told to', async () => {
    let parent = 42;
    const session = await open(['--exit-with-parent'], { parentPid: () => parent });
    parent = 1;
    expect((await session.ended).code).toBe(0);
  });
});

describe('a line', () => {
  it.each([20, 30, 40, 60, 80, 200])('of a terminal with %i cells fits into it', async (width) => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/batch', {
      batch: [
        {
          type: 'track',
          event: '日本語のとても長いイベント名でございます'.repeat(5),
          userId: 'ユーザー'.repeat(30),
        },
        { type: 'track', event: 'x'.repeat(500), anonymousId: 'y'.repeat(500) },
        { type: 'identify', traits: {} },
        { type: 'page', name: 'Home', userId: 'u' },
        { type: 'group', groupId: 'acme', userId: 'u' },
        { type: 'nothing' },
        7,
      ],
    });
    const style = plainStyle({ ok: '✓', warning: '!', error: '✗', pointer: '▸' });
    const all = [...sandbox.journal.messages, ...sandbox.journal.rejected];
    expect(all).toHaveLength(7);
    for (const message of all) {
      const line = messageLine(summariseMessage(message), width, style);
      for (const each of line.split('\n')) expect(stringWidth(each)).toBeLessThanOrEqual(width);
      // A verdict is never cut, however narrow the terminal.
      expect(line.replace(/\s/g, '')).toContain(message.code ?? '');
    }
    if (width >= 60)
      expect(all.map((message) => messageLine(summariseMessage(message), width, style)).join('\n')).toMatch(
        /page {6}Home[\s\S]*group {5}acme/,
      );
  });
});
