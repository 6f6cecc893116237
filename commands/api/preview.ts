import { type ApiRequest, pathAndQuery } from '../../src/api/json-api.ts';
import type { App } from '../../src/app.ts';
import { withWriteKey } from '../../src/raw-call/with-write-key.ts';
import { printDryRun, printRequest, shellWord } from '../message/preview.ts';
import type { ApiPlace } from './api-place.ts';

/** `--dry-run`: the request with its credentials left out. Nothing was opened for it. */
export async function previewCall(
  app: App,
  place: ApiPlace,
  request: ApiRequest,
  secrets: readonly string[],
): Promise<void> {
  const { method = 'GET', headers } = request;
  const body = bodyOf(request);
  await printDryRun(app, {
    method,
    url: `${place.baseUrl}${pathAndQuery(request)}`,
    headers: {
      authorization: place.authorization,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'user-agent': `segment-cli/${app.version} node/${process.versions.node}`,
      ...hidden(headers ?? {}, secrets, '[redacted]'),
    },
    body: body !== undefined && place.keyInBody ? withWriteKey(body, '[redacted]') : body,
  });
  app.print.note('Dry run: nothing was sent.');
}

/** `--curl`: one line for a POSIX shell, with variables in place of credentials. */
export async function printCurl(
  app: App,
  place: ApiPlace,
  request: ApiRequest,
  secrets: readonly string[],
): Promise<void> {
  const { method = 'GET' } = request;
  const body = bodyOf(request);
  const headers = {
    Accept: 'application/json',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  const own = hidden(request.headers ?? {}, secrets, '…');
  const kept = Object.entries(headers).filter(([name]) => !Object.hasOwn(own, name.toLowerCase()));
  const line = [
    'curl',
    ...(method === 'GET' && body === undefined ? [] : ['-X', method]),
    shellWord(`${place.baseUrl}${pathAndQuery(request)}`),
    place.curlCredential,
    ...[...kept, ...Object.entries(own)].flatMap(([name, value]) => ['-H', shellWord(`${name}: ${value}`)]),
    ...(body === undefined ? [] : ['--data-raw', dataWord(body, place)]),
  ].join(' ');
  await (app.globals.json ? app.print.json({ curl: line }) : printRequest(app, line));
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
