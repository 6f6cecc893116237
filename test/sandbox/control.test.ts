import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openHttp } from '../../src/api/http.ts';
import { readEvents, readStats, resetSandbox } from '../../src/api/sandbox/control.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { basic, openSandbox, post } from '../helpers/sandbox.ts';

const track = (fields: object = {}) => ({ type: 'track', event: 'E', userId: 'u', ...fields });

/** The parts of the control routes' answers that a test reads on; the whole is compared where it matters. */
interface Body {
  readonly events: { readonly messageId: string; readonly message: unknown }[];
  readonly next: string | null;
  readonly bytes: { readonly wire: number };
}

async function get({ url }: RunningSandbox, path: string): Promise<{ status: number; body: Body }> {
  const reply = await fetch(url + path);
  // A test that reads a part which is not there fails.
  return { status: reply.status, body: (await reply.json()) as Body };
}

async function ids(sandbox: RunningSandbox, query: string): Promise<string[]> {
  const { body } = await get(sandbox, `/_/events?${query}`);
  return body.events.map(({ messageId }) => messageId);
}

describe('GET /_/events', () => {
  const fill = async () => {
    const sandbox = await openSandbox({
      sources: [
        { name: 'web', writeKey: 'w' },
        { name: 'app', writeKey: 'a' },
      ],
    });
    await post(
      sandbox,
      '/v1/batch',
      {
        batch: [
          track({ messageId: '1' }),
          track({ messageId: '2', event: 'F', userId: 'v' }),
          { type: 'track', messageId: '3' },
        ],
      },
      { authorization: basic('w') },
    );
    await post(sandbox, '/v1/page', { anonymousId: 'v', messageId: '4' }, { authorization: basic('a') });
    await post(sandbox, '/v1/track', track({ messageId: '1' }), { authorization: basic('a') });
    return sandbox;
  };

  it.each<[string, string[]]>([
    ['', ['1', '2', '4']],
    ['order=desc', ['4', '2', '1']],
    ['limit=2', ['1', '2']],
    ['outcome=all', ['1', '2', '3', '4', '1']],
    ['outcome=all&order=desc', ['1', '4', '3', '2', '1']],
    ['outcome=discarded', ['3']],
    ['outcome=duplicate', ['1']],
    ['outcome=all&code=no_user_anon_id', ['3']],
    ['type=page', ['4']],
    ['event=F', ['2']],
    ['userId=v', ['2', '4']],
    ['source=web', ['1', '2']],
    ['source=a', ['4']],
    ['messageId=2', ['2']],
    ['messageId=nobody', []],
    ['type=track&userId=v', ['2']],
  ])('%s', async (query, expected) => {
    expect(await ids(await fill(), query)).toEqual(expected);
  });

  it.each([
    'limit=0',
    'limit=x',
    'limit=-1',
    'order=up',
    'outcome=lost',
    'cursor=x',
    'typo=1',
    '__proto__=1',
  ])('400 for %s', async (query) => {
    expect((await get(await openSandbox(), `/_/events?${query}`)).status).toBe(400);
  });

  it('tells of each message what happened to it', async () => {
    const sandbox = await openSandbox({ now: () => new Date('2026-01-02T03:04:05.678Z') });
    await post(
      sandbox,
      '/v1/track',
      { event: 'E', messageId: 'm' },
      { authorization: basic('k'), 'x-retry-count': '3' },
    );
    const { body } = await get(sandbox, '/_/events?outcome=all&raw=true');
    expect(body).toEqual({
      events: [
        {
          seq: 1,
          outcome: 'discarded',
          code: 'no_user_anon_id',
          type: 'track',
          messageId: 'm',
          source: 'k',
          path: '/v1/track',
          receivedAt: '2026-01-02T03:04:05.678Z',
          retryCount: '3',
          raw: '{"event":"E","messageId":"m"}',
          message: {
            type: 'track',
            event: 'E',
            messageId: 'm',
            receivedAt: '2026-01-02T03:04:05.678Z',
            timestamp: '2026-01-02T03:04:05.678Z',
            version: 2,
            channel: 'server',
          },
        },
      ],
      next: null,
      dropped: 0,
    });
  });

  it('is read in pages that miss nothing and repeat nothing, in both orders, while more arrives', async () => {
    const sandbox = await openSandbox();
    const send = (from: number, count: number) =>
      post(sandbox, '/v1/batch', {
        batch: Array.from({ length: count }, (_, index) =>
          index % 3 === 2
            ? { type: 'x', messageId: `${from + index}` }
            : track({ messageId: `${from + index}` }),
        ),
      });
    await send(0, 30);
    const all = Array.from({ length: 30 }, (_, index) => String(index));
    for (const [order, expected] of [
      ['asc', all],
      ['desc', all.toReversed()],
    ] as const) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null && seen.length < 30; ) {
        const { body } = await get(
          sandbox,
          `/_/events?outcome=all&limit=7&order=${order}${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        seen.push(...body.events.map(({ messageId }) => messageId));
        cursor = body.next;
        if (order === 'desc') await send(1_000 + seen.length * 10, 2);
      }
      expect(seen).toEqual(expected);
    }
  });

  it('shows what is no object at all as it came', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/batch', '{"batch":["text",7,null,[1]]}');
    const { body } = await get(sandbox, '/_/events?outcome=all');
    expect(body.events.map(({ message }) => message)).toEqual(['text', 7, null, [1]]);
  });
});

describe('GET /_/stats', () => {
  it('counts', async () => {
    const sandbox = await openSandbox({ now: () => new Date('2026-01-02T03:04:05.678Z'), maxMessages: 2 });
    await post(sandbox, '/v1/batch', {
      batch: [
        track({ messageId: '1' }),
        track({ messageId: '1' }),
        { type: 'track' },
        { type: 'page', userId: 'u' },
        track(),
      ],
    });
    await post(sandbox, '/v1/batch', { batch: [] });
    await post(sandbox, '/v1/batch', '{');
    const { body } = await get(sandbox, '/_/stats');
    expect(body).toEqual({
      startedAt: '2026-01-02T03:04:05.678Z',
      messages: { stored: 3, duplicates: 1, discarded: 1 },
      byType: { track: 2, page: 1 },
      bySource: { key: 3 },
      discards: { no_user_anon_id: 1, empty_batch: 1 },
      requests: { total: 3, byStatus: { '200': 2, '400': 1 }, refused: 1, refusedByStatus: { '400': 1 } },
      faults: {},
      rateLimited: 0,
      bytes: { wire: expect.any(Number), body: body.bytes.wire },
      journal: {
        held: 2,
        heldBytes: expect.any(Number),
        dropped: 1,
        maxMessages: 2,
        maxBytes: 134_217_728,
        idsForgotten: 0,
        resets: 0,
      },
    });
  });
});

describe('POST /_/reset', () => {
  const reset = (
    { url }: RunningSandbox,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) => fetch(`${url}/_/reset`, { method: 'POST', headers });

  it('forgets messages, ids and counts', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/track', track({ messageId: 'a' }));
    expect((await reset(sandbox)).status).toBe(200);
    expect(sandbox.journal.counts).toMatchObject({ stored: 0, requests: 0 });
    expect(await ids(sandbox, 'outcome=all')).toEqual([]);
    await post(sandbox, '/v1/track', track({ messageId: 'a' }));
    expect(sandbox.journal.counts).toMatchObject({ stored: 1, duplicates: 0 });
  });

  it('waits for requests that are under way', async () => {
    const sandbox = await openSandbox();
    const body = JSON.stringify(track());
    const slow = request(`${sandbox.url}/v1/track`, {
      method: 'POST',
      headers: { authorization: basic('k'), 'content-length': body.length },
    });
    const answered = new Promise<void>((resolve, reject) =>
      slow.on('response', (reply) => reply.resume().on('end', () => resolve())).on('error', reject),
    );
    slow.write(body.slice(0, 5));
    // The sandbox has seen the head of the slow request once it has answered one sent after it.
    await new Promise((resolve) =>
      slow.once('socket', (socket) =>
        socket.connecting ? socket.once('connect', resolve) : resolve(undefined),
      ),
    );
    await post(sandbox, '/v1/track', track());
    let isDone = false;
    const resetting = reset(sandbox).then(() => {
      isDone = true;
    });
    await post(sandbox, '/v1/track', track());
    expect(isDone).toBe(false);
    slow.end(body.slice(5));
    await Promise.all([answered, resetting]);
    expect(sandbox.journal.counts.stored).toBe(0);
    expect(sandbox.journal.messages.length).toBe(0);
  });

  it.each([{}, { 'content-type': 'text/plain' }, { 'content-type': 'application/x-www-form-urlencoded' }])(
    'refuses what a form can send: %j',
    async (headers) => {
      const sandbox = await openSandbox();
      await post(sandbox, '/v1/track', track());
      expect((await reset(sandbox, headers)).status).toBe(415);
      expect(sandbox.journal.counts.stored).toBe(1);
    },
  );

  it('is not done by a GET', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/track', track());
    expect((await fetch(`${sandbox.url}/_/reset`)).status).toBe(404);
    expect(sandbox.journal.counts.stored).toBe(1);
  });
});

describe('GET /health', () => {
  it('says who is there', async () => {
    expect(await get(await openSandbox({ version: '1.2.3' }), '/health')).toEqual({
      status: 200,
      body: { status: 'ok', name: 'segment sandbox', version: '1.2.3' },
    });
  });
});

describe('the client', () => {
  const http = () => openHttp({ env: {}, userAgent: 'test' });

  it('reads every page, byte for byte', async () => {
    const sandbox = await openSandbox();
    const items = Array.from(
      { length: 2_400 },
      (_, index) =>
        `{"type":"track","event":"E","userId":"u","messageId":"${index}","n":12345678901234567890,"pad":"${'x'.repeat(100)}"}`,
    );
    await post(sandbox, '/v1/batch', `{"batch":[${items.join(',')}]}`);
    const client = http();
    const lines: string[] = [];
    for await (const page of readEvents(client, sandbox.url, { raw: true })) lines.push(...page.lines);
    expect(lines.map((line) => JSON.parse(line).raw)).toEqual(items);
    expect(lines.every((line) => line.includes('"n":12345678901234567890'))).toBe(true);
    const few = [];
    for await (const page of readEvents(client, sandbox.url, { order: 'desc' }, 3)) few.push(page);
    expect(few.map(({ lines: page, hasMore }) => [page.length, hasMore])).toEqual([[3, true]]);
    await client.close();
  });

  it('counts and resets', async () => {
    const sandbox = await openSandbox();
    const client = http();
    await post(sandbox, '/v1/track', track());
    expect(await readStats(client, `${sandbox.url}/`)).toMatchObject({ messages: { stored: 1 } });
    await resetSandbox(client, sandbox.url);
    expect(await readStats(client, sandbox.url)).toMatchObject({ messages: { stored: 0 } });
    await client.close();
  });

  it('says when nobody is there', async () => {
    const client = http();
    await expect(resetSandbox(client, 'http://127.0.0.1:1')).rejects.toMatchObject({
      code: 'sandbox_unreachable',
      exitCode: 7,
    });
    await client.close();
  });
});
