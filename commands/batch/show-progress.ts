import type { App } from '../../src/app.ts';
import type { Checkpoint } from '../../src/backfill/checkpoint/checkpoint.ts';
import type { Counters } from '../../src/backfill/counters.ts';
import type { Input } from '../../src/backfill/reading/input.ts';
import type { TargetDescription } from '../../src/clients/target.ts';
import { type Progress, type ProgressMode, startProgress } from '../../src/terminal/progress.ts';

/** Says what is sent, and where. */
export function sayWhere(app: App, describe: TargetDescription, inputs: readonly Input[]): void {
  const { style } = app.print;
  const [first] = inputs;
  const what = inputs.length === 1 ? (first?.name === '-' ? 'stdin' : first?.name) : `${inputs.length} files`;
  const where = [
    describe.workspace === undefined ? '' : `workspace ${describe.workspace}`,
    describe.source === undefined ? '' : `source ${describe.source}`,
    describe.sandbox ? 'this machine only' : describe.region,
  ].filter((text) => text !== '');
  app.print.note(
    style.dim(`${style.symbols.pointer} sending ${what} to ${where.join(' · ')} (${describe.url})`),
  );
}

/** What the progress of a backfill is told of. */
interface Followed {
  readonly inputs: readonly Input[];
  readonly counters: Counters;
  /** Where an earlier run of the job stopped. */
  readonly from: Checkpoint | undefined;
}

/** The progress line, until it is disposed of, and warnings above it. */
export interface ShownProgress extends Pick<Progress, 'say'>, Disposable {
  readonly warn: (sentence: string) => void;
}

export async function showProgress(
  app: App,
  mode: ProgressMode,
  { inputs, counters, from }: Followed,
): Promise<ShownProgress> {
  const sizes = inputs.map((input) => input.size);
  const totalBytes = sizes.includes(undefined) ? undefined : sumOf(sizes);
  const isQuiet = app.globals.quiet || app.globals.json;
  const before = from === undefined ? 0 : settledBefore(from, sizes);
  const progress = await startProgress({ io: app.io, print: app.print, quiet: isQuiet }, mode, () => {
    const { read, acknowledged, rejected, retries } = counters.counts();
    const { start = before, end = before } = counters.recordedRange() ?? {};
    return {
      lines: read,
      acknowledged,
      rejected,
      retries,
      inputBytes: counters.read.inputBytes,
      settledBytes: end,
      totalBytes,
      earlier: { acknowledged: from?.totals.acknowledged ?? 0, settledBytes: start },
    };
  });
  return {
    say: progress.say,
    warn: (sentence) => progress.say(`${app.print.style.symbols.warning} ${sentence}`),
    [Symbol.dispose]: progress.stop,
  };
}

/** Bytes as stored; where in a compressed input the last run stopped is known once that is passed through again. */
function settledBefore({ place }: Checkpoint, sizes: readonly (number | undefined)[]): number {
  return sumOf(sizes.slice(0, place.input)) + (place.mark?.kind === 'tail' ? place.offset : 0);
}

function sumOf(sizes: readonly (number | undefined)[]): number {
  return sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
}
