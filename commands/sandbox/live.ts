import type { App } from '../../src/app.ts';
import { type MessageSummary, summariseMessage } from '../../src/local-sandbox/message-summary.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { listenToKeys } from '../../src/terminal/keys.ts';
import { messageLine } from '../../src/terminal/message-line.ts';
import { formatCount, plural } from '../../src/terminal/numbers.ts';
import { openInBrowser } from '../../src/terminal/open-in-browser.ts';
import { terminalWidth } from '../../src/terminal/width.ts';

/** Milliseconds between two writes, and the most lines of one: a terminal must not slow down a backfill. */
const interval = 100;
const maxLines = 40;

/** Shows what arrives, a line each, and handles keys, until `stopped` resolves or somebody presses q. */
export async function showLive(
  app: App,
  { journal, url }: RunningSandbox,
  stopped: Promise<void>,
): Promise<void> {
  const { io, print } = app;
  const { style } = print;
  const width = () => terminalWidth(io, io.stderr);
  let waiting: MessageSummary[] = [];
  let unseen = 0;
  let isPaused = false;

  const unsubscribe = journal.subscribe((messages) => {
    const room = isPaused ? 0 : maxLines - waiting.length;
    waiting.push(...messages.slice(0, room).map(summariseMessage));
    unseen += Math.max(0, messages.length - room);
  });
  const write = (): void => {
    if (isPaused || waiting.length === 0) return;
    const lines = waiting.map((message) => `${messageLine(message, width(), style)}\n`);
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
    ['o', () => openInBrowser(io, page, () => print.note(`Open this page: ${page}`))],
    ['c', () => copyHost(app, url)],
    ['p', togglePause],
    ['q', quit],
    // In raw mode the terminal does not turn Ctrl-C and Ctrl-D into a signal and an end of input.
    ['\u0003', quit],
    ['\u0004', quit],
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

/** Puts the line for an SDK into the clipboard of terminals that allow it (OSC 52), and shows it for the others. */
function copyHost({ print }: App, url: string): void {
  const line = `host: '${url}'`;
  print.drawn(`\u001b]52;c;${Buffer.from(line).toString('base64')}\u0007`);
  print.note(`copied, if this terminal allows it: ${line}`);
}
