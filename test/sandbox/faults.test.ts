import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openHttp, TransportError } from '../../src/api/http.ts';
import { judgeFailure, judgeReply, type SendOutcome } from '../../src/api/retry.ts';
import { draw } from '../../src/sandbox/faults/draw.ts';
import { createFaults } from '../../src/sandbox/faults/faults.ts';
import { type FaultPlan, type FaultRule, readFaultPlan } from '../../src/sandbox/faults/plan.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { basic, openSandbox, post, rawExchange } from '../helpers/sandbox.ts';

const body = (messageId: string) => JSON.stringify({ type: 'track', event: 'E', userId: 'u', messageId });

/** A request as bytes; the answer is whatever comes until the connection ends. */
function rawRequest(messageId = 'm', path = '/v1/track', writeKey = 'key'): string {
  const text = body(messageId);
  return `POST ${path} HTTP/1.1\r\nHost: localhost:PORT\r\nAuthorization: ${basic(writeKey)}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
}

async function exchange(sandbox: RunningSandbox, request = rawRequest()): Promise<string> {
  return rawExchange(sandbox, request.replace('PORT', String(sandbox.port)));
}

/** How a raw connection ended: what came, and whether it was reset. */
function observe(
  sandbox: RunningSandbox,
  waitMs = 10_000,
): Promise<{ text: string; end: 'closed' | 'reset' | 'open' }> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(sandbox.port, '127.0.0.1', () => {
      socket.write(rawRequest().replace('PORT', String(sandbox.port)));
    });
    const timer = setTimeout(() => finish('open'), waitMs);
    const finish = (end: 'closed' | 'reset' | 'open'): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, end });
    };
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => finish('reset'));
    socket.on('close', () => finish('closed'));
  });
}

/** What our own transport and its judge make of one request. */
async function judge(sandbox: RunningSandbox, timeoutMs = 5_000): Promise<SendOutcome> {
  const http = openHttp({ env: {}, userAgent: 'test' });
  onTestFinished(() => http.close());
  try {
    const reply = await http.send({
      method: 'POST',
      url: `${sandbox.url}/v1/track`,
      headers: { authorization: basic('key'), 'content-type': 'application/json' },
      body: body('ours'),
      timeoutMs,
    });
    return judgeReply(reply, { oauth: false, now: new Date(), url: sandbox.url, region: 'us' });
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return judgeFailure(error);
  }
}

const withRules = (...rules: FaultRule[]) => openSandbox({ faults: { rules } });

describe('each fault, seen by a raw client and by our own transport', () => {
  it.each([
    [500, 'retry'],
    [408, 'retry'],
    [429, 'retry'],
    [460, 'retry'],
    [529, 'retry'],
    [501, 'stop'],
    [401, 'stop'],
    [404, 'stop'],
    [413, 'split'],
    [418, 'stop'],
  ])('status %i: %s', async (status, kind) => {
    const sandbox = await withRules({ status });
    const text = await exchange(sandbox);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(text).toContain('"success":false');
    expect((await judge(sandbox)).kind).toBe(kind);
    expect(sandbox.journal.counts).toMatchObject({ stored: 0, requests: 2 });
  });

  it('a status no library writes', async () => {
    expect(await exchange(await withRules({ status: 799 }))).toMatch(/^HTTP\/1\.1 799 /);
  });

  it('the texts of Segment, which split', async () => {
    const sandbox = await withRules({ status: 400, message: 'Exceed payload limit' });
    expect(await judge(sandbox)).toMatchObject({ kind: 'split', reason: 'Exceed payload limit' });
  });

  it('a status after storing', async () => {
    const sandbox = await withRules({ status: 500, stores: true });
    expect(await exchange(sandbox)).toMatch(/^HTTP\/1\.1 500 /);
    expect(sandbox.journal.counts).toMatchObject({ stored: 1 });
    expect(sandbox.journal.requests.at(0)).toMatchObject({
      status: 500,
      messages: 1,
      faults: ['status 500'],
    });
  });

  const now = new Date('2026-01-02T03:04:05.000Z');
  it.each<[FaultRule['retryAfter'], string, number]>([
    [2, '2', 2_000],
    [1.5, '1.5', 1_500],
    [0, '0', 0],
    ['soon', 'soon', 0],
    [{ date: 30 }, 'Fri, 02 Jan 2026 03:04:35 GMT', 30_000],
  ])('Retry-After %j', async (retryAfter, header) => {
    const sandbox = await openSandbox({ now: () => now, faults: { rules: [{ status: 429, retryAfter }] } });
    expect((await exchange(sandbox)).toLowerCase()).toContain(`retry-after: ${header.toLowerCase()}\r\n`);
  });

  it.each<[FaultRule['retryAfter'], number | undefined]>([
    [2, 2_000],
    [1.5, 1_500],
    [0, undefined],
    ['soon', undefined],
    [1_000, 300_000],
  ])('Retry-After %j is heard as %j ms', async (retryAfter, retryAfterMs) => {
    expect(await judge(await withRules({ status: 503, retryAfter }))).toMatchObject({
      kind: 'retry',
      retryAfterMs,
    });
  });

  it('Retry-After as a date is heard', async () => {
    const outcome = await judge(await withRules({ status: 503, retryAfter: { date: 30 } }));
    expect(outcome.kind === 'retry' ? outcome.retryAfterMs : 0).toBeGreaterThan(28_000);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('reset %s storing', async (reset, stored) => {
    const sandbox = await withRules({ reset });
    expect(await observe(sandbox)).toEqual({ text: '', end: 'reset' });
    expect(sandbox.journal.counts.stored).toBe(stored);
    expect(await judge(sandbox)).toMatchObject({ kind: 'retry', error: { code: 'network_connection' } });
    expect(sandbox.journal.requests.at(0)).toMatchObject({ status: 0, faults: [`reset ${reset} storing`] });
  });

  it('a truncated answer: half of the body', async () => {
    const sandbox = await withRules({ truncated: true });
    const { text, end } = await observe(sandbox);
    expect(text).toMatch(/content-length: 17\r\n/i);
    expect(text.slice(text.indexOf('\r\n\r\n') + 4)).toBe('{"succes');
    expect(end).toBe('closed');
    expect(sandbox.journal.counts.stored).toBe(1);
    expect(await judge(sandbox)).toMatchObject({ kind: 'retry', error: { code: 'network_truncated' } });
  });

  it('a truncated answer: nothing but the head', async () => {
    const sandbox = await withRules({ truncated: 0, stores: false });
    const { text } = await observe(sandbox);
    expect(text).toMatch(/^HTTP\/1\.1 .*\r\n\r\n$/s);
    expect(sandbox.journal.counts.stored).toBe(0);
    expect((await judge(sandbox)).kind).toBe('retry');
  });

  it('a hang, until the client gives up', async () => {
    const sandbox = await withRules({ hang: true });
    expect(await observe(sandbox, 100)).toEqual({ text: '', end: 'open' });
    expect(await judge(sandbox, 100)).toMatchObject({ kind: 'retry', error: { code: 'network_timeout' } });
    expect(sandbox.journal.counts).toMatchObject({ stored: 0, requests: 2 });
  });

  it('a hang does not keep a sandbox from closing', async () => {
    const sandbox = await withRules({ hang: true });
    const hanging = observe(sandbox);
    while (sandbox.journal.counts.requests === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await sandbox.close();
    expect((await hanging).text).toBe('');
  });

  it('a web page with 200', async () => {
    const sandbox = await withRules({ html: true });
    expect(await exchange(sandbox)).toMatch(
      /^HTTP\/1\.1 200 OK\r\n.*content-type: text\/html.*<!doctype html>/is,
    );
    expect(await judge(sandbox)).toMatchObject({ kind: 'retry', error: { code: 'reply_not_json' } });
    expect(sandbox.journal.counts.stored).toBe(0);
  });

  it.each([undefined, 301, 303, 307, 308])('a redirect, status %j, that nobody follows', async (status) => {
    const target = await openSandbox();
    const sandbox = await withRules({
      redirect: `${target.url}/v1/track`,
      ...(status === undefined ? {} : { status }),
    });
    expect(await exchange(sandbox)).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status ?? 302} .*location: ${target.url}`, 'is'),
    );
    expect((await judge(sandbox)).kind).toBe('stop');
    expect(target.journal.counts.requests).toBe(0);
  });

  it('an answer that drips', async () => {
    const sandbox = await withRules({ drip: 5 });
    const start = performance.now();
    expect(await exchange(sandbox)).toMatch(/\{"success": true\}$/);
    // 17 bytes, 5 ms apart: a timer may be late, never early by more than its grain.
    expect(performance.now() - start).toBeGreaterThan(60);
    expect(await judge(sandbox)).toMatchObject({ kind: 'acknowledged' });
    expect((await judge(await withRules({ drip: 1_000 }), 200)).kind).toBe('retry');
  });

  it('latency, fixed and between two times, and then what the next rule says', async () => {
    const sandbox = await withRules({ latency: [30, 60] }, { latency: 20 }, { first: 1, status: 503 });
    const start = performance.now();
    expect(await exchange(sandbox)).toMatch(/^HTTP\/1\.1 503 /);
    expect(performance.now() - start).toBeGreaterThan(45);
    expect(await judge(sandbox)).toMatchObject({ kind: 'acknowledged' });
    expect(Object.fromEntries(sandbox.journal.counts.faults)).toEqual({ latency: 4, 'status 503': 1 });
  });

  it('lets a page read the answer', async () => {
    const sandbox = await withRules({ status: 500 });
    const reply = await post(sandbox, '/v1/track', body('m'), {
      authorization: basic('k'),
      origin: 'https://shop.example',
    });
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([500, '*']);
  });
});

