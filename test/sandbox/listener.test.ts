import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/start.ts';
import { trackingRoutes } from '../../src/sandbox/tracking/paths.ts';
import { basic, openSandbox, rawExchange } from '../helpers/sandbox.ts';

const authorized = [`Authorization: ${basic('key')}`];
const message = JSON.stringify({ type: 'track', userId: 'u', event: 'E', messageId: 'm1' });
const batch = `{"batch":[${message},{"type":"x"},7],"context":{"a":1}}`;

/** What a call is made of beside its path. */
const calls: readonly { readonly headers: readonly string[]; readonly body: string | Buffer }[] = [
  { headers: authorized, body: message },
  { headers: authorized, body: message },
  { headers: authorized, body: batch },
  { headers: [...authorized, 'Origin: https://shop.example'], body: message },
  { headers: [...authorized, 'Origin:'], body: '{' },
  {
    headers: [...authorized, 'Set-Cookie: a=1', 'Set-Cookie: b=2', 'Cookie: a', '__proto__: x'],
    body: message,
  },
  { headers: [...authorized, 'X-Retry-Count: 2', 'User-Agent: test'], body: '{"userId":' },
  { headers: [...authorized, 'Content-Encoding: gzip'], body: gzipSync(batch) },
  { headers: [...authorized, 'Content-Encoding: br'], body: message },
  { headers: [...authorized, 'Content-Encoding: gzip'], body: gzipSync(Buffer.alloc(2_000_000)) },
  { headers: authorized, body: '' },
  { headers: authorized, body: `{"pad":"${'x'.repeat(40_000)}"}` },
  { headers: [], body: message },
  { headers: [], body: '{"writeKey":"other"}' },
  { headers: ['Authorization: Bearer none'], body: message },
];

const now = () => new Date('2024-05-01T12:00:00.000Z');

/** Everything the sandbox answers to the calls, and what it knows of them afterwards. */
async function play(options: SandboxOptions, targetOf: (path: string) => string) {
  const sandbox = await openSandbox({ now, ...options });
  const answers: string[] = [];
  for (const path of trackingRoutes.keys()) {
    for (const { headers, body } of calls) {
      const head = ['Host: localhost', ...headers, `Content-Length: ${Buffer.byteLength(body)}`];
      const start = `POST ${targetOf(path)} HTTP/1.1\r\n${head.join('\r\n')}\r\nConnection: close\r\n\r\n`;
      const answer = await rawExchange(sandbox, Buffer.concat([Buffer.from(start), Buffer.from(body)]));
      answers.push(answer.replace(/Date: .*/, 'Date'));
    }
  }
  const { requests, refused, counts } = sandbox.journal;
  const ids = /sandbox-[0-9a-f-]{36}/g;
  const messages = JSON.stringify([...sandbox.journal.messages, ...sandbox.journal.rejected]).replace(
    ids,
    'id',
  );
  return { answers, requests: [...requests], refused: [...refused.ring], counts, messages };
}

describe('a call that goes past the routes', () => {
  it.each<[string, SandboxOptions, number[]]>([
    ['alone', {}, [200, 400, 401]],
    ['with limits', { rateLimit: 150, eventRateLimit: 40 }, [200, 400, 401, 429]],
    [
      'with faults',
      {
        faults: {
          rules: [
            { every: 4, status: 500 },
            { path: '/v1/batch', every: 3, truncated: true },
            { every: 7, status: 429, retryAfter: 3 },
          ],
        },
      },
      [200, 400, 401, 429, 500],
    ],
  ])('is answered and remembered as by the routes: %s', async (_name, options, statuses) => {
    const straight = await play(options, (path) => path);
    // A slash at the end does not matter to the routes.
    const routed = await play(options, (path) => `${path}/`);
    expect(straight).toEqual(routed);
    const seen = new Set(straight.answers.map((answer) => Number(answer.split(' ')[1])));
    expect([...seen].sort()).toEqual(statuses);
  });

  it('is told when the sandbox fails, without a stack', async () => {
    let isBroken = false;
    const sandbox = await openSandbox({
      now: () => {
        if (isBroken) throw new Error('no clock');
        return new Date();
      },
    });
    isBroken = true;
    for (const path of ['/v1/track', '/v1/track/']) {
      const reply = await fetch(`${sandbox.url}${path}`, { method: 'POST', body: message });
      expect(reply.status).toBe(500);
      expect(reply.headers.get('content-type')).toBe('application/json');
      expect(await reply.json()).toEqual({
        success: false,
        code: 'internal',
        message: 'The sandbox failed to answer.',
      });
    }
  });
});
