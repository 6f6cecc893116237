import type { RunningSandbox } from '../../../src/sandbox/start.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The whole envelope. */
  readonly body: unknown;
  /** What is under `data`; tests reach into it as they like. */
  // biome-ignore lint/suspicious/noExplicitAny: the shapes are what these tests check.
  readonly data: any;
  readonly errors: readonly { type: string; message: string; field?: string; data?: unknown }[];
}

/** One call of the Public API with a token, unless `headers` say otherwise. */
export async function call(
  { url }: RunningSandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { authorization: 'Bearer sgp_test' },
): Promise<ApiAnswer> {
  const reply = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  const answer = reply.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {};
  return {
    status: reply.status,
    headers: reply.headers,
    body: answer,
    data: answer.data,
    errors: answer.errors ?? [],
  };
}

export const get = (sandbox: RunningSandbox, path: string) => call(sandbox, 'GET', path);

/** Every entry of a list, page by page; fails when a cursor comes twice. */
export async function readAll(
  sandbox: RunningSandbox,
  path: string,
  key: string,
  count: number,
): Promise<unknown[]> {
  const entries: unknown[] = [];
  const used = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = cursor === undefined ? '' : `&pagination.cursor=${encodeURIComponent(cursor)}`;
    const { status, data } = await get(
      sandbox,
      `${path}${path.includes('?') ? '&' : '?'}pagination.count=${count}${page}`,
    );
    if (status !== 200) throw new Error(`status ${status}`);
    entries.push(...data[key]);
    cursor = data.pagination.next ?? undefined;
    if (cursor !== undefined && used.has(cursor)) throw new Error(`the cursor ${cursor} came twice`);
    if (cursor !== undefined) used.add(cursor);
  } while (cursor !== undefined);
  return entries;
}
