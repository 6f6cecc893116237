import { describe, expect, it } from 'vitest';
import { followPages, type ReadPage } from '../../src/api/follow-pages.ts';
import { openHttp } from '../../src/api/http.ts';
import { readEvents, readSnapshot } from '../../src/api/sandbox/control.ts';
import { CliError } from '../../src/errors.ts';
import { serve } from '../helpers/http-server.ts';

interface Items {
  readonly items: readonly string[];
}

/** A page with these items, as a server would send it. */
function page(items: string, next: string | undefined, more: Partial<ReadPage<Items>['end']> = {}) {
  return { items: [...items], end: { next, isMore: next !== undefined, ...more } };
}

/** Goes through pages by their cursors, the first one under ``, and says what came and how it ended. */
async function follow(pages: Record<string, ReturnType<typeof page>>, limit?: number) {
  const given: string[] = [];
  const asked: string[] = [];
  const list = followPages<Items>({
    list: 'https://api.example/things',
    limit,
    read: async (cursor = '') => {
      asked.push(cursor);
      const { items, end } = pages[cursor] ?? page('', undefined);
      return { page: { items }, count: items.length, text: items.join(), end };
    },
  });
  try {
    for await (const { items } of list) given.push(...items);
    return { given: given.join(''), asked, error: undefined };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { given: given.join(''), asked, error: [error.code, error.exitCode] };
  }
}

async function all(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const _page of pages);
}

const repeated = ['cursor_repeated', 6];
const missing = ['cursor_missing', 6];

describe('the pages of a list', () => {
  it.each([
    ['the last one names none', { '': page('ab', '1'), '1': page('c', undefined) }, 'abc', undefined],
    [
      'an empty page is not the end',
      { '': page('a', '1'), '1': page('', '2'), '2': page('b', undefined) },
      'ab',
      undefined,
    ],
    ['the first one names itself', { '': page('ab', '0', { current: '0' }) }, 'ab', repeated],
    ['the server knows no cursors', { '': page('ab', '1'), '1': page('ab', '1') }, 'ab', repeated],
    ['a circle', { '': page('a', '1'), '1': page('b', '2'), '2': page('c', '1') }, 'abc', repeated],
    [
      'a circle back to the first',
      { '': page('a', '1', { current: '0' }), '1': page('b', '0') },
      'ab',
      repeated,
    ],
    [
      'two empty pages are alike',
      { '': page('', '1'), '1': page('', '2'), '2': page('a', undefined) },
      'a',
      undefined,
    ],
    [
      'cursors go on and items do not',
      { '': page('a', '1'), '1': page('a', '2'), '2': page('a', '3') },
      'a',
      repeated,
    ],
    ['more without a cursor', { '': page('a', undefined, { isMore: true }) }, 'a', missing],
  ])('%s', async (_what, pages, given, error) => {
    expect(await follow(pages)).toMatchObject({ given, error });
  });

  it('are asked for as long as something is wanted: then nobody minds what is behind', async () => {
    const still = { '': page('ab', '0', { current: '0' }) };
    expect(await follow(still, 2)).toEqual({ given: 'ab', asked: [''], error: undefined });
    expect(await follow(still, 3)).toEqual({ given: 'ab', asked: [''], error: repeated });
    const announced = { '': page('a', undefined, { isMore: true }) };
    expect((await follow(announced, 1)).error).toBeUndefined();
  });

  it('names the list in the error', async () => {
    const list = followPages({
      list: 'https://api.example/things',
      read: async () => ({ page: {}, count: 1, end: { next: undefined, isMore: true } }),
    });
    await expect(all(list)).rejects.toThrow(/^https:\/\/api\.example\/things announced more/);
  });
});

describe('the messages of a sandbox', () => {
  /** A sandbox whose cursor never moves: its pages hold the same message. */
  async function stuck(cursor: string) {
    const server = await serve((_request, reply) => {
      reply.writeHead(200, { 'content-type': 'application/x-ndjson', 'x-next-cursor': cursor });
      reply.end('{"event":"A"}\n');
    });
    return { server, http: openHttp({ env: {}, userAgent: 'test' }) };
  }

  it.each([
    ['a cursor that stands still', '7', 'cursor_repeated', 2],
    ['an empty cursor', '', 'cursor_missing', 1],
  ])('%s ends them with an error', async (_what, cursor, code, requests) => {
    const { server, http } = await stuck(cursor);
    for (const read of [readEvents, readSnapshot]) {
      const before = server.requests.length;
      await expect(all(read(http, server.url, {}))).rejects.toMatchObject({ code });
      expect(server.requests.length - before).toBe(requests);
    }
    await http.close();
  });
});
