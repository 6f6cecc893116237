import type { Checkpoint } from '../backfill/checkpoint/checkpoint.ts';
import type { Counters } from '../backfill/counters.ts';
import type { Input } from '../backfill/reading/input.ts';
import type { Io } from './io.ts';
import type { Printer } from './printer.ts';
import { type Progress, type ProgressMode, startProgress } from './progress.ts';

/** What the progress of a backfill is read from. */
interface Followed {
  readonly inputs: readonly Input[];
  readonly counters: Counters;
  /** Where an earlier run of the job stopped. */
  readonly from: Checkpoint | undefined;
  /** Nothing is sent. */
  readonly isDry: boolean;
}

/** The progress line, until it is disposed of, and warnings above it. */
export interface ShownProgress extends Pick<Progress, 'say'>, Disposable {
  readonly warn: (sentence: string) => void;
}

export async function showProgress(
  terminal: { readonly io: Io; readonly print: Printer; readonly quiet: boolean },
  mode: ProgressMode,
  { inputs, counters, from, isDry }: Followed,
): Promise<ShownProgress> {
  const sizes = inputs.map((input) => input.size);
  const totalBytes = sizes.includes(undefined) ? undefined : sumOf(sizes);
  const before = from === undefined ? 0 : doneBefore(from, sizes);
  const progress = await startProgress(terminal, mode, () => {
    const { read, acknowledged, rejected, retries } = counters.counts();
    const { start = before, end = before } = counters.recordedRange() ?? {};
    return {
      lines: read,
      acknowledged,
      judged: isDry ? counters.recorded().totals.read : undefined,
      rejected,
      retries,
      inputBytes: counters.read.inputBytes,
      finishedBytes: end,
      totalBytes,
      earlier: { acknowledged: from?.totals.acknowledged ?? 0, finishedBytes: start },
    };
  });
  return {
    say: progress.say,
    warn: (sentence) => progress.say(`${terminal.print.style.symbols.warning} ${sentence}`),
    [Symbol.dispose]: progress.stop,
  };
}

/** Bytes as stored; where the last run stopped in a compressed input is known once it has been read to there. */
function doneBefore({ place }: Checkpoint, sizes: readonly (number | undefined)[]): number {
  return sumOf(sizes.slice(0, place.input)) + (place.mark?.kind === 'tail' ? place.offset : 0);
}

function sumOf(sizes: readonly (number | undefined)[]): number {
  return sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
}
