import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { followSandbox } from '../../src/api/sandbox/stream.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { basic, openSandbox, post, rawExchange } from '../helpers/sandbox.ts';
import { control, send, track } from './control-client.ts';

/** Stands for every secret: it must come out nowhere. */
const secret = 'wrongkeywrongkeywrongkeywrongkey';

async function refusedOf({ url }: RunningSandbox, query = ''): Promise<Record<string, unknown>[]> {
  const reply = await fetch(`${url}/_/events?outcome=refused${query}`);
  return JSON.parse(await reply.text()).events;
}

/** Makes one call and returns what is remembered of it. */
async function refusedBy(
  sandbox: RunningSandbox,
  path: string,
  {
    headers = {},
    ...init
  }: Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> } = {},
) {
  const { status } = await fetch(`${sandbox.url}${path}`, { ...init, headers });
  const all = await refusedOf(sandbox);
  expect(JSON.stringify(all)).not.toContain(secret);
  expect(all).toHaveLength(1);
  return { status, event: all[0] };
}

const jwt = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.${secret}`;

describe('a refused request', () => {
  it('is remembered with time, request, answer, size, first bytes and client', async () => {
    const sandbox = await openSandbox({ now: () => new Date('2026-01-02T03:04:05.678Z') });
    const body = `{"userId":"user_1","event":`;
    const { event } = await refusedBy(sandbox, '/v1/track?debug=yes', {
      method: 'POST',
      body,
      headers: { authorization: basic(secret), 'user-agent': 'shop/1.0', 'x-retry-count': '2' },
    });
    expect(event).toEqual({
      seq: 0,
      refused: 1,
      outcome: 'refused',
      code: 'invalid_request',
      type: null,
      messageId: null,
      source: null,
      receivedAt: '2026-01-02T03:04:05.678Z',
      retryCount: '2',
      method: 'POST',
      path: '/v1/track?debug=…',
      status: 400,
      reason: 'malformed JSON',
      wireBytes: body.length,
      bodyBytes: body.length,
      firstBytes: body,
      userAgent: 'shop/1.0',
      faults: [],
      message: null,
    });
  });

  it.each([
    ['an unfinished body', '/v1/track', `{"writeKey":"${secret}","event":`, 400, 'malformed JSON'],
    ['names without quotes', '/v1/track', `{writeKey: '${secret}', event: 'x'}`, 400, 'malformed JSON'],
    ['a form', '/v1/track', `writeKey=${secret}&event=x`, 400, 'malformed JSON'],
    ['a key that was cut off', '/v1/track', `{"event":"x","writeKey":"${secret}, a`, 400, 'malformed JSON'],
    ['a list of keys', '/v1/batch', `{"writeKey":["${secret}"],"batch":{}}`, 400, 'malformed JSON'],
    ['a header in the body', '/v1/track', `{"h":"Bearer ${secret}"`, 400, 'malformed JSON'],
    [
      'JSON in a string',
      '/v1/track',
      JSON.stringify(JSON.stringify({ writeKey: secret, event: 'x' })),
      400,
      'malformed JSON',
    ],
    [
      'JSON in a form',
      '/v1/track',
      `data=${encodeURIComponent(`{"writeKey": "${secret}","event":"x"}`)}`,
      400,
      'malformed JSON',
    ],
    [
      'a form in a form',
      '/v1/track',
      `data=${encodeURIComponent(`writeKey=${secret}`)}`,
      400,
      'malformed JSON',
    ],
    ['a hash of Ruby', '/v1/track', `{"write_key"=>"${secret}"}`, 400, 'malformed JSON'],
    ['an address', '/v1/track', `https://user:${secret}@example.com/`, 400, 'malformed JSON'],
    ['a token without a name', '/v1/track', `sgp_${secret}`, 400, 'malformed JSON'],
    [
      'a password',
      '/v1/track',
      `{"userId":"u","password":"${secret}"}`,
      400,
      'An invalid write key was provided',
    ],
    ['an unknown path', '/v1/tracks', `{"writeKey":"${secret}"}`, 404, 'The sandbox has no POST /v1/tracks.'],
    ['a key in the query', `/v1/tracks?writeKey=${secret}`, '', 404, 'The sandbox has no POST /v1/tracks.'],
    ['a key alone as query', `/v1/tracks?${secret}`, '', 404, 'The sandbox has no POST /v1/tracks.'],
    [
      'an assertion',
      '/token',
      `grant_type=x&client_assertion=${jwt}`,
      400,
      'grant_type must be client_credentials',
    ],
  ])('keeps no secret: %s', async (_name, path, body, status, reason) => {
    const sandbox = await openSandbox();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status: answered, event } = await refusedBy(sandbox, path, { method: 'POST', body, headers });
    expect([answered, event]).toMatchObject([status, { status, reason, method: 'POST' }]);
  });

  it('keeps no write key, which its shape tells, wherever it stands', async () => {
    const writeKey = 'aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW';
    const sandbox = await openSandbox();
    const { event } = await refusedBy(sandbox, `/v1/t/${writeKey}`, {
      method: 'POST',
      body: `0cc175b9c0f1b6a831c399e269772661 ${writeKey}`,
      headers: { 'user-agent': `agent ${writeKey}` },
    });
    expect(event).toMatchObject({
      path: '/v1/t/…',
      reason: 'The sandbox has no POST /v1/t/….',
      firstBytes: '0cc175b9c0f1b6a831c399e269772661 …',
      userAgent: 'agent …',
    });
  });

  it('shows what stands around a secret', async () => {
    const sandbox = await openSandbox();
    const body = `{"writeKey":"${secret}","userId":"user_1","token":12345678,"n":12345678901234567890`;
    const { event } = await refusedBy(sandbox, '/v1/track', { method: 'POST', body });
    expect(event?.firstBytes).toBe('{"writeKey":"…","userId":"user_1","token":"…","n":12345678901234567890');
  });

  it.each([
    ['the settings of a source', `/v1/projects/${secret}/settings`, 'Not Found', '/v1/projects/…/settings'],
    [
      'a path beside it',
      `/v1/projects/${secret}/setting`,
      'The sandbox has no GET /v1/projects/wron…gkey/setting.',
      '/v1/projects/…/setting',
    ],
  ])('keeps no key of a path: %s', async (_name, path, reason, shown) => {
    const sandbox = await openSandbox({ sources: [{ name: 'web', writeKey: 'web_key' }] });
    const { event } = await refusedBy(sandbox, path);
    expect(event).toMatchObject({ status: 404, reason, path: shown, bodyBytes: null, firstBytes: '' });
  });

  it('keeps no secret of a body in UTF-16', async () => {
    const sandbox = await openSandbox();
    const body = Buffer.from(`\ufeff{"writeKey":"${secret}"`, 'utf16le');
    const { event } = await refusedBy(sandbox, '/v1/track', { method: 'POST', body });
    expect(event?.firstBytes).toBe('\ufffd\ufffd{"writeKey":"…"');
  });

  it.each([
    [
      'the Tracking API',
      '/v1/track',
      'POST',
      `Bearer ${secret}`,
      401,
      'The access token is invalid or has expired',
    ],
    ['the Public API', '/sources', 'GET', '', 401, 'The token is missing or invalid.'],
    ['an object of it', '/sources/nope', 'GET', `Bearer ${secret}`, 404, "Source with id 'nope' not found."],
    [
      'a key of it',
      `/sources/nope/writekey/${secret}`,
      'DELETE',
      `Bearer ${secret}`,
      404,
      "Source with id 'nope' not found.",
    ],
    [
      'the Profile API',
      '/v1/spaces/s/collections/users/profiles/user_id:x/traits',
      'GET',
      `Bearer ${secret}`,
      401,
      'The access token is missing or invalid.',
    ],
    [
      'a profile of it',
      '/v1/spaces/s/collections/users/profiles/user_id:x/traits',
      'GET',
      basic(secret),
      404,
      'Profile was not found.',
    ],
  ])('is seen whichever API refuses: %s', async (_name, path, method, authorization, status, reason) => {
    const sandbox = await openSandbox();
    const { status: answered, event } = await refusedBy(sandbox, path, {
      method,
      headers: { authorization },
      ...(method === 'POST' ? { body: '{"userId":"u","event":"x"}' } : {}),
    });
    expect([answered, event]).toMatchObject([status, { status, reason, method }]);
  });

  it('shows a body that was compressed, or only said to be', async () => {
    const sandbox = await openSandbox();
    const headers = { 'content-encoding': 'gzip', authorization: basic('web') };
    await post(sandbox, '/v1/batch', gzipSync('{"batch":{}}'), headers);
    await post(sandbox, '/v1/batch', '{"batch":[]}', headers);
    expect(await refusedOf(sandbox)).toMatchObject([
      { firstBytes: '{"batch":{}}', bodyBytes: 12, wireBytes: gzipSync('{"batch":{}}').length },
      { firstBytes: '{"batch":[]}', bodyBytes: null, wireBytes: 12 },
    ]);
  });

  it('says how large a body is that is too large', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/batch', `{"batch":[{"a":"${'x'.repeat(600_000)}"}]}`);
    await post(sandbox, '/v1/batch', `{"batch":[{"a":"${'x'.repeat(2_000_000)}"}]}`).catch(() => undefined);
    const [first, second] = await refusedOf(sandbox);
    expect(first).toMatchObject({ reason: 'Exceed payload limit', bodyBytes: 600_020 });
    expect(String(first?.firstBytes)).toMatch(/^\{"batch":\[\{"a":"x+…$/);
    expect(String(first?.firstBytes)).toHaveLength(300);
    expect(second).toMatchObject({ reason: 'Exceed payload limit', bodyBytes: null, wireBytes: 2_000_020 });
  });

  it('is marked where a fault rule refused it, and not where the rule only delayed it', async () => {
    const sandbox = await openSandbox({
      faults: {
        rules: [
          { name: 'slow', latency: [1, 1] },
          { name: 'no entry', status: 403, first: 1 },
        ],
      },
    });
    await send(sandbox, [track('1')]);
    await post(sandbox, '/v1/track', '{');
    expect(await refusedOf(sandbox)).toMatchObject([
      { status: 403, faults: ['slow', 'no entry'] },
      { status: 400, faults: [], reason: 'malformed JSON' },
    ]);
  });

  it('is remembered when there were too many', async () => {
    const sandbox = await openSandbox({ rateLimit: 1 });
    await send(sandbox, [track('1')]);
    await send(sandbox, [track('2')]);
    expect(await refusedOf(sandbox)).toMatchObject([{ status: 429, reason: 'Too many requests' }]);
  });

  it('is remembered when its Host was foreign', async () => {
    const sandbox = await openSandbox();
    const answer = await rawExchange(
      sandbox,
      'POST /v1/track HTTP/1.1\r\nHost: segment.local\r\nContent-Length: 2\r\n\r\n{}',
    );
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
    expect(await refusedOf(sandbox)).toMatchObject([
      { status: 403, code: 'forbidden', path: '/v1/track', wireBytes: 2, bodyBytes: null },
    ]);
  });

  it('does not make a client wait for what it never sends', async () => {
    const sandbox = await openSandbox();
    const { port } = sandbox;
    const status = await new Promise((resolve, reject) => {
      const sending = request({ port, method: 'PUT', path: '/v1/track', headers: { 'content-length': 10 } });
      sending.on('response', ({ statusCode }) => {
        resolve(statusCode);
        sending.destroy();
      });
      sending.on('error', reject);
      sending.flushHeaders();
    });
    expect(status).toBe(400);
  });

  it('is none of the sandbox’s own, nor one that was accepted', async () => {
    const sandbox = await openSandbox();
    for (const path of ['/_/nope', '/_', '/favicon.ico', '/health/', '/_/events?nope=1'])
      await fetch(`${sandbox.url}${path}`);
    await control(sandbox, 'POST', 'wait', { nope: 1 });
    await send(sandbox, [track('1'), { type: 'track' }]);
    expect(await refusedOf(sandbox)).toEqual([]);
    expect((await control(sandbox, 'GET', 'stats')).body.requests).toMatchObject({
      refused: 0,
      refusedByStatus: {},
    });
  });
});

describe('refused requests', () => {
  it('are bounded, and counted beyond that', async () => {
    const sandbox = await openSandbox();
    for (let index = 0; index < 1_005; index += 1) await fetch(`${sandbox.url}/nope/${index}`);
    const { ring } = sandbox.journal.refused;
    expect([ring.length, ring.dropped, ring.at(0)?.path]).toEqual([1_000, 5, '/nope/5']);
    expect(ring.bytes).toBeLessThanOrEqual(1_024 * 1_024);
    expect((await control(sandbox, 'GET', 'stats')).body.requests).toMatchObject({
      refused: 1_005,
      refusedByStatus: { '404': 1_005 },
    });
  });

  it('come in pages, in both orders', async () => {
    const sandbox = await openSandbox();
    for (const name of 'abcde') await fetch(`${sandbox.url}/${name}`);
    const read = async (query: string) => {
      const { body } = await control(sandbox, 'GET', `events?outcome=refused&limit=2${query}`);
      return [body.events.map(({ path }: { path: string }) => path), body.next];
    };
    expect(await read('')).toEqual([['/a', '/b'], '2']);
    expect(await read('&cursor=4')).toEqual([['/e'], null]);
    expect(await read('&order=desc')).toEqual([['/e', '/d'], '4']);
    expect(await read('&order=desc&cursor=2')).toEqual([['/a'], null]);
  });

  it('are filtered by source, code and text, and by nothing that only a message has', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/track', '{"cart":', { authorization: basic('web') });
    await post(sandbox, '/v1/track', '{', { authorization: basic('app') });
    await fetch(`${sandbox.url}/sources`);
    const numbers = async (query: string) => (await refusedOf(sandbox, query)).map(({ refused }) => refused);
    expect(await numbers('&source=web')).toEqual([1]);
    expect(await numbers('&writeKey=app')).toEqual([2]);
    expect(await numbers('&code=unauthorized')).toEqual([3]);
    expect(await numbers('&text=CART')).toEqual([1]);
    expect(await control(sandbox, 'GET', 'events?outcome=refused&type=track')).toMatchObject({
      status: 400,
      body: { code: 'invalid_query' },
    });
    expect(await control(sandbox, 'GET', 'snapshot?outcome=refused')).toMatchObject({ status: 400 });
  });

  it('are counted for one source, and forgotten with it', async () => {
    const sandbox = await openSandbox();
    for (const key of ['web', 'web', 'app'])
      await post(sandbox, '/v1/track', '{', { authorization: basic(key) });
    const count = async (query = '') =>
      (await control(sandbox, 'GET', `stats${query}`)).body.requests.refusedByStatus;
    expect(await count('?source=web')).toEqual({ '400': 2 });
    await control(sandbox, 'POST', 'reset?source=web', {});
    expect([await count(), (await refusedOf(sandbox)).length]).toEqual([{ '400': 1 }, 1]);
    await control(sandbox, 'POST', 'reset', {});
    expect([await count(), await refusedOf(sandbox)]).toEqual([{}, []]);
  });

  it('are named where messages are missing, and only those of the sources that were asked for', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/track', '{', { authorization: basic('web') });
    for (const [source, refused] of [
      ['web', 1],
      ['app', 0],
    ] as const) {
      const filter = { source };
      expect(await control(sandbox, 'POST', 'wait', { filter, timeout: 0 })).toMatchObject({
        status: 408,
        body: { met: false, refused },
      });
      expect(await control(sandbox, 'POST', 'assert', { filter })).toMatchObject({
        status: 417,
        body: { ok: false, refused },
      });
    }
  });

  it('are in memory alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-cli-refused-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const sandbox = await openSandbox({ data: { folder, pid: process.pid, isRunning: () => true } });
    await post(sandbox, '/v1/tracks', '{"only":"here"}');
    await sandbox.close();
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts.join('')).not.toContain('only');
  });
});

