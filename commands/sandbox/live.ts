import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { App } from '../../src/app.ts';
import type { JournalMessage } from '../../src/sandbox/journal/journal-message.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { envValue, type Io } from '../../src/terminal/io.ts';
import { formatCount, plural } from '../../src/terminal/numbers.ts';
import { terminalWidth } from '../../src/terminal/width.ts';
import { liveLine } from './live-line.ts';

/** Milliseconds between two writes, and the most lines of one: a backfill must not be held up by a terminal. */
const interval = 100;
const maxLines = 40;

interface Terminal extends Readable {
  setRawMode(raw: boolean): unknown;
}

/** Shows what arrives, a line each, and minds the keys, until `stopped` resolves or somebody presses q. */
export async function showLive(
  app: App,
  { journal, url }: RunningSandbox,
  stopped: Promise<void>,
): Promise<void> {
  const { io, print } = app;
  const { style } = print;
  const width = () => terminalWidth(io, io.stderr);
  let waiting: JournalMessage[] = [];
  let unseen = 0;
  let isPaused = false;

  const unsubscribe = journal.subscribe((messages) => {
    if (isPaused) {
      unseen += messages.length;
      return;
    }
    const room = maxLines - waiting.length;
    waiting.push(...messages.slice(0, room));
    unseen += Math.max(0, messages.length - room);
  });
  const write = (): void => {
    if (isPaused || waiting.length === 0) return;
    const lines = waiting.map((message) => `${liveLine(message, width(), style)}\n`);
    if (unseen > 0) lines.push(style.dim(`… and ${formatCount(unseen)} more\n`));
    [waiting, unseen] = [[], 0];
    print.stderr(lines.join(''));
  };
  const timer = setInterval(write, interval);
  const togglePause = (): void => {
    write();
    isPaused = !isPaused;
    if (isPaused) print.note(style.dim('paused: p resumes; messages are still accepted'));
    else {
      print.note(style.dim(`resumed; ${plural(unseen, 'message')} arrived meanwhile`));
      unseen = 0;
    }
  };

  const page = `${url}/_/`;
  let quit = (): void => {};
  const hasQuit = new Promise<void>((resolve) => {
    quit = resolve;
  });
  const keys = new Map<string, () => void>([
    ['o', () => openPage(io, page, () => print.note(`Open this page: ${page}`))],
    ['c', () => copyHost(app, url)],
    ['p', togglePause],
    ['q', () => quit()],
    // Raw mode takes these away from the terminal: they have to mean what they always mean.
    ['\u0003', () => quit()],
    ['\u0004', () => quit()],
  ]);
  const release = listenToKeys(io, (key) => keys.get(key)?.());
  if (release !== undefined) print.note(style.dim(keyHint(width())));
  try {
    await Promise.race([stopped, hasQuit]);
  } finally {
    release?.();
    clearInterval(timer);
    unsubscribe();
    isPaused = false;
    write();
  }
}

function keyHint(width: number): string {
  const long = 'o open the page · c copy the host line · p pause · q quit';
  return width >= long.length ? long : 'o open · c copy · p pause · q quit';
}

/** Calls back with each key until the returned function is called; undefined where there are no keys to hear. */
function listenToKeys(io: Io, onKey: (key: string) => void): (() => void) | undefined {
  if (!io.stdinIsTerminal) return undefined;
  const input = io.stdin();
  if (!isTerminal(input)) return undefined;
  const onData = (data: Buffer | string): void => {
    for (const key of String(data)) onKey(key.toLowerCase());
  };
  input.setRawMode(true);
  input.on('data', onData);
  input.resume();
  return () => {
    input.off('data', onData);
    input.setRawMode(false);
    // A terminal that is still read from would keep the process alive.
    input.pause();
  };
}

function isTerminal(input: Readable): input is Terminal {
  return 'setRawMode' in input && typeof input.setRawMode === 'function';
}

/** Opens the page the way the system opens pages, or BROWSER says; `onFailure` when there is none. */
function openPage({ env, platform }: Io, page: string, onFailure: () => void): void {
  const browser = envValue(env, 'BROWSER');
  const [command = '', ...words] =
    browser !== undefined
      ? [browser]
      : platform === 'darwin'
        ? ['open']
        : platform === 'win32'
          ? ['explorer.exe']
          : ['xdg-open'];
  const child = spawn(command, [...words, page], { stdio: 'ignore', detached: true });
  let hasFailed = false;
  const fail = (): void => {
    if (!hasFailed) onFailure();
    hasFailed = true;
  };
  child.on('error', fail);
  // explorer.exe ends with 1 when all went well.
  child.on('exit', (code) => (code !== 0 && platform !== 'win32' ? fail() : undefined));
  child.unref();
}

/** Puts the line for an SDK into the clipboard of terminals that allow it (OSC 52), and shows it for the others. */
function copyHost({ print }: App, url: string): void {
  const line = `host: '${url}'`;
  print.drawn(`\u001b]52;c;${Buffer.from(line).toString('base64')}\u0007`);
  print.note(`copied, if this terminal allows it: ${line}`);
}
