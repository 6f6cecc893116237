import { type ApiRequest, pathAndQuery } from '../api/json-api.ts';
import { shellWord } from '../spec/shell-word.ts';
import type { ApiPlace } from './api-place.ts';
import { withWriteKey } from './write-keys.ts';

/** A call as it would be sent, its credentials left out. */
export interface ShownCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface CallToShow {
  readonly place: ApiPlace;
  readonly request: ApiRequest;
  /** Values of headers that may be credentials. */
  readonly secrets: readonly string[];
}

/** What would be sent. Nothing is opened for it. */
export function shownCall({ place, request, secrets }: CallToShow, userAgent: string): ShownCall {
  const { method = 'GET', headers } = request;
  const body = bodyOf(request);
  return {
    method,
    url: `${place.baseUrl}${pathAndQuery(request)}`,
    headers: {
      authorization: place.authorization,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'user-agent': userAgent,
      ...hidden(headers ?? {}, secrets, '[redacted]'),
    },
    body: body !== undefined && place.keyInBody ? withWriteKey(body, '[redacted]') : body,
  };
}

/** The call as one line for a POSIX shell, with variables in place of credentials. */
export function curlLineOf({ place, request, secrets }: CallToShow): string {
  const { method = 'GET' } = request;
  const body = bodyOf(request);
  const headers = {
    Accept: 'application/json',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  const own = hidden(request.headers ?? {}, secrets, '…');
  const kept = Object.entries(headers).filter(([name]) => !Object.hasOwn(own, name.toLowerCase()));
  return [
    'curl',
    ...(method === 'GET' && body === undefined ? [] : ['-X', method]),
    shellWord(`${place.baseUrl}${pathAndQuery(request)}`),
    place.curlCredential,
    ...[...kept, ...Object.entries(own)].flatMap(([name, value]) => ['-H', shellWord(`${name}: ${value}`)]),
    ...(body === undefined ? [] : ['--data-raw', dataWord(body, place)]),
  ].join(' ');
}

/** What is put where the shell is to put the key: nothing in it is special to JSON or a shell. */
const keyMark = 'SEGMENT_WRITE_KEY';

function dataWord(body: string, { keyInBody }: ApiPlace): string {
  if (!keyInBody) return shellWord(body);
  return shellWord(withWriteKey(body, keyMark)).replace(
    `"writeKey":"${keyMark}"`,
    () => `"writeKey":"'"$${keyMark}"'"`,
  );
}

function bodyOf({ body }: ApiRequest): string | undefined {
  return body === undefined ? undefined : 'text' in body ? body.text : JSON.stringify(body.value);
}

function hidden(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
  sign: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secrets.includes(value) ? sign : value]),
  );
}
