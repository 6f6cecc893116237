import type { MessageSummary } from '../local-sandbox/message-summary.ts';
import type { RefusedSummary } from '../local-sandbox/refused-summary.ts';
import { arrivalLine } from './arrival-line.ts';
import type { Io } from './io.ts';
import { listenToKeys } from './keys.ts';
import { createLiveLines } from './live-lines.ts';
import { openInBrowser } from './open-in-browser.ts';
import type { Printer } from './printer.ts';
import { terminalWidth } from './width.ts';

/** A sandbox whose messages, and requests that it refused, are shown as they arrive. */
export interface LiveSandbox<T> {
  readonly url: string;
  /** Calls back with what arrives, until the returned function is called. */
  subscribe(listener: (messages: readonly T[]) => void): () => void;
  summarise(arrived: T): MessageSummary | RefusedSummary;
}

/** Shows what arrives, a line each, and handles keys, until `stopped` resolves or somebody presses q. */
export async function showLiveMessages<T>(
  { io, print }: { readonly io: Io; readonly print: Printer },
  { url, subscribe, summarise }: LiveSandbox<T>,
  stopped: Promise<void>,
): Promise<void> {
  const width = () => terminalWidth(io, io.stderr);
  const lines = createLiveLines(print, (arrived: T) => arrivalLine(summarise(arrived), width(), print.style));
  const unsubscribe = subscribe(lines.add);
  const page = `${url}/_/`;
  let quit = (): void => {};
  const hasQuit = new Promise<void>((resolve) => {
    quit = resolve;
  });
  const keys = new Map<string, () => void>([
    ['o', () => openInBrowser(io, page, () => print.note(`Open this page: ${page}`))],
    ['c', () => copyHost(print, url)],
    ['p', lines.togglePause],
    ['q', quit],
    // In raw mode the terminal does not turn Ctrl-C and Ctrl-D into a signal and an end of input.
    ['\u0003', quit],
    ['\u0004', quit],
  ]);
  const release = listenToKeys(io, (key) => keys.get(key)?.());
  if (release !== undefined) print.note(print.style.dim(keyHint(width())));
  try {
    await Promise.race([stopped, hasQuit]);
  } finally {
    release?.();
    unsubscribe();
    lines.close();
  }
}

function keyHint(width: number): string {
  const long = 'o open the page · c copy the host line · p pause · q quit';
  return width >= long.length ? long : 'o open · c copy · p pause · q quit';
}

/** Puts the line for an SDK into the clipboard of terminals that allow it (OSC 52), and shows it for the others. */
function copyHost(print: Printer, url: string): void {
  const line = `host: '${url}'`;
  print.drawn(`\u001b]52;c;${Buffer.from(line).toString('base64')}\u0007`);
  print.note(`copied, if this terminal allows it: ${line}`);
}