describe('which requests', () => {
  async function statuses(
    faults: FaultPlan,
    requests: readonly { path?: string; key?: string }[],
  ): Promise<number[]> {
    const sandbox = await openSandbox({
      faults,
      sources: [
        { name: 'web', writeKey: 'w' },
        { name: 'app', writeKey: 'a' },
      ],
    });
    const found: number[] = [];
    for (const [index, { path = '/v1/track', key = 'w' }] of requests.entries()) {
      found.push((await post(sandbox, path, body(`${index}`), { authorization: basic(key) })).status);
    }
    return found;
  }
  const times = (count: number) => Array.from({ length: count }, () => ({}));

  it.each<[FaultRule[], number[]]>([
    [[{ first: 2, status: 500 }], [500, 500, 200, 200, 200, 200]],
    [[{ every: 3, status: 500 }], [200, 200, 500, 200, 200, 500]],
    [[{ after: 4, status: 500 }], [200, 200, 200, 200, 500, 500]],
    [[{ after: 1, times: 2, status: 500 }], [200, 500, 500, 200, 200, 200]],
    [
      [
        { first: 1, status: 500 },
        { first: 2, status: 429 },
      ],
      [500, 429, 429, 200, 200, 200],
    ],
    [[{ share: 0, status: 500 }], [200, 200, 200, 200, 200, 200]],
    [[{ share: 1, status: 500 }], [500, 500, 500, 500, 500, 500]],
    [[{ status: 500, path: '/v1/batch' }], [200, 200, 200, 200, 200, 200]],
    [[{ status: 500, path: '/v1/*' }], [500, 500, 500, 500, 500, 500]],
  ])('%j', async (rules, expected) => {
    expect(await statuses({ rules }, times(6))).toEqual(expected);
  });

  it('by path, by write key in the header, and by the name of the source', async () => {
    const requests = [{ key: 'w' }, { key: 'a' }, { key: 'w', path: '/v1/page' }];
    expect(await statuses({ rules: [{ path: '/v1/page', status: 500 }] }, requests)).toEqual([200, 200, 500]);
    expect(await statuses({ rules: [{ writeKey: 'a', status: 500 }] }, requests)).toEqual([200, 500, 200]);
    expect(await statuses({ rules: [{ source: 'web', status: 500 }] }, requests)).toEqual([500, 200, 500]);
  });

  it('by write key in the body, which counts more than the one in the header', async () => {
    const sandbox = await withRules({ writeKey: 'b', status: 500 });
    const send = (text: string) => post(sandbox, '/v1/track', text, { authorization: basic('h') });
    expect((await send('{"writeKey":"b","event":"E","userId":"u"}')).status).toBe(500);
    expect((await send('{"event":"E","userId":"u"}')).status).toBe(200);
    expect((await send('not JSON')).status).toBe(400);
  });

  it('a share is met, and is the same with every run of the same seed', () => {
    const run = (seed: number) => {
      const faults = createFaults({
        seed,
        rules: [
          { share: 0.05, status: 500 },
          { share: 0.02, reset: 'after' },
        ],
      });
      return Array.from({ length: 20_000 }, () =>
        faults.decide({ path: '/v1/batch', sender: () => ({}), now: new Date(0) }),
      ).map((decision) => decision?.names.join() ?? '-');
    };
    const [first, again, other] = [run(7), run(7), run(8)];
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
    const share = first.filter((name) => name === 'status 500').length / first.length;
    expect(share).toBeGreaterThan(0.045);
    expect(share).toBeLessThan(0.055);
    expect(first.slice(0, 200)).toEqual(run(7).slice(0, 200));
  });

  it('what other sources send does not move the faults of a rule that is not about them', () => {
    const faults = (noise: number) => {
      const plan = createFaults({ seed: 3, rules: [{ writeKey: 'mine', share: 0.3, status: 500 }] });
      const ask = (writeKey: string) =>
        plan.decide({ path: '/', sender: () => ({ writeKey }), now: new Date(0) }) !== undefined;
      return Array.from({ length: 200 }, (_, index) => {
        for (let other = 0; other < (index * noise) % 7; other += 1) ask('other');
        return ask('mine');
      });
    };
    expect(faults(0)).toEqual(faults(5));
    expect(faults(0).filter(Boolean).length).toBeGreaterThan(30);
  });

  it('draws numbers that spread evenly', () => {
    const buckets = new Array<number>(10).fill(0);
    for (let n = 1; n <= 50_000; n += 1) {
      const value = draw(1, 0, n, 0);
      const bucket = Math.floor(value * 10);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const count of buckets) expect(Math.abs(count - 5_000)).toBeLessThan(350);
  });
});

