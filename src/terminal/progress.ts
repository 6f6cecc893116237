import type { Io } from './io.ts';
import { formatBytes, formatCount, formatDuration, formatPercent, plural } from './numbers.ts';
import type { Printer } from './printer.ts';
import { isWidth, terminalWidth } from './width.ts';

/** How far a long run has come, as seen at one moment. */
export interface ProgressSnapshot {
  readonly lines: number;
  readonly acknowledged: number;
  /** Nothing is sent: what counts are the lines that are judged. */
  readonly judged?: number | undefined;
  readonly rejected: number;
  readonly retries: number;
  /** Bytes of the inputs read so far; reading is ahead of sending. */
  readonly inputBytes: number;
  /** Bytes of the inputs whose lines are all acknowledged, rejected, blank or filtered, and in all when that is known. */
  readonly finishedBytes: number;
  readonly totalBytes: number | undefined;
  /** What of that was there when this run began: it says nothing about how fast the run is. */
  readonly earlier?: Pick<ProgressSnapshot, 'acknowledged' | 'finishedBytes'> | undefined;
}

/** `auto` animates on a terminal and prints a line every 10 s elsewhere (docs/rules.md#commands). */
export type ProgressMode =
  | { readonly kind: 'auto' }
  | { readonly kind: 'none' }
  | { readonly kind: 'plain'; readonly everyMs: number };

export interface Progress {
  /** A line that stays, printed above the live one. */
  say(line: string): void;
  /** Clears the live line. */
  stop(): void;
}

export const plainIntervalMs = 10_000;
const redrawMs = 100;

/** Starts to show progress on stderr. Nothing is shown with `--quiet` or `none`. */
export async function startProgress(
  { io, print, quiet }: { readonly io: Io; readonly print: Printer; readonly quiet: boolean },
  mode: ProgressMode,
  look: () => ProgressSnapshot,
): Promise<Progress> {
  const startedAt = io.monotonic();
  const elapsed = () => io.monotonic() - startedAt;
  // A long wait is told even where progress is not (docs/rules.md#commands), or it would look like a hang.
  const say = (line: string) => print.stderr(`${line}\n`);
  if (quiet || mode.kind === 'none') return { say, stop: () => {} };

  if (mode.kind !== 'auto' || !canAnimate(io)) {
    const everyMs = mode.kind === 'plain' ? mode.everyMs : plainIntervalMs;
    const timer = setInterval(
      () => print.note(progressText(look(), elapsed(), Number.POSITIVE_INFINITY)),
      everyMs,
    );
    return { say, stop: () => clearInterval(timer) };
  }

  const { default: ora } = await import('ora');
  // Two cells are the spinner's; a line as wide as the terminal would wrap.
  const text = () => progressText(look(), elapsed(), terminalWidth(io, io.stderr) - 4);
  const spinner = ora({
    text: text(),
    stream: io.stderr as NodeJS.WriteStream,
    discardStdin: false,
    color: 'cyan',
    interval: redrawMs,
  });
  spinner.start();
  const timer = setInterval(() => {
    spinner.text = text();
  }, redrawMs);
  return {
    say(line) {
      spinner.clear();
      say(line);
      spinner.render();
    },
    stop() {
      clearInterval(timer);
      spinner.stop();
    },
  };
}

/** True where stderr is a terminal whose lines may be drawn over and over. */
export function canAnimate({ stderr, env }: Pick<Io, 'stderr' | 'env'>): boolean {
  // A line can be drawn over only where it is known how wide it is: of 0 columns the spinner makes endless lines.
  return stderr.isTTY === true && isWidth(stderr.columns) && env.TERM !== 'dumb' && (env.CI ?? '') === '';
}

/** One line of progress: the most important facts first, as many as fit into `width` cells. */
export function progressText(seen: ProgressSnapshot, elapsedMs: number, width: number): string {
  const share =
    seen.totalBytes === undefined || seen.totalBytes === 0
      ? undefined
      : Math.min(1, seen.finishedBytes / seen.totalBytes);
  const { judged, earlier = { acknowledged: 0, finishedBytes: 0 } } = seen;
  const done = judged ?? seen.acknowledged - earlier.acknowledged;
  const rate = elapsedMs > 0 ? (1000 * done) / elapsedMs : 0;
  const parts = [
    judged === undefined ? `${formatCount(seen.acknowledged)} accepted` : plural(judged, 'line'),
  ];
  if (share !== undefined) parts.push(formatPercent(share));
  if (seen.rejected > 0) parts.push(`${formatCount(seen.rejected)} rejected`);
  parts.push(`${formatCount(rate)}/s`);
  if (seen.retries > 0) parts.push(plural(seen.retries, 'retry', 'retries'));
  const shareOfRun =
    (seen.finishedBytes - earlier.finishedBytes) / ((seen.totalBytes ?? 0) - earlier.finishedBytes);
  if (shareOfRun > 0.02 && shareOfRun < 1)
    parts.push(`${formatDuration((elapsedMs * (1 - shareOfRun)) / shareOfRun)} left`);
  parts.push(`${formatBytes(seen.inputBytes)} read`);

  let line = parts[0] ?? '';
  for (const part of parts.slice(1)) {
    if (`${line} · ${part}`.length > width) break;
    line = `${line} · ${part}`;
  }
  return line;
}
