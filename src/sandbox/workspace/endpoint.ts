import type * as z from 'zod/mini';
import type { Endpoint, Endpoints, ParameterOf } from '../../segment/endpoints/endpoint.ts';
import type { publicEndpoints } from '../../segment/endpoints/endpoints.ts';
import { explainIssues } from './explain-issues.ts';
import { paginate, readPageRequest } from './paginate.ts';
import type { QueryTree } from './query.ts';
import { invalidInput, notFound } from './refusal.ts';
import type { AuditNote, WorkspaceState } from './state.ts';
import type { Traffic } from './traffic.ts';

/** A request that has passed the door: token, limits and plan are fine. */
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

/** A call whose path has these parameters. */
export type On<Name extends string> = Call & { readonly params: Readonly<Record<Name, string>> };

/** A call of an endpoint that answers with a list. */
export type ListCall = Call<Endpoint & { readonly list: string }>;

/** The operations that the sandbox answers. */
type Answered<All extends Endpoints> = {
  [Name in keyof All]: All[Name] extends { readonly sandbox: true } ? Name : never;
}[keyof All];

/** What answers each endpoint that the data of src/segment marks as answered: one that is missing does not compile. */
export type HandlersOf<All extends Endpoints> = {
  readonly [Name in Answered<All>]: (call: Call<All[Name]>) => Answer;
};

/** The handlers of one file. */
export type SomeHandlers = Partial<HandlersOf<typeof publicEndpoints>>;

/** Answers with one page of a list, under the key of its endpoint. `untold`: the list does not tell how long it is. */
export function pageOf(
  { endpoint, query, state: { switches } }: ListCall,
  list: readonly object[],
  { untold = false }: { readonly untold?: boolean } = {},
): Answer {
  const { entries, pagination } = paginate(list, readPageRequest(query, switches), switches);
  const { totalEntries, ...rest } = pagination;
  return { data: { [endpoint.list]: entries, pagination: untold ? rest : { ...rest, totalEntries } } };
}

/** The entry that a part of the path names. Throws a 404 that names it. */
export function named<T extends { readonly id: string }, Name extends string>(
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
