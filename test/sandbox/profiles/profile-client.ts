import type { RunningSandbox } from '../../../src/sandbox/start.ts';
import { basic, post } from '../../helpers/sandbox.ts';

export interface ProfileAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test that reads a part which is not there fails.
  readonly body: any;
}

/** Asks the Profile API; a path that does not begin with a slash is one of the collections of a space. */
export async function askProfiles(
  { url }: RunningSandbox,
  path: string,
  { token = 'token', ...init }: RequestInit & { token?: string | undefined } = {},
): Promise<ProfileAnswer> {
  const target = path.startsWith('/') ? path : `/v1/spaces/spa_1/collections/${path}`;
  const headers = { ...(token === '' ? {} : { authorization: basic(token) }), ...init.headers };
  const reply = await fetch(url + target, { ...init, headers });
  const text = await reply.text();
  return {
    status: reply.status,
    headers: reply.headers,
    text,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** Sends messages as one batch from a source. */
export async function sendAll(
  sandbox: RunningSandbox,
  messages: readonly object[],
  writeKey = 'web',
): Promise<void> {
  await post(sandbox, '/v1/batch', { batch: messages }, { authorization: basic(writeKey) });
}
