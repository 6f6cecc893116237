import type { Finding } from '../../spec/explain-issues.ts';

/** One entry of `errors` (docs/segment-api/public.md#envelope). */
export interface RequestError {
  readonly type: string;
  readonly message: string;
  readonly field?: string;
  readonly data?: unknown;
}

/** A request that is not granted: thrown by whatever finds out, turned into an answer in one place. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly RequestError[];

  constructor(status: number, errors: readonly RequestError[]) {
    super(errors[0]?.message ?? `status ${status}`);
    this.name = 'Refusal';
    this.status = status;
    this.errors = errors;
  }
}

export function notFound(what: string, id: string): Refusal {
  return new Refusal(404, [{ type: 'not-found', message: `${what} with id '${id}' not found.`, data: null }]);
}

const invalidStatus = 422;

/** One entry per problem (docs/segment-api/public.md#status-codes). */
export function invalidInput(findings: readonly Finding[]): Refusal {
  return new Refusal(
    invalidStatus,
    findings.map(({ path, message }) => ({ type: 'input-validation', message, field: path })),
  );
}

export function invalidField(path: string, message: string): Refusal {
  return invalidInput([{ path, message }]);
}

/**
 * What all of these read. Throws one Refusal with what each of them finds wrong with the input, and at once what any of
 * them finds otherwise.
 */
export function together<T extends readonly unknown[]>(
  ...reads: { readonly [Place in keyof T]: () => T[Place] }
): T {
  const problems = new Map<string, RequestError>();
  const found = reads.map((read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== invalidStatus) throw error;
      for (const problem of error.errors) problems.set(problem.field ?? '', problem);
      return undefined;
    }
  });
  if (problems.size > 0) throw new Refusal(invalidStatus, [...problems.values()]);
  return found as unknown as T;
}

/** docs/segment-api/public.md#rate-limits; `ms` until the window resets. */
export function tooManyRequests(msBeforeNext: number, consumedPoints: number): Refusal {
  return new Refusal(429, [
    {
      type: 'RequestError',
      message: 'Too many requests',
      data: { remainingPoints: 0, msBeforeNext, consumedPoints },
    },
  ]);
}

/** Types for statuses that the contract gives none for are its guesses (docs/segment-api/public.md#status-codes). */
const plainRefusals = new Map<number, readonly [type: string, message: string]>([
  [400, ['bad-request', 'The request could not be understood.']],
  [401, ['unauthorized', 'The token is missing or invalid.']],
  [403, ['forbidden', 'The plan of this workspace does not include this feature.']],
  [404, ['not-found', 'There is nothing at this path.']],
  [409, ['conflict', 'The request conflicts with the state of the workspace.']],
  [429, ['RequestError', 'Too many requests']],
  [501, ['not-implemented', 'The sandbox does not answer this endpoint.']],
  [413, ['payload-too-large', 'The body is too large.']],
]);

export function plainRefusal(status: number, words?: string): Refusal {
  const [type, message] = plainRefusals.get(status) ?? unnamed(status);
  return new Refusal(status, [{ type, message: words ?? message }]);
}

function unnamed(status: number): readonly [type: string, message: string] {
  return status < 500 ? ['bad-request', 'The request was refused.'] : ['internal', 'Something went wrong.'];
}
