import * as z from 'zod/mini';
import { textAt } from '../../api/api-object.ts';
import { readQueryPairs } from '../../api/query.ts';
import { sandboxSpace } from '../../clients/open-profiles.ts';
import { openRawCall, placeholderValues } from '../../clients/open-raw-call.ts';
import { UsageError } from '../../errors.ts';
import { placeOf } from '../../raw-call/api-place.ts';
import { itemPages } from '../../raw-call/item-pages.ts';
import { fillFrom } from '../../raw-call/placeholders.ts';
import { readCall, requestOf } from '../../raw-call/read-call.ts';
import { readPath } from '../../raw-call/read-path.ts';
import { endpointRow, searchEndpoints } from '../../segment/endpoints/endpoints.ts';
import { findEndpoint } from '../../segment/endpoints/find-endpoint.ts';
import type { Settings } from '../../store/settings.ts';
import { withFieldErrors } from '../../workspace/changes/field-errors.ts';
import { exactValue } from '../exact-value.ts';
import { fieldTexts } from '../field-texts.ts';
import { choice, plainObject, text } from '../fields.ts';
import { listArguments, listOutput, moreWords, usualLimit } from '../rows.ts';
import { defineTool, type ToolResult } from '../tool.ts';

export const searchApi = defineTool({
  name: 'SEGMENT_SEARCH_ENDPOINTS',
  title: 'Search the endpoints of Segment',
  toolset: 'lookup',
  writes: false,
  description:
    'Search the endpoints of Segment’s APIs offline, before one is called. Returns method, path, summary, rate limit and whether the sandbox answers each.',
  input: z.strictObject({
    words: text('Words in the path or summary: “selective sync”.'),
    ...listArguments,
  }),
  output: listOutput,
  async run(_deps, { words, limit = usualLimit }) {
    const found = searchEndpoints(words);
    const items = found.slice(0, limit).map(endpointRow);
    return {
      value: { items, more: found.length > items.length },
      list: 'items',
      summary: `${items.length} of ${found.length} endpoints.`,
    };
  },
});

const readingApis = ['public', 'profile'] as const;

export const callReadingEndpoint = defineTool({
  name: 'SEGMENT_CALL_READING_ENDPOINT',
  title: 'Call an endpoint with GET',
  toolset: 'lookup',
  writes: false,
  description:
    'Call one endpoint with GET, when no tool gives what is needed; SEGMENT_SEARCH_ENDPOINTS finds its path. Returns the items of a list over all pages, or the reply of anything else.',
  input: z.strictObject({
    path: text('/sources/sRc1/settings; {space} and {source} are filled in.'),
    api: z.optional(choice(readingApis, 'Default public.')),
    query: z.optional(plainObject('Its parameters: {"granularity": "DAY"}.')),
    ...listArguments,
  }),
  output: z.looseObject({ path: z.string() }),
  async run(deps, { path: given, api: name = 'public', limit = usualLimit }, call) {
    const settings = await deps.settings();
    const place = placeOf(name, settings);
    const opened = await openRawCall(deps.clients, place, settings);
    const values = placeholderValues(
      settings,
      async () => (await deps.clients.store()).read(),
      name === 'public' ? opened.api : undefined,
    );
    const { path, query: own } = await readPath(given, place, fillFrom({ ...values, onName: () => {} }));
    if (name === 'profile') refuseOtherSpace(path, settings);
    const read = await readQuery(textAt(call.text, 'query'));
    const query = [...readQueryPairs(own), ...read.query];
    const request = { ...requestOf(read, path, query), signal: call.signal };
    if (findEndpoint(name, 'GET', path)?.list === undefined) {
      const reply = exactValue(await opened.api.call(request));
      return { value: { path, reply }, summary: 'The reply, as it came.' };
    }
    return listed(path, itemPages({ name, api: opened.api, request, path, query }), limit);
  },
});

/** The items of all pages up to a limit. */
async function listed(path: string, pages: ReturnType<typeof itemPages>, limit: number): Promise<ToolResult> {
  const items: unknown[] = [];
  let more = false;
  for await (const page of pages) {
    const room = limit - items.length;
    items.push(...page.items.slice(0, room).map(exactValue));
    more = page.hasMore || page.items.length > room;
    if (items.length >= limit) break;
  }
  const summary = `${items.length} items${moreWords(more, limit)}.`;
  return { value: { path, items, more }, list: 'items', summary };
}

/** The parameters as fields of a GET: nested ones are written with dots. */
function readQuery(query: string | undefined) {
  const fields = fieldTexts(query).map((text) => ({ kind: 'typed' as const, text, flag: '-F' as const }));
  return withFieldErrors(() =>
    readCall({ method: 'GET' }, fields, () => Promise.reject(new Error('a query reads no file'))),
  );
}

/** A token may open other spaces than that of this server. */
function refuseOtherSpace(path: string, { spaceId, sandbox }: Settings): void {
  const [, asked = ''] = /^\/v1\/(?:spaces|namespaces)\/([^/]+)/.exec(path) ?? [];
  const bound = spaceId?.value ?? (sandbox ? sandboxSpace : undefined);
  if (bound !== undefined && [bound, encodeURIComponent(bound)].includes(asked)) return;
  throw new UsageError('This server reads profiles of its own space alone.', {
    code: 'space_bound',
    hint: 'Write {space} in the path: /v1/spaces/{space}/collections/users/profiles/user_id:user_1/traits',
  });
}
