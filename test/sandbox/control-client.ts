import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { basic, post } from '../helpers/sandbox.ts';

export const track = (messageId: string, more: object = {}) => ({
  type: 'track',
  event: 'E',
  userId: 'u',
  messageId,
  ...more,
});

/** Sends a batch with a write key. */
export const send = (sandbox: RunningSandbox, items: readonly object[], key = 'key') =>
  post(sandbox, '/v1/batch', { batch: items }, { authorization: basic(key) });

/** Calls a route below `/_/`. */
export async function control(sandbox: RunningSandbox, method: string, path: string, body?: object) {
  const reply = await fetch(`${sandbox.url}/_/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: reply.status, body: JSON.parse(await reply.text()) };
}
