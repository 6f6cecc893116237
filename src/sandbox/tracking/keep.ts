import type { Journal, RecordedRequest } from '../journal/journal.ts';
import type { Scope } from '../journal/scope.ts';
import type { Recorder } from '../storage/recorder.ts';
import type { IntakeResult, Reply, Taken } from './intake.ts';

export interface KeepOptions {
  readonly journal: Journal;
  /** Where everything is written before it is answered; undefined keeps it in memory alone. */
  readonly recorder: Recorder | undefined;
}

/** A request that has no number yet. */
export type RequestToKeep = Omit<RecordedRequest, 'seq'>;

/** Segment has no words for this: it is the sandbox that failed, and who tries again loses nothing. */
const notKept: Reply = {
  status: 503,
  body: JSON.stringify({
    success: false,
    message: 'The sandbox cannot write to its data folder; nothing of this request was kept.',
    code: 'storage_failed',
  }),
};

/**
 * Puts what a request brought into the journal, and before that on disk when there is a recorder: the answer
 * may only go out once this resolves. Resolves with the reply to give.
 */
export function keepRequest(
  { journal, recorder }: KeepOptions,
  request: RequestToKeep,
  { reply, taken }: IntakeResult,
): Reply | Promise<Reply> {
  const remember = (): void => {
    if (taken !== undefined) addTaken(journal, taken);
    journal.addRequest(request);
  };
  if (recorder === undefined) {
    remember();
    return reply;
  }
  return new Promise((resolve) => {
    recorder.append(
      { request, taken },
      {
        written() {
          remember();
          resolve(reply);
        },
        // In the same breath as the failure: a second copy that is on its way must not pass for a duplicate.
        failed() {
          if (taken !== undefined) journal.forgetIds(taken.arrived, taken.facts.writeKey);
          journal.addRequest({ ...request, status: notKept.status, messages: 0 });
          resolve(notKept);
        },
      },
    );
  });
}

/** Forgets everything, or all of a scope, on disk as well. Resolves with false when that could not be written down. */
export function resetKept({ journal, recorder }: KeepOptions, scope?: Scope): Promise<boolean> {
  return new Promise((resolve) => {
    const written = (): void => {
      journal.reset(scope);
      resolve(true);
    };
    if (recorder === undefined) written();
    else recorder.reset(scope, { written, failed: () => resolve(false) });
  });
}

/** Puts what was taken, just now or before a restart, into the journal. */
export function addTaken(journal: Journal, { arrived, body, facts, emptyDiscard }: Taken): void {
  if (emptyDiscard !== undefined) journal.addDiscard(emptyDiscard);
  journal.addMessages(arrived, body, facts);
}
