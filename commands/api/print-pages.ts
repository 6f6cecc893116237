import type { ApiRequest } from '../../src/api/json-api.ts';
import { type Paging, pagingOf, type ReplyPage } from '../../src/api/paging.ts';
import { type QueryPair, withPair } from '../../src/api/query-pairs.ts';
import type { App } from '../../src/app.ts';
import { ApiError, UsageError } from '../../src/errors.ts';
import { formatJson } from '../../src/spec/json-text.ts';
import { escapeForTerminal } from '../../src/terminal/escape.ts';
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
    await app.print.result(isForPerson(app.io) ? escapeForTerminal(text) : text);
  };
  for await (const { items } of pagesOf(app, call)) await print(write.items(items));
  await print(write.end());
}

async function* pagesOf(app: App, call: PagedCall): AsyncGenerator<ReplyPage> {
  const paging = pagingOf(call.place.name, call.path);
  if (paging === undefined) throw noList(call.path);
  const seen = new Set<string>();
  for (let query = firstQuery(call.query, paging); ; ) {
    const text = await call.opened.api.call({ ...call.request, pairs: query });
    const page = paging.read(text);
    if (page === undefined) throw noList(call.path);
    await allowWriteKeys(app, text);
    yield page;
    if (page.next === undefined) return;
    // An API that goes round in circles must not fill the disk (contract §1.10).
    if (seen.has(page.next)) throw goesRound(call.path);
    seen.add(page.next);
    query = withPair(query, paging.cursor, page.next);
  }
}

/** Large pages, unless the size was said. */
function firstQuery(query: readonly QueryPair[], { size }: Paging): readonly QueryPair[] {
  return size === undefined || query.some(({ name }) => name === size.name) ? query : [...query, size];
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

function goesRound(path: string): ApiError {
  return new ApiError(`${path} named the same next page twice.`, {
    code: 'cursor_repeated',
    hint: 'What was printed may not be all. Look at the cursors with --debug.',
  });
}
