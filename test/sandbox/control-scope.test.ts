import { describe, expect, it } from 'vitest';
import { basic, openSandbox, post } from '../helpers/sandbox.ts';
import { control, send, track } from './control-client.ts';

describe('a reset of one source', () => {
  it.each([
    ['by write key', 'reset?writeKey=w', {}],
    ['by name', 'reset?source=web', {}],
    ['by write key as a source', 'reset?source=w', {}],
    ['in the body', 'reset', { writeKey: 'w' }],
    ['by name in the body', 'reset', { source: 'web' }],
  ])('%s forgets its messages, ids, requests and counts, and nobody else’s', async (_how, path, body) => {
    const sandbox = await openSandbox({
      ledger: true,
      sources: [
        { name: 'web', writeKey: 'w' },
        { name: 'app', writeKey: 'a' },
      ],
    });
    for (const key of ['w', 'a']) {
      await send(sandbox, [track(`${key}1`), track(`${key}2`), { type: 'track' }], key);
      await send(sandbox, [track(`${key}1`)], key);
      await post(sandbox, '/v1/batch', '{', { authorization: basic(key) });
    }
    const before = await control(sandbox, 'GET', 'stats?source=app');
    expect((await control(sandbox, 'POST', path, body)).status).toBe(200);
    expect((await control(sandbox, 'GET', 'stats?source=app')).body).toEqual({
      ...before.body,
      journal: expect.anything(),
    });
    expect((await control(sandbox, 'GET', 'stats?source=web')).body).toMatchObject({
      messages: { stored: 0, duplicates: 0, discarded: 0 },
      requests: { total: 0 },
    });
    expect((await control(sandbox, 'GET', 'stats')).body).toMatchObject({
      messages: { stored: 2, duplicates: 1, discarded: 1 },
      bySource: { app: 2 },
      discards: { no_user_anon_id: 1 },
      requests: { total: 3, byStatus: { 200: 2, 400: 1 } },
    });
    expect([...sandbox.journal.messages].map(({ messageId }) => messageId)).toEqual(['a1', 'a2']);
    expect([...sandbox.journal.requests].map(({ source }) => source)).toEqual(['app', 'app', 'app']);
    expect([...(sandbox.ledger?.entries({}) ?? [])].map(({ messageId }) => messageId)).toEqual(['a1', 'a2']);
    await send(sandbox, [track('w1'), track('a1')], 'w');
    expect(sandbox.journal.counts).toMatchObject({ stored: 3, duplicates: 2 });
  });

  it('does not wait for a request that says in its head that it is somebody else’s', async () => {
    const sandbox = await openSandbox();
    const { request } = await import('node:http');
    const slow = request(`${sandbox.url}/v1/track`, {
      method: 'POST',
      headers: { authorization: basic('theirs'), 'content-length': 50 },
    });
    slow.on('error', () => {});
    slow.write('{');
    await send(sandbox, [track('m')], 'mine');
    expect((await control(sandbox, 'POST', 'reset?writeKey=mine')).status).toBe(200);
    slow.destroy();
  });

  it('does not wait for requests that a fault holds back', async () => {
    const sandbox = await openSandbox({ faults: { rules: [{ hang: true }] } });
    const abort = new AbortController();
    const hanging = fetch(`${sandbox.url}/v1/track`, {
      method: 'POST',
      body: '{"writeKey":"k"}',
      signal: abort.signal,
    }).catch(() => 'gone');
    while (sandbox.journal.counts.requests === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    expect((await control(sandbox, 'POST', 'reset')).status).toBe(200);
    abort.abort();
    await hanging;
  });
});

describe('recordings', () => {
  it('leave out what differs by itself, and find what else does', async () => {
    const sandbox = await openSandbox();
    const order = (n: number, key: string, more: object = {}) => ({
      type: 'track',
      event: 'Order',
      userId: `u${n}`,
      timestamp: new Date(n).toISOString(),
      properties: { n, ...more },
      context: { library: { name: key, version: String(n) }, app: { name: 'shop' } },
    });
    await send(sandbox, [order(1, 'a'), order(2, 'a'), order(3, 'a')], 'a');
    await send(sandbox, [order(3, 'b'), order(1, 'b', { coupon: 'X' }), order(4, 'b')], 'b');
    const snapshot = async (key: string) => {
      const reply = await fetch(`${sandbox.url}/_/snapshot?writeKey=${key}`);
      return (await reply.text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    };
    const before = await snapshot('a');
    expect(before[0]).toEqual({
      type: 'track',
      event: 'Order',
      userId: 'u1',
      properties: { n: 1 },
      context: { app: { name: 'shop' } },
    });
    const same = await control(sandbox, 'POST', 'diff', {
      before: before.toReversed(),
      filter: { writeKey: 'a' },
    });
    expect(same.body).toEqual({ same: true, count: 0, differences: [] });
    const { body } = await control(sandbox, 'POST', 'diff', { before, filter: { writeKey: 'b' } });
    expect(body).toMatchObject({
      same: false,
      count: 3,
      differences: [
        { kind: 'changed', name: 'track “Order” of u1', fields: [{ path: 'properties.coupon', after: 'X' }] },
        { kind: 'missing', name: 'track “Order” of u2' },
        { kind: 'added', name: 'track “Order” of u4' },
      ],
    });
    const two = await control(sandbox, 'POST', 'diff', { before, after: await snapshot('b') });
    expect(two.body.count).toBe(3);
    expect((await control(sandbox, 'POST', 'diff', { before: [1] })).status).toBe(400);
  });
});

describe('GET /_/requests', () => {
  it('pages, and shows no write key', async () => {
    const sandbox = await openSandbox();
    for (let n = 0; n < 5; n += 1)
      await post(sandbox, '/v1/track', track(`${n}`), {
        authorization: basic('secret-key'),
        'x-retry-count': `${n}`,
      });
    const lines: string[] = [];
    for (let cursor: string | null = '0'; cursor !== null; ) {
      const reply: Response = await fetch(`${sandbox.url}/_/requests?limit=2&cursor=${cursor}`);
      lines.push(...(await reply.text()).trim().split('\n'));
      cursor = reply.headers.get('x-next-cursor');
    }
    expect(lines.map((line) => JSON.parse(line).retryCount)).toEqual(['0', '1', '2', '3', '4']);
    expect(lines.join()).not.toContain(Buffer.from('secret-key:').toString('base64'));
    expect((await fetch(`${sandbox.url}/_/requests?limit=0`)).status).toBe(400);
  });
});
