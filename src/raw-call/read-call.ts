import type { ApiPath } from '../api/api-path.ts';
import type { HttpRequest } from '../api/http.ts';
import type { ApiRequest } from '../api/json-api.ts';
import { type QueryPair, queryPair } from '../api/query.ts';
import { InputError, UsageError } from '../errors.ts';
import { refuseStdinTwice } from '../files/open-path.ts';
import { readElements } from '../ndjson/elements.ts';
import type { ApiName } from '../segment/endpoints/endpoint.ts';
import { type FieldFlag, type ReadSource, setFields, sourcesOf } from '../spec/fields.ts';
import {
  findJsonProblem,
  isObjectText,
  type JsonMembers,
  type JsonNode,
  notJsonText,
  openObject,
  writeNode,
} from '../spec/json-text.ts';
import { parseField } from '../spec/parse-field.ts';
import { type CallHeaders, readHeaders } from './read-headers.ts';

type Method = HttpRequest['method'];
export const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** A call as it was typed, but for where it goes. */
export interface TypedRequest {
  /** Default: public. */
  readonly api?: ApiName;
  readonly method?: Method;
  readonly header?: readonly string[];
  readonly query?: readonly string[];
  /** A file, or `-` for stdin. */
  readonly input?: string;
  readonly paginate?: boolean;
  readonly slurp?: boolean;
  readonly include?: boolean;
}

/** What is asked for, but for where: that takes the workspace. */
export interface ApiCall {
  readonly method: Method;
  readonly query: readonly QueryPair[];
  readonly headers: CallHeaders;
  /** JSON. */
  readonly body: string | undefined;
}

/** Turns what was typed into the one call that is meant. Everything wrong with it is found here; throws FieldError for a field. */
export async function readCall(
  flags: TypedRequest,
  fieldFlags: readonly FieldFlag[],
  read: ReadSource,
): Promise<ApiCall> {
  const fields = fieldFlags.map(parseField);
  const { input } = flags;
  const inputSource = input === undefined ? [] : [{ name: input, spelling: `--input ${input}` }];
  refuseStdinTwice([...inputSource, ...sourcesOf(fields)]);
  const method = flags.method ?? (fields.length > 0 || input !== undefined ? 'POST' : 'GET');
  refuseConflicts(flags, method);
  const headers = readHeaders(flags.header ?? []);
  const query = (flags.query ?? []).map(readQueryFlag);
  const given = input === undefined ? undefined : await readBody(input, read);
  if (fields.length === 0) return { method, query, headers, body: given };

  // No DELETE of the three APIs takes a body; those that need to know more read the query (docs/segment-api/public.md).
  const isQuery = method === 'GET' || method === 'DELETE';
  const members: JsonMembers = isQuery || given === undefined ? new Map() : openBody(given, input ?? '');
  await setFields(members, fields, read);
  return isQuery
    ? { method, query: [...query, ...queryPairsOf(members)], headers, body: given }
    : { method, query, headers, body: writeNode(members) };
}

function readQueryFlag(text: string): QueryPair {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new UsageError(`--query ${text} has no ${at === 0 ? 'name' : 'value'}.`, {
      code: 'query_invalid',
      hint: 'Write it as: --query pagination.count=50',
    });
  }
  return queryPair(text.slice(0, at), text.slice(at + 1));
}

async function readBody(name: string, read: ReadSource): Promise<string> {
  const spelling = `--input ${name}`;
  const text = await read(name, spelling);
  const problem = findJsonProblem(text);
  if (problem === undefined) return text;
  throw new InputError(notJsonText(spelling, problem), { code: 'invalid_json', details: problem.snippet });
}

function openBody(text: string, name: string): JsonMembers {
  if (isObjectText(text)) return openObject(text);
  throw new UsageError(`--input ${name} is not an object, so no field can be set in it.`, {
    code: 'not_an_object',
    hint: 'Leave out -f and -F, or put the fields into the file.',
  });
}

function refuseConflicts({ api, paginate, slurp, include }: TypedRequest, method: Method): void {
  const conflict = (message: string, hint: string) =>
    new UsageError(message, { code: 'flags_conflict', hint });
  if (slurp === true && paginate !== true)
    throw conflict('--slurp makes one array of the pages of --paginate.', 'Add --paginate.');
  if (paginate !== true) return;
  if (method !== 'GET')
    throw conflict(
      `--paginate goes through a list, and a ${method} has none.`,
      'Add -X GET: fields then go into the query.',
    );
  if (include === true)
    throw conflict('--paginate prints the items alone.', 'Leave --include out, or use --debug.');
  if (api === 'tracking') throw conflict('The Tracking API has no lists.', 'Leave --paginate out.');
}

export function requestOf(
  { method, headers, body }: ApiCall,
  path: ApiPath,
  pairs: readonly QueryPair[],
): ApiRequest {
  return {
    method,
    path,
    pairs,
    headers: headers.values,
    ...(body === undefined ? {} : { body: { text: body } }),
  };
}

/** Fields as parameters of a query, in dot style (docs/segment-api/public.md#query-encoding); numbers as they were typed. */
function queryPairsOf(members: JsonMembers): QueryPair[] {
  return [...members].flatMap(([name, node]) => pairsOf(name, node));
}

function pairsOf(name: string, node: JsonNode): QueryPair[] {
  if (typeof node === 'string') {
    if (isObjectText(node)) return pairsOf(name, openObject(node));
    if (/^\s*\[/.test(node)) return pairsOf(name, elementsOf(node));
    const value: unknown = /^\s*"/.test(node) ? JSON.parse(node) : node.trim();
    return [queryPair(name, String(value))];
  }
  const parts: Iterable<readonly [string | number, JsonNode]> = Array.isArray(node) ? node.entries() : node;
  return [...parts].flatMap(([key, inner]) => pairsOf(`${name}.${key}`, inner));
}

function elementsOf(text: string): JsonNode[] {
  const bytes = Buffer.from(text, 'utf8');
  return readElements(bytes).map(({ start, end }) => bytes.toString('utf8', start, end));
}
