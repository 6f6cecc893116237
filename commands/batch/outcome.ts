import type { App } from '../../src/app.ts';
import type { Job } from '../../src/backfill/checkpoint/job.ts';
import { type Outcome, outcomeFacts } from '../../src/backfill/outcome.ts';
import { DownstreamClosedError } from '../../src/errors.ts';
import { describeWarning } from '../../src/spec/warning.ts';
import { outcomeError } from '../../src/terminal/backfill-errors.ts';
import { backfillSummary } from '../../src/terminal/backfill-summary.ts';
import { formatCount, plural } from '../../src/terminal/numbers.ts';
import { printCost } from './cost.ts';

/** How a run ends: it tells what became of it, and notes in the receipt of its job that it has. */
export interface Ending {
  /** The job of which the receipt is, closed in the end. */
  follow(job: Job | undefined): void;
  /**
   * Prints the outcome, then throws the error that decides the exit code. A run that failed ends with its own code, whatever
   * happens to stdout; a failing stdout ends a run that went well.
   */
  report(outcome: Outcome): Promise<void>;
}

/** A run that is killed before it has told everything tells it again the next time. */
export function createEnding(app: App): Ending {
  let followed: Job | undefined;
  let isTold = false;
  app.onClose(async () => {
    try {
      if (isTold) await followed?.markReported();
    } catch (error) {
      app.print.verbose(`the receipt could not be marked as reported: ${String(error)}`);
    } finally {
      followed?.close();
    }
  });
  return {
    follow(job) {
      followed = job;
    },
    async report(outcome) {
      let failure: unknown;
      try {
        await printOutcome(app, outcome);
      } catch (error) {
        failure = error;
      }
      // A reader that has gone away has seen what it wanted.
      if (failure === undefined || failure instanceof DownstreamClosedError) isTold = true;
      const error = outcomeError(outcome);
      if (error === undefined && failure === undefined) return;
      if (error !== undefined && failure instanceof Error) app.print.warn(failure.message);
      throw error ?? failure;
    },
  };
}

/** Prints what became of every line: the summary on stderr for a person, one object on stdout with `--json`. */
async function printOutcome(app: App, outcome: Outcome): Promise<void> {
  const { result, checkpoint, cost } = outcome;
  const { counts, error } = result;
  if (app.globals.json) {
    const facts = outcomeFacts(outcome);
    // Of the warnings the only one of what is lost, and of which a count alone does not say what to do.
    if (facts.archived > 0)
      app.print.warn(`${plural(facts.archived, 'line')}: ${describeWarning('archived')}`);
    app.print.done(`${formatCount(counts.acknowledged)} of ${plural(counts.read, 'line')} accepted.`);
    return app.print.json(facts);
  }
  // Of an input that was refused before its first line there is nothing to sum up.
  if (error?.category === 'usage' && counts.read === 0) return;
  for (const line of backfillSummary(outcome, app.print.style)) app.print.note(line);
  if (cost !== undefined && error === undefined) printCost(app, cost);
  const { style } = app.print;
  // A run of which nothing came leaves nothing to resume.
  if (checkpoint !== undefined && counts.read > counts.unacknowledged) {
    const why = error === undefined ? 'stopped at --limit; ' : '';
    app.print.note(style.dim(`${style.symbols.pointer} ${why}the same command resumes here (${checkpoint})`));
  }
  if (counts.read === counts.blank && error === undefined)
    app.print.note('The input has no lines: nothing to send.');
}
