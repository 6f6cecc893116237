import type { App } from '../../src/app.ts';
import type { BackfillResult } from '../../src/backfill/backfill.ts';
import type { Estimate } from '../../src/backfill/estimate.ts';
import type { Rates } from '../../src/backfill/sending/pace.ts';
import { DownstreamClosedError, InputError, PartialError } from '../../src/errors.ts';
import { describeWarning } from '../../src/spec/warning.ts';
import { backfillSummary } from '../../src/terminal/backfill-summary.ts';
import { formatCount, plural } from '../../src/terminal/numbers.ts';
import { printCost } from './cost.ts';

/** A backfill that has ended, and the facts of the call that its summary depends on. */
export interface Outcome {
  readonly result: BackfillResult;
  readonly isDry: boolean;
  /** Path of the rejects file; undefined when none was made. */
  readonly rejects: string | undefined;
  /** The flags that make messages of lines, as words of a shell; empty without any. */
  readonly makingWords: string;
  /** The place where an earlier run of the job had stopped. */
  readonly resumedFrom:
    | {
        readonly file: string;
        readonly member?: string | undefined;
        readonly line: number;
        readonly offset: number;
      }
    | undefined;
  /** Path of the checkpoint; undefined when there is nothing left to resume, or none is kept. */
  readonly checkpoint: string | undefined;
  /** Of a dry run: what sending would take, and at what pace. */
  readonly cost: { readonly estimate: Estimate; readonly rates: Rates } | undefined;
}

/**
 * Prints the outcome, then throws the error that decides the exit code. A run that failed ends with its own code,
 * whatever happens to stdout; a failing stdout ends a run that went well. `onPrinted` is called when the outcome has
 * been printed, or its reader has gone away: that one has seen what it wanted.
 */
export async function printAndThrow(app: App, outcome: Outcome, onPrinted: () => void): Promise<void> {
  let failure: unknown;
  try {
    await printOutcome(app, outcome);
  } catch (error) {
    failure = error;
  }
  if (failure === undefined || failure instanceof DownstreamClosedError) onPrinted();
  try {
    throwOutcome(outcome);
  } catch (error) {
    if (failure instanceof Error) app.print.warn(failure.message);
    throw error;
  }
  if (failure !== undefined) throw failure;
}

/** Prints what became of every line: the summary on stderr for a person, one object on stdout with `--json`. */
async function printOutcome(app: App, outcome: Outcome): Promise<void> {
  const { result, isDry, rejects = null, resumedFrom, checkpoint = null, cost } = outcome;
  const { counts, durationMs, rejectGroups, warnings, error } = result;
  const archived = warnings.get('archived')?.count ?? 0;
  if (app.globals.json) {
    const { acknowledged, read } = counts;
    // Of the warnings the only one of what is lost, and of which a count alone does not say what to do.
    if (archived > 0) app.print.warn(`${plural(archived, 'line')}: ${describeWarning('archived')}`);
    const { file, member, line, offset } = resumedFrom ?? {};
    app.print.done(`${formatCount(acknowledged)} of ${plural(read, 'line')} accepted.`);
    await app.print.json({
      ...counts,
      archived,
      durationMs,
      resumedFrom: resumedFrom === undefined ? null : { file, member, line, offset },
      rejects,
      checkpoint,
      // What a run that was cut has not read, nobody knows.
      ...(cost && { estimate: error === undefined ? cost.estimate : null }),
    });
    return;
  }
  // Of an input that was refused before its first line there is nothing to sum up.
  if (error?.category === 'usage' && counts.read === 0) return;
  const report = {
    ...counts,
    durationMs,
    rejects,
    rejectGroups,
    warnings,
    dryRun: isDry,
    isCut: error !== undefined,
  };
  for (const line of backfillSummary(report, app.print.style)) app.print.note(line);
  if (cost !== undefined && error === undefined) printCost(app, cost);
  const { style } = app.print;
  // A run of which nothing came leaves nothing to resume.
  if (checkpoint !== null && counts.read > counts.unacknowledged) {
    const why = error === undefined ? 'stopped at --limit; ' : '';
    app.print.note(style.dim(`${style.symbols.pointer} ${why}the same command resumes here (${checkpoint})`));
  }
  if (counts.read === counts.blank && error === undefined)
    app.print.note('The input has no lines: nothing to send.');
}

/** Turns the result into the exit code: what ended the run early comes before what was rejected. */
function throwOutcome({ result: { counts, error }, isDry, rejects, makingWords }: Outcome): void {
  if (error !== undefined) throw error;
  if (counts.rejected === 0) return;
  const hint =
    rejects === undefined
      ? undefined
      : `Correct the lines in ${rejects}, then: segment batch ${rejects}${makingWords}`;
  const facts = { code: 'lines_rejected', hint };
  if (isDry) throw new InputError(`${plural(counts.rejected, 'line')} would be rejected.`, facts);
  if (counts.acknowledged === 0)
    throw new InputError(`${plural(counts.rejected, 'line')} rejected: nothing was sent.`, facts);
  throw new PartialError(
    `${formatCount(counts.rejected)} of ${plural(counts.read, 'line')} were not sent.`,
    facts,
  );
}
