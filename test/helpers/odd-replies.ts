import { type HttpServer, type SeenRequest, serve } from './http-server.ts';

/** A reply: its text, and its type where that is not JSON. */
export interface Reply {
  readonly text: string;
  readonly type?: string;
}

/** Makes of a real reply what something else would have answered; `cursor` is the one that was asked for. */
export type Change = (text: string, cursor: string | undefined) => Reply;

/** A server between the program and an API, which changes what one of its paths answers. */
export interface InBetween {
  readonly url: string;
  /** `GET /sources` and so on, each once, in the order in which they were asked for. */
  readonly places: readonly string[];
  change(place: string, change: Change): void;
}

/**
 * Puts a server in front of `target`. What a GET answers is kept by its path, and given again: the limits of the API
 * do not count then, and every page of a list is its first one.
 */
export async function putInBetween(target: string): Promise<InBetween> {
  const kept = new Map<string, { readonly status: number; readonly text: string }>();
  let odd: { readonly place: string; readonly change: Change } | undefined;
  const ask = async ({ method, path, headers, body }: SeenRequest, pathname: string) => {
    const known = kept.get(pathname);
    if (method === 'GET' && known !== undefined) return known;
    const answer = await fetch(`${target}${path}`, {
      method,
      headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
      ...(body === '' ? {} : { body }),
    });
    const reply = { status: answer.status, text: await answer.text() };
    if (method === 'GET') kept.set(pathname, reply);
    return reply;
  };
  const places = new Set<string>();
  const server: HttpServer = await serve(async (request, reply) => {
    const { pathname, searchParams } = new URL(request.path, target);
    const place = `${request.method} ${pathname}`;
    const { status, text } = await ask(request, pathname);
    // What is not there by that id is looked up by its name.
    if (status < 300) places.add(place);
    const cursor = searchParams.get('pagination.cursor') ?? searchParams.get('next') ?? undefined;
    const changed: Reply =
      odd !== undefined && odd.place === place && status < 300 ? odd.change(text, cursor) : { text };
    reply.writeHead(status, { 'content-type': changed.type ?? 'application/json' }).end(changed.text);
  });
  return {
    url: server.url,
    get places() {
      return [...places];
    },
    change: (place, change) => {
      odd = { place, change };
    },
  };
}

const always = (text: string, type?: string): Change => {
  const reply: Reply = type === undefined ? { text } : { text, type };
  return () => reply;
};

/** What answers in the place of an API, with a status of success, and the code of the error that it is. */
export const strangers: readonly (readonly [name: string, code: string, change: Change])[] = [
  ['{}', 'reply_unexpected', always('{}')],
  ['null', 'reply_unexpected', always('null')],
  ['[]', 'reply_unexpected', always('[]')],
  ['data null', 'reply_unexpected', always('{"data":null}')],
  ['data empty', 'reply_unexpected', always('{"data":{}}')],
  ['another key', 'reply_unexpected', always('{"data":{"other":[]}}')],
  ['errors', 'reply_unexpected', always('{"errors":[{"type":"unauthorized","message":"token expired"}]}')],
  [
    'a login page in JSON',
    'reply_unexpected',
    always('{"status":"login required","url":"https://x.example"}'),
  ],
  ['a web page', 'reply_not_json', always('<!doctype html><title>Log in</title>', 'text/html')],
];

interface Shaped {
  data?: { pagination?: object } | unknown[];
  cursor?: object;
}

/** True for a page of a list that may have another one behind it. */
export function isPage(text: string): boolean {
  const reply: Shaped = JSON.parse(text);
  return 'cursor' in reply || (reply.data !== undefined && 'pagination' in reply.data);
}

/** A page that goes on as `publicEnd` or `profileEnd` says. */
function withEnd(
  publicEnd: (cursor: string | undefined) => object,
  profileEnd: (cursor: string | undefined) => object,
): Change {
  return (text, cursor) => {
    const reply: Shaped = JSON.parse(text);
    if ('cursor' in reply) return { text: JSON.stringify({ ...reply, cursor: profileEnd(cursor) }) };
    return { text: JSON.stringify({ data: { ...reply.data, pagination: publicEnd(cursor) } }) };
  };
}

const more = (next: unknown) => ({ url: '', has_more: true, next });
const around = (cursor: string | undefined) => (cursor === 'a' ? 'b' : 'a');

/** Lists that cannot be followed to their end, and the code of the error that each is. */
export const endless: readonly (readonly [name: string, code: string, change: Change])[] = [
  [
    'a cursor that stands still',
    'cursor_repeated',
    withEnd(
      () => ({ current: 'MA==', next: 'MA==' }),
      () => more('a'),
    ),
  ],
  [
    'a cursor that stands still, and does not say where it is',
    'cursor_repeated',
    withEnd(
      () => ({ next: 'MA==' }),
      () => more('a'),
    ),
  ],
  [
    'a circle',
    'cursor_repeated',
    withEnd(
      (cursor) => ({ next: around(cursor) }),
      (cursor) => more(around(cursor)),
    ),
  ],
  [
    'more that is announced without a cursor',
    'cursor_missing',
    withEnd(
      () => ({ current: 'MA==', totalEntries: 1_000_000 }),
      () => more(''),
    ),
  ],
  [
    'a cursor that is none',
    'cursor_missing',
    withEnd(
      () => ({ next: 7 }),
      () => more(7),
    ),
  ],
];
