import type { BackfillResult } from './backfill.ts';
import type { Estimate } from './estimate.ts';
import type { Rates } from './sending/pace.ts';

/** A backfill that has ended, and the facts of the call that its summary depends on. */
export interface Outcome {
  readonly result: BackfillResult;
  readonly isDry: boolean;
  /** Path of the rejects file; undefined when none was made. */
  readonly rejects: string | undefined;
  /** The flags that make messages of lines, as words of a shell; empty without any. */
  readonly makingWords: string;
  /** The place where an earlier run of the job had stopped. */
  readonly resumedFrom?:
    | {
        readonly file: string;
        readonly member: string | undefined;
        readonly line: number;
        readonly offset: number;
      }
    | undefined;
  /** Path of the checkpoint; undefined when there is nothing left to resume, or none is kept. */
  readonly checkpoint?: string | undefined;
  /** Of a dry run: what sending would take, and at what pace. */
  readonly cost?: { readonly estimate: Estimate; readonly rates: Rates } | undefined;
}

/** What became of every line as `--json` prints it. Field names are a contract. */
export function outcomeFacts({ result, rejects, resumedFrom, checkpoint, cost }: Outcome) {
  const { counts, durationMs, warnings, error } = result;
  const { file, member, line, offset } = resumedFrom ?? {};
  return {
    ...counts,
    archived: warnings.get('archived')?.count ?? 0,
    durationMs,
    resumedFrom: resumedFrom === undefined ? null : { file, member, line, offset },
    rejects: rejects ?? null,
    checkpoint: checkpoint ?? null,
    // What a run that was cut has not read, nobody knows.
    ...(cost && { estimate: error === undefined ? cost.estimate : null }),
  };
}
