import type { ApiRequest } from '../../api/json-api.ts';
import type { WorkspaceApi } from '../../api/workspace/client.ts';
import { ApiError, CliError, OutcomeUnknownError } from '../../errors.ts';
import { changeLine, changesBetween, type Change as FieldChange, isSameJson } from './changes.ts';

/** A change as it is shown to a person before it is made. */
export interface PlannedWrite {
  readonly request: ApiRequest;
  /** What it is made to, after the workspace: `source web_store`. */
  readonly target: string;
  /** What changes, a line each. */
  readonly changes: readonly string[];
  /** The same with every value whole: two secrets may look alike once they are masked. */
  readonly differences?: readonly FieldChange[];
  /** Asked before; absent for what does no harm. */
  readonly question?: string;
  /** A severe change: this name has to be typed instead of a `y` (docs/rules.md#commands). */
  readonly typedName?: string;
}

/** A change of one thing in the workspace. `State` is what is read of it, `Answer` what the API answers to the change. */
export interface Change<State, Answer> {
  readonly found: State;
  /** Reads the same thing again, by its id. */
  readonly readAgain: () => Promise<State>;
  /** What would be sent for a state; undefined where nothing has to change. Throws where the change cannot be made. */
  readonly plan: (state: State) => PlannedWrite | undefined | Promise<PlannedWrite | undefined>;
  /** The part of the answer that says how the thing is now; undefined where it is not in there. */
  readonly readAnswer: (text: string) => Answer | undefined;
  /** What an answer does not have of the plan that was made for a state, a line each. */
  readonly missing: (answer: Answer, state: State) => readonly string[] | Promise<readonly string[]>;
  /** Why it may be missing, where that is known. */
  readonly missingHint?: string;
}

/** What a change asks of whoever makes it. */
export interface ChangeCaller {
  /** Shows what would be sent, and asks where that is wanted. True: make it. False: it was only to be seen. */
  readonly confirm: (write: PlannedWrite) => Promise<boolean>;
  /** What shows whether the change was made, for the hint: `segment sources get web_store`. */
  readonly lookCommand: string;
}

export type ChangeResult<State, Answer> =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'dry_run' }
  | { readonly kind: 'made'; readonly before: State; readonly answer: Answer };

/**
 * The one way of a change: show, ask, read again, send, check the answer. What was shown is what is sent: when
 * the thing has changed in between so that another change would be made, nothing is sent. Throws ApiError for that and
 * for an answer without what was asked for, OutcomeUnknownError where nobody knows whether the change was made.
 */
export async function makeChange<State, Answer>(
  api: WorkspaceApi,
  change: Change<State, Answer>,
  { confirm, lookCommand }: ChangeCaller,
): Promise<ChangeResult<State, Answer>> {
  const shown = await change.plan(change.found);
  if (shown === undefined) return { kind: 'unchanged' };
  if (!(await confirm(shown))) return { kind: 'dry_run' };

  let before = change.found;
  const checkAgain = async () => {
    before = await change.readAgain();
    const current = await planAgain(change, before, shown);
    if (current === undefined || !isSamePlan(shown, current)) throw conflict(shown, current);
  };
  await checkAgain();
  // A 429 may make it wait for minutes.
  const answer = await send(api, change, { ...shown.request, beforeRepeat: checkAgain }, lookCommand);
  const missing = await change.missing(answer, before);
  if (missing.length > 0) throw notApplied(missing, change.missingHint ?? `See: ${lookCommand}`);
  return { kind: 'made', before, answer };
}

/** A change that was possible when it was shown and no longer is has been overtaken too. */
async function planAgain<State, Answer>(
  { plan }: Change<State, Answer>,
  state: State,
  shown: PlannedWrite,
): Promise<PlannedWrite | undefined> {
  try {
    return await plan(state);
  } catch (error) {
    if (error instanceof CliError) throw conflict(shown, undefined, error);
    throw error;
  }
}

function isSamePlan(one: PlannedWrite, other: PlannedWrite): boolean {
  return (
    one.request.method === other.request.method &&
    one.request.path === other.request.path &&
    isSameJson(bodyOf(one.request), bodyOf(other.request)) &&
    // An object's keys may come in another order.
    isSameSet(one.changes, other.changes) &&
    isSameSet(wholeOf(one), wholeOf(other))
  );
}

function wholeOf({ differences = [] }: PlannedWrite): string[] {
  return differences.map((change) => JSON.stringify(change));
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line) => other.includes(line));
}

function bodyOf({ body }: ApiRequest): string {
  if (body === undefined) return 'null';
  return 'text' in body ? body.text : JSON.stringify(body.value);
}

function conflict(shown: PlannedWrite, current: PlannedWrite | undefined, cause?: CliError): ApiError {
  return new ApiError(`The ${shown.target} has changed since it was read; nothing was sent.`, {
    code: 'conflict',
    details: cause === undefined ? movedLines(shown, current) : [cause.message, ...cause.details],
    hint: 'Look first, then decide: the same command with --dry-run shows what would change now.',
    cause,
  });
}

/** What differs from what was shown: its own lines, and what would have been sent along. */
function movedLines(shown: PlannedWrite, current: PlannedWrite | undefined): string[] {
  if (current === undefined) return ['it is already as it should be'];
  const lines = current.changes.filter((line) => !shown.changes.includes(line));
  if (lines.length > 0) return lines.map((line) => `now: ${line}`);
  return changesBetween(bodyOf(shown.request), bodyOf(current.request)).map(changeLine);
}

async function send<State, Answer>(
  api: WorkspaceApi,
  { readAnswer }: Change<State, Answer>,
  request: ApiRequest,
  lookCommand: string,
): Promise<Answer> {
  try {
    const answer = readAnswer(await api.call(request));
    if (answer !== undefined) return answer;
    throw new OutcomeUnknownError(
      `The answer to ${request.method ?? ''} ${request.path} does not show the new state. The change may have been made: check before you run the command again.`,
    );
  } catch (error) {
    throw error instanceof OutcomeUnknownError ? withLookHint(error, lookCommand) : error;
  }
}

function notApplied(missing: readonly string[], hint: string): ApiError {
  return new ApiError('The Public API accepted the request but did not apply all of it.', {
    code: 'not_applied',
    details: missing,
    hint,
  });
}

/** The same error with what shows whether the change was made as its hint. */
export function withLookHint(
  { message, details, status, requestId, cause }: OutcomeUnknownError,
  lookCommand: string,
): OutcomeUnknownError {
  const hint = `See whether it was made: ${lookCommand}`;
  return new OutcomeUnknownError(message, { details, status, requestId, cause, hint });
}
