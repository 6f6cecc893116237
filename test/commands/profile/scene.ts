import type { RunningSandbox } from '../../../src/sandbox/start.ts';
import { json, serve } from '../../helpers/http-server.ts';
import { openScene, type ReadingScene } from '../../helpers/reading.ts';
import { sendAll } from '../../sandbox/profiles/profile-client.ts';

/** A number that JavaScript cannot hold, as it has to come through. */
export const bigNumber = '12345678901234567890';

/** A sandbox that knows Ada, who is at Acme and did a few things. */
export async function openAda(
  options: Parameters<typeof openScene>[1] = {},
  atEnd?: Parameters<typeof openScene>[2],
): Promise<ReadingScene> {
  const scene = await openScene(undefined, options, atEnd);
  await fillWithAda(scene.sandbox);
  return scene;
}

async function fillWithAda(sandbox: RunningSandbox): Promise<void> {
  await sendAll(sandbox, [
    {
      type: 'identify',
      messageId: 'i1',
      userId: 'ada',
      anonymousId: 'anon-1',
      traits: { email: 'ada@example.com', plan: 'pro', age: 36, address: { city: 'London' } },
    },
    { type: 'group', messageId: 'g1', userId: 'ada', groupId: 'acme', traits: { name: 'Acme' } },
    {
      type: 'track',
      messageId: 't1',
      userId: 'ada',
      event: 'Order Completed',
      properties: { revenue: 9.5 },
      timestamp: ago(2),
    },
    { type: 'page', messageId: 'p1', userId: 'ada', name: 'Docs', timestamp: ago(1) },
  ]);
}

/** So many hours before now. */
export function ago(hours: number): string {
  return new Date(Date.now() - hours * 3_600_000).toISOString();
}

/** A message in JSON that JavaScript could not write: its text goes out as it is. */
export async function sendText({ url }: RunningSandbox, path: string, body: string): Promise<void> {
  const reply = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('web:').toString('base64')}` },
    body,
  });
  if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
}

/** What a server in front of the sandbox does with a request: answers itself, or lets it pass. */
export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
};

/** A server in front of the sandbox that answers some of the Profile API's requests itself, and counts them. */
export async function inFront(
  { url }: RunningSandbox,
  answer: (path: string, before: number) => Answer | undefined | Promise<Answer | undefined>,
) {
  return serve(async (request, reply, before) => {
    const own = await answer(request.path, before);
    if (own !== undefined) return json(reply, own.status, own.body, own.headers);
    const passed = await fetch(url + request.path, {
      method: request.method,
      headers: { authorization: request.headers.authorization ?? '' },
      ...(request.body === '' ? {} : { body: request.body }),
    });
    reply.writeHead(passed.status, { 'content-type': 'application/json' });
    reply.end(await passed.text());
  });
}

/** The Profile API's error body (docs/segment-api/profile.md#errors). */
export function refusal(status: number, code = 'not_found', message = 'Profile was not found.'): Answer {
  return { status, body: { error: { code, message } }, headers: { 'request-id': 'req-1' } };
}
