import type * as z from 'zod/mini';
import type { Endpoint, Endpoints, ParameterOf } from '../../segment/endpoints/endpoint.ts';
import type { publicEndpoints } from '../../segment/endpoints/endpoints.ts';
import { explainIssues } from '../../spec/explain-issues.ts';
import type { Pageable } from './paginate.ts';
import type { QueryTree } from './query.ts';
import { invalidInput, notFound } from './refusal.ts';
import type { AuditNote, WorkspaceState } from './state.ts';
import type { Traffic } from './traffic.ts';

/** A request whose token, limits and plan have been checked. */
export interface Call<E extends Endpoint = Endpoint> {
  readonly endpoint: E;
  readonly method: string;
  /** Decoded parts of the path, by the name in its template. */
  readonly params: Readonly<Record<ParameterOf<E['path']>, string>>;
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

/** What a handler gives: an answer, or a whole list, of which the page that is asked for is answered. */
export type Result = Answer | Pageable<object>;

export type CallWith<Name extends string> = Call & { readonly params: Readonly<Record<Name, string>> };

type Answered<All extends Endpoints> = {
  [Name in keyof All]: All[Name] extends { readonly sandbox: true } ? Name : never;
}[keyof All];

/** What answers each endpoint that the data of src/segment marks as answered: one that is missing does not compile. */
export type HandlersOf<All extends Endpoints> = {
  readonly [Name in Answered<All>]: (
    call: Call<All[Name]>,
  ) => Answer | (All[Name] extends { readonly list: string } ? Pageable<object> : never);
};

/** The handlers of one file. */
export type SomeHandlers = Partial<HandlersOf<typeof publicEndpoints>>;

/** The entry whose id stands in the path. Throws a 404 that names it. */
export function findEntry<T extends { readonly id: string }, Name extends string>(
  call: { readonly params: Readonly<Record<Name, string>> },
  list: readonly T[],
  what: string,
  param: Name,
): T {
  const id = call.params[param];
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
