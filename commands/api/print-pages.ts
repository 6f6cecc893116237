import { followPages } from '../../src/api/follow-pages.ts';
import type { ApiRequest } from '../../src/api/json-api.ts';
import { type Paging, pagingOf } from '../../src/api/paging.ts';
import { type QueryPair, withPair } from '../../src/api/query-pairs.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { formatJson } from '../../src/spec/json-text.ts';
import { isForPerson } from '../reading/output-options.ts';
import { allowWriteKeys } from './allow-write-keys.ts';
import type { ApiPlace } from './api-place.ts';
import type { OpenApi } from './open-api.ts';
import type { ApiFlags } from './options.ts';

/** A list that is gone through page by page. */
export interface PagedCall {
  readonly place: ApiPlace;
  readonly opened: OpenApi;
  readonly request: ApiRequest;
  readonly path: string;
  readonly query: readonly QueryPair[];
}

/** `--paginate`: the items of every page as they come, a line each; with `--slurp` as one array. */
export async function printPages(app: App, call: PagedCall, { slurp, silent }: ApiFlags): Promise<void> {
  const write = slurp === true ? arrayWriter(app) : lineWriter(app);
  const print = async (text: string) => {
    if (silent === true || text === '') return;
    await app.print.result(text);
  };
  for await (const { items } of pagesOf(app, call)) await print(write.items(items));
  await print(write.end());
}

function pagesOf(app: App, call: PagedCall): AsyncGenerator<ItemPage> {
  const paging = pagingOf(call.place.name, call.path);
  if (paging === undefined) throw noList(call.path);
  // Who begins in the middle does not know how many items came before.
  let before = call.query.some(({ name }) => name === paging.cursor) ? undefined : 0;
  return followPages({
    list: call.path,
    async read(cursor) {
      const first = firstQuery(call.query, paging);
      const query = cursor === undefined ? first : withPair(first, paging.cursor, cursor);
      const text = await call.opened.api.call({ ...call.request, pairs: query });
      const page = paging.read(text, before);
      if (page === undefined) throw noList(call.path);
      await allowWriteKeys(app, text);
      const { items, end } = page;
      if (before !== undefined) before += items.length;
      return { page: { items }, count: items.length, text: items.join(','), end };
    },
  });
}

/** Large pages, unless the size was said. */
function firstQuery(query: readonly QueryPair[], { size }: Paging): readonly QueryPair[] {
  return size === undefined || query.some(({ name }) => name === size.name) ? query : [...query, size];
}

interface ItemPage {
  readonly items: readonly string[];
}

interface ItemWriter {
  items(items: readonly string[]): string;
  end(): string;
}

function lineWriter({ io }: App): ItemWriter {
  const indent = isForPerson(io) ? '  ' : '';
  return { items: (items) => items.map((item) => `${formatJson(item, indent)}\n`).join(''), end: () => '' };
}

/** Begun with the first page, so that a failure before it leaves nothing behind. */
function arrayWriter({ io }: App): ItemWriter {
  const isLaidOut = isForPerson(io);
  const layout = (text: string) =>
    isLaidOut ? `\n${formatJson(text, '  ').replace(/^/gm, '  ')}` : formatJson(text);
  let before = '[';
  return {
    items(items) {
      if (items.length === 0) return '';
      const text = before + items.map(layout).join(',');
      before = ',';
      return text;
    },
    end: () => (before === '[' ? '[]\n' : isLaidOut ? '\n]\n' : ']\n'),
  };
}

function noList(path: string): UsageError {
  return new UsageError(`${path} does not answer with one list.`, {
    code: 'not_a_list',
    hint: 'Leave --paginate out.',
  });
}