describe('a plan', () => {
  it.each<[unknown, string]>([
    [undefined, 'the body: the value does not fit.'],
    [{}, 'rules: the value does not fit.'],
    [{ rules: [], sed: 1 }, 'the body: there is no field “sed”.'],
    [{ rules: [{ statsu: 500 }] }, 'rules.0: there is no field “statsu”.'],
    [{ rules: [{ status: 500 }, { status: 99 }] }, 'rules.1.status: the value does not fit.'],
    [{ rules: [{ share: 1.1, status: 500 }] }, 'rules.0.share: the value does not fit.'],
    [{ rules: [{ reset: 'during' }] }, 'rules.0.reset: the value does not fit.'],
    [{ rules: [{ first: 0, status: 500 }] }, 'rules.0.first: the value does not fit.'],
    [{ rules: [{ status: 500, headers: { 'a b': 'x' } }] }, 'rules.0.headers.a b: the value does not fit.'],
    [{ rules: [{ redirect: 'http://x/\r\nset-cookie: a' }] }, 'rules.0.redirect: the value does not fit.'],
    [
      { rules: [{}] },
      'rules.0: it does nothing: give one of status, reset, truncated, hang, html, redirect, latency, drip.',
    ],
    [{ rules: [{ status: 500, hang: true }] }, 'rules.0: status and hang cannot happen together.'],
    [
      { rules: [{ hang: true, retryAfter: 1 }] },
      'rules.0: retryAfter needs a status, html or redirect to go with.',
    ],
    [{ rules: [{ reset: 'after', stores: false }] }, 'rules.0: reset says itself whether it stores.'],
    [{ rules: [{ latency: [5, 1] }] }, 'rules.0: latency ends before it begins.'],
    [{ rules: [{ redirect: '/x', status: 500 }] }, 'rules.0: a redirect has a status from 300 to 399.'],
    [{ rules: new Array(101).fill({ status: 500 }) }, 'rules: the value does not fit.'],
  ])('%j is refused', (value, message) => {
    expect(readFaultPlan(value)).toEqual({ kind: 'invalid', message });
  });

  const control = async (
    sandbox: RunningSandbox,
    method: string,
    path: string,
    text?: string,
    type = 'application/json',
  ) => {
    const reply = await fetch(`${sandbox.url}/_/faults${path}`, {
      method,
      headers: { 'content-type': type },
      ...(text === undefined ? {} : { body: text }),
    });
    // A test that reads a part which is not there fails.
    return { status: reply.status, body: (await reply.json()) as { readonly plans: unknown[] } };
  };

  it('is set, read with what it did, and cleared over HTTP', async () => {
    const sandbox = await openSandbox();
    const plan = { seed: 5, rules: [{ name: 'flaky', every: 2, status: 500 }] };
    expect((await control(sandbox, 'POST', '', JSON.stringify(plan))).status).toBe(200);
    for (const id of ['1', '2', '3']) await post(sandbox, '/v1/track', body(id));
    expect(await control(sandbox, 'GET', '')).toEqual({
      status: 200,
      body: { plans: [{ scope: {}, seed: 5, rules: [{ ...plan.rules[0], seen: 3, hits: 1 }] }] },
    });
    const stats = await (await fetch(`${sandbox.url}/_/stats`)).json();
    expect(stats).toMatchObject({ faults: { flaky: 1 }, requests: { byStatus: { 200: 2, 500: 1 } } });
    const requests = (await (await fetch(`${sandbox.url}/_/requests?fault=flaky`)).text()).trim().split('\n');
    expect(requests.map((line) => JSON.parse(line))).toMatchObject([
      { seq: 2, status: 500, faults: ['flaky'], source: 'key', headers: { authorization: 'Basic …' } },
    ]);
    expect((await control(sandbox, 'DELETE', '')).status).toBe(200);
    expect((await post(sandbox, '/v1/track', body('4'))).status).toBe(200);
    expect((await control(sandbox, 'GET', '')).body).toEqual({ plans: [] });
  });

  it('is refused in part and as a whole, and the old one stays', async () => {
    const sandbox = await withRules({ status: 503 });
    expect(await control(sandbox, 'POST', '', '{"rules":[{"statsu":1}]}')).toEqual({
      status: 400,
      body: { success: false, code: 'invalid_request', message: 'rules.0: there is no field “statsu”.' },
    });
    expect((await control(sandbox, 'POST', '', '{')).status).toBe(400);
    expect((await control(sandbox, 'POST', '?colour=red', '{"rules":[]}')).status).toBe(400);
    expect((await control(sandbox, 'POST', '', '{"rules":[]}', 'text/plain')).status).toBe(415);
    expect((await control(sandbox, 'DELETE', '', undefined, 'text/plain')).status).toBe(415);
    expect((await post(sandbox, '/v1/track', body('1'))).status).toBe(503);
  });

  it('of a scope is for its sources alone and speaks before the one for all', async () => {
    const sandbox = await openSandbox({
      sources: [
        { name: 'web', writeKey: 'w' },
        { name: 'app', writeKey: 'a' },
      ],
    });
    await control(sandbox, 'POST', '', '{"rules":[{"status":503}]}');
    await control(sandbox, 'POST', '?source=web', '{"rules":[{"first":1,"status":500}]}');
    await control(sandbox, 'POST', '?writeKey=a', '{"rules":[{"first":1,"status":404}]}');
    const send = async (key: string) =>
      (await post(sandbox, '/v1/track', body(key), { authorization: basic(key) })).status;
    expect([await send('w'), await send('w'), await send('a'), await send('other')]).toEqual([
      500, 503, 404, 503,
    ]);
    expect((await control(sandbox, 'GET', '?source=web')).body.plans).toMatchObject([
      { scope: { source: 'web' } },
    ]);
    await control(sandbox, 'DELETE', '?source=web');
    expect((await control(sandbox, 'GET', '')).body.plans).toHaveLength(2);
    await control(sandbox, 'DELETE', '');
    expect([await send('w'), await send('a')]).toEqual([200, 200]);
  });
});

