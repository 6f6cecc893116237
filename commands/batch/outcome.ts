import type { App } from '../../src/app.ts';
import type { BackfillResult } from '../../src/backfill/backfill.ts';
import { InputError, PartialError } from '../../src/errors.ts';
import { backfillSummary } from '../../src/terminal/backfill-summary.ts';
import { formatCount, plural } from '../../src/terminal/numbers.ts';

/** A finished backfill and the two facts of the call that its telling depends on. */
export interface Outcome {
  readonly result: BackfillResult;
  readonly dryRun: boolean;
  /** Path of the rejects file; undefined when none was made. */
  readonly rejects: string | undefined;
}

/** Tells what became of every line: the summary on stderr for a person, one object on stdout with `--json`. */
export async function tellOutcome(app: App, { result, dryRun, rejects }: Outcome): Promise<void> {
  const { counts, durationMs, rejectGroups, warnings, error } = result;
  const facts = { ...counts, durationMs, rejects: rejects ?? null };
  if (app.globals.json) {
    await app.print.json({
      ...counts,
      durationMs,
      resumedFrom: null,
      rejects: facts.rejects,
      checkpoint: null,
    });
    return;
  }
  for (const line of backfillSummary({ ...facts, rejectGroups, warnings, dryRun }, app.print.style))
    app.print.note(line);
  if (counts.read === counts.blank && error === undefined)
    app.print.note('The input holds no lines: nothing to send.');
}

/** Turns the result into the exit code: what ended the run early comes before what was rejected. */
export function throwOutcome({ result: { counts, error }, dryRun, rejects }: Outcome): void {
  if (error !== undefined) throw error;
  if (counts.rejected === 0) return;
  const hint =
    rejects === undefined ? undefined : `Correct the lines in ${rejects}, then: segment batch ${rejects}`;
  const facts = { code: 'lines_rejected', hint };
  if (dryRun) throw new InputError(`${plural(counts.rejected, 'line')} would be rejected.`, facts);
  if (counts.acknowledged === 0)
    throw new InputError(`${plural(counts.rejected, 'line')} rejected: nothing was sent.`, facts);
  throw new PartialError(
    `${formatCount(counts.rejected)} of ${plural(counts.read, 'line')} were not sent.`,
    facts,
  );
}
