import type { App } from '../../src/app.ts';
import type { Checkpoint } from '../../src/backfill/keeping/checkpoint.ts';
import type { JobNotices } from '../../src/backfill/keeping/open-job.ts';
import type { Input } from '../../src/backfill/reading/input.ts';
import { CancelledError, UsageError } from '../../src/errors.ts';
import { dedupWindowMs } from '../../src/spec/limits.ts';
import { formatCount, formatDuration } from '../../src/terminal/numbers.ts';

/** Tells a person what an earlier run of the job left, and asks before an input is sent again too late. */
export function jobNotices(app: App, inputs: readonly Input[]): JobNotices {
  return {
    resumed: (left) => tellResumed(app, inputs, left),
    unreported: (receipt) => tellUnreported(app, receipt),
    again: (receipt, { isWithinWindow }) => tellAgain(app, receipt, isWithinWindow),
    confirmAgain: (receipt) => confirmAgain(app, receipt),
  };
}

function tellResumed(app: App, inputs: readonly Input[], checkpoint: Checkpoint): void {
  const { print, io } = app;
  const { style } = print;
  const { place, savedAt, window, windowSince = savedAt, totals } = checkpoint;
  const age = io.now().getTime() - Date.parse(savedAt);
  const name = inputs[place.input]?.name ?? '';
  const where = `line ${formatCount(place.line)} of ${name === '-' ? 'stdin' : name}`;
  print.note(
    style.dim(
      `${style.symbols.pointer} resuming at ${where}, where a run stopped ${formatDuration(Math.max(0, age))} ago: ${formatCount(totals.read)} lines are done (--restart starts over)`,
    ),
  );
  const sentAge = io.now().getTime() - Date.parse(windowSince);
  if (sentAge > dedupWindowMs) {
    const since =
      sentAge - age < 60_000 ? 'That is' : `What was in flight then was sent ${formatDuration(sentAge)} ago,`;
    print.warn(
      `${since} longer ago than the 24 hours for which Segment surely drops what it has seen: up to ${formatCount(window)} lines that were in flight then may be duplicated.`,
    );
  }
}

/** Nothing is left to send: the run that did was killed before it could print how it ended. */
function tellUnreported({ print, io }: App, { finishedAt, savedAt }: Checkpoint): void {
  const age = io.now().getTime() - Date.parse(finishedAt ?? savedAt);
  const { style } = print;
  print.note(
    style.dim(
      `${style.symbols.pointer} this input was sent completely ${formatDuration(Math.max(0, age))} ago, by a run that was killed before it could report that: nothing is sent now (--again sends it again)`,
    ),
  );
}

function tellAgain({ print, io }: App, receipt: Checkpoint, isWithinWindow: boolean): void {
  const what = isWithinWindow
    ? 'the same messageIds again, which Segment drops'
    : 'the same messageIds again';
  const { style } = print;
  const when = formatDuration(msSince(receipt.finishedAt ?? receipt.savedAt, io.now()));
  print.note(
    style.dim(`${style.symbols.pointer} this input was sent completely ${when} ago: sending ${what}`),
  );
}

async function confirmAgain(app: App, receipt: Checkpoint): Promise<void> {
  const age = msSince(receipt.startedAt, app.io.now());
  const endAge = msSince(receipt.finishedAt ?? receipt.savedAt, app.io.now());
  const since = endAge <= dedupWindowMs ? `, and its first line ${formatDuration(age)} ago` : '';
  const facts = `This input was sent completely ${formatDuration(endAge)} ago${since}. Segment may not recognise its messageIds any more, so its lines may be duplicated.`;
  if (!app.mayPrompt) {
    throw new UsageError(facts, {
      code: 'sent_before',
      hint: 'If that is what you want, add --again.',
    });
  }
  app.print.note(facts);
  const { createPrompts } = await import('../../src/terminal/prompts.ts');
  const isMeant = await createPrompts(app.io, app.print).confirm({ message: 'Send it again?' });
  if (!isMeant) throw new CancelledError('Cancelled; nothing was sent.');
}

/** A clock that was put back makes no age below zero. */
function msSince(time: string, now: Date): number {
  return Math.max(0, now.getTime() - Date.parse(time));
}