describe('the ledger', () => {
  it('knows every stored message and the hash of its bytes, also when the journal has dropped it', async () => {
    const sandbox = await openSandbox({ ledger: true, maxMessages: 2 });
    const { createHash } = await import('node:crypto');
    const items = Array.from(
      { length: 1_200 },
      (_, n) => `{"type":"track","event":"E","userId":"u","messageId":"m${n}","n":1.0}`,
    );
    await post(sandbox, '/v1/batch', `{"batch":[${items.join(', ')}]}`);
    await post(
      sandbox,
      '/v1/batch',
      `{"batch":[${items[0]},${items[1]?.replace('1.0', '1.00')},{"type":"track"}]}`,
    );
    const reply = await fetch(`${sandbox.url}/_/ledger`);
    expect(reply.headers.get('content-type')).toBe('application/x-ndjson');
    const entries = (await reply.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.map(({ sha256 }) => sha256)).toEqual(
      items.map((item) => createHash('sha256').update(item).digest('hex')),
    );
    expect(
      entries.slice(0, 3).map(({ messageId, arrivals, altered }) => [messageId, arrivals, altered]),
    ).toEqual([
      ['m0', 2, false],
      ['m1', 2, true],
      ['m2', 1, false],
    ]);
    expect(sandbox.ledger?.size).toBe(1_200);
    expect(sandbox.journal.messages.length).toBe(2);
  });

  it('does not take a new sentAt for another message', async () => {
    const sandbox = await openSandbox({ ledger: true });
    const send = (more: string) =>
      post(sandbox, '/v1/track', `{"messageId":"m","event":"E","userId":"u"${more}}`);
    for (const sentAt of ['1', '2']) await send(`,"sentAt":"2026-01-0${sentAt}T00:00:00Z"`);
    expect([...(sandbox.ledger?.entries({}) ?? [])]).toMatchObject([{ arrivals: 2, altered: false }]);
    await send(',"n":1');
    expect([...(sandbox.ledger?.entries({}) ?? [])]).toMatchObject([{ arrivals: 3, altered: true }]);
  });

  it('is not there unless asked for', async () => {
    const reply = await fetch(`${(await openSandbox()).url}/_/ledger`);
    expect([reply.status, await reply.json()]).toEqual([409, expect.objectContaining({ code: 'no_ledger' })]);
  });
});
