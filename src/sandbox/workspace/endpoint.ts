import type * as z from 'zod/mini';
import { explainIssues } from './explain-issues.ts';
import { paginate, readPageRequest } from './paginate.ts';
import type { QueryTree } from './query.ts';
import { invalidInput, notFound } from './refusal.ts';
import type { AuditNote, WorkspaceState } from './state.ts';
import type { Feature } from './switches.ts';
import type { Traffic } from './traffic.ts';

/** A request that has passed the door: token, limits and plan are fine. */
export interface Call {
  readonly method: string;
  /** Decoded parts of the path, by the name in its pattern. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryTree;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly now: Date;
  readonly state: WorkspaceState;
  readonly traffic: Traffic;
  readonly newWriteKey: () => string;
}

/** What an endpoint answers, and what it changes. */
export interface Answer {
  readonly status?: 200 | 201;
  readonly data: object;
  readonly state?: WorkspaceState;
  readonly audit?: readonly AuditNote[];
  /** Milliseconds to wait before answering. */
  readonly delayMs?: number;
}

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** With `:name` for a part that is a parameter. */
  readonly path: string;
  /** The plan has to include it (docs/segment-api/public.md#plan-and-feature-gates). */
  readonly feature?: Feature;
  /** Calls a minute (docs/segment-api/public.md#rate-limits); absent where no limit is published. */
  readonly perMinute?: number;
  /** True where no token is needed. */
  readonly isPublic?: boolean;
  readonly answer: (call: Call) => Answer;
}

/** Answers with one page of a list under its key. `untold`: the list does not tell how long it is. */
export function pageOf(
  call: Call,
  key: string,
  list: readonly object[],
  { untold = false }: { readonly untold?: boolean } = {},
): Answer {
  const { switches } = call.state;
  const { entries, pagination } = paginate(list, readPageRequest(call.query, switches), switches);
  const { totalEntries, ...rest } = pagination;
  return { data: { [key]: entries, pagination: untold ? rest : { ...rest, totalEntries } } };
}

/** The entry that a part of the path names. Throws a 404 that names it. */
export function named<T extends { readonly id: string }>(
  call: Call,
  list: readonly T[],
  what: string,
  param: string,
): T {
  const id = call.params[param] ?? '';
  const found = list.find((entry) => entry.id === id);
  if (found === undefined) throw notFound(what, id);
  return found;
}

/** The body as its schema reads it. Throws a 422 with an entry per problem. */
export function readInput<T extends z.ZodMiniType>(schema: T, input: unknown): z.output<T> {
  const read = schema.safeParse(input);
  if (!read.success) throw invalidInput(explainIssues(read.error.issues, input));
  return read.data;
}