describe('GET /_/stream', () => {
  /** Follows until so many have come: the paths of refused requests, and the ids of messages. */
  async function follow(
    { url }: RunningSandbox,
    filter: object,
    count: number,
    after = 0,
  ): Promise<string[]> {
    const abort = new AbortController();
    const seen: string[] = [];
    const sleep = (ms: number) => wait(Math.min(ms, 20));
    for await (const event of followSandbox(url, { filter, after, signal: abort.signal, sleep })) {
      if (event.kind !== 'message') continue;
      const { outcome, path, messageId } = JSON.parse(event.line);
      seen.push(outcome === 'refused' ? path : messageId);
      if (seen.length >= count) abort.abort();
    }
    return seen;
  }

  async function sendAll(sandbox: RunningSandbox): Promise<void> {
    await fetch(`${sandbox.url}/a`);
    await send(sandbox, [track('1'), track('2')]);
    await fetch(`${sandbox.url}/b`);
    await send(sandbox, [track('3')]);
    await fetch(`${sandbox.url}/c`);
  }

  it('brings them in their place among all messages', async () => {
    const sandbox = await openSandbox();
    await sendAll(sandbox);
    expect(await follow(sandbox, { outcome: 'all' }, 6)).toEqual(['/a', '1', '2', '/b', '3', '/c']);
    expect(await follow(sandbox, { outcome: 'all' }, 3, 2)).toEqual(['/b', '3', '/c']);
    expect(await follow(sandbox, { outcome: 'refused' }, 3)).toEqual(['/a', '/b', '/c']);
  });

  it('brings none to who asked for some messages', async () => {
    const sandbox = await openSandbox();
    await sendAll(sandbox);
    expect(await follow(sandbox, {}, 3)).toEqual(['1', '2', '3']);
    expect(await follow(sandbox, { outcome: 'all', type: 'track' }, 3)).toEqual(['1', '2', '3']);
  });

  it('goes on behind the last one, which its id names', async () => {
    const sandbox = await openSandbox();
    await sendAll(sandbox);
    const read = async (query: string, end: string) => {
      const abort = new AbortController();
      const reply = await fetch(`${sandbox.url}/_/stream?outcome=all&${query}`, { signal: abort.signal });
      let text = '';
      for await (const chunk of reply.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        if (text.includes(end)) break;
      }
      abort.abort();
      return text;
    };
    const first = await read('after=0', '"/c"');
    const [, id = ''] = /event: refused\nid: (2-\w+-2)\ndata: .*"path":"\/b"/.exec(first) ?? [];
    const rest = await read(`after=${id}`, '"/c"');
    expect(rest).not.toContain('"/b"');
    expect(rest).toContain('"messageId":"3"');
  });
});
