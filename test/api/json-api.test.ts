import { describe, expect, onTestFinished, test } from 'vitest';
import { apiPath } from '../../src/api/api-path.ts';
import { type Http, type HttpReply, type HttpRequest, openHttp, TransportError } from '../../src/api/http.ts';
import { createJsonApi, type JsonApiOptions } from '../../src/api/json-api.ts';
import { ApiError } from '../../src/errors.ts';
import { serveRaw } from '../helpers/raw-server.ts';

/** A client whose waiting takes no time, and what it waited for and asked. */
function setUp(send: Http['send'], parts: Partial<JsonApiOptions> = {}) {
  let clock = 0;
  const waits: number[] = [];
  const requests: HttpRequest[] = [];
  const api = createJsonApi({
    http: {
      send(request) {
        requests.push(request);
        return send(request);
      },
    },
    baseUrl: 'https://api.segmentapis.com',
    authorization: 'Bearer t',
    concurrency: 1,
    explain: ({ status }) => new ApiError('refused', { status }),
    now: () => new Date(clock),
    monotonic: () => clock,
    random: () => 0.5,
    sleep(milliseconds) {
      waits.push(milliseconds);
      clock += milliseconds;
      return Promise.resolve();
    },
    onWait: () => {},
    ...parts,
  });
  const pass = (milliseconds: number) => {
    clock += milliseconds;
  };
  return { api, waits, requests, pass };
}

const reply = (status: number, headers: Record<string, string> = {}, body = '{}'): HttpReply => ({
  status,
  headers,
  body: Buffer.from(body),
});

const sum = (numbers: readonly number[]) => numbers.reduce((total, next) => total + next, 0);

describe('a 429', () => {
  test.each([
    ['Retry-After', reply(429, { 'retry-after': '7' }), 7000],
    ['msBeforeNext', reply(429, {}, '{"errors":[{"data":{"msBeforeNext":57647}}]}'), 57_647],
    ['X-RateLimit-Reset', reply(429, { 'x-ratelimit-reset': 'Thu, 01 Jan 1970 00:00:30 GMT' }), 30_000],
  ])('is waited for as long as %s says', async (_name, limited, wait) => {
    const { api, waits, requests } = setUp(() => Promise.resolve(requests.length > 1 ? reply(200) : limited));
    expect(await api.call({ path: apiPath`/` })).toBe('{}');
    expect(waits).toEqual([wait]);
  });

  test.each(['GET', 'POST', 'DELETE'] as const)(
    'without a time is asked again for five minutes: %s',
    async (method) => {
      const { api, waits, requests } = setUp(() => Promise.resolve(reply(429)));
      await expect(api.call({ path: apiPath`/`, method })).rejects.toMatchObject({ status: 429 });
      expect(waits.slice(0, 8)).toEqual([1000, 1000, 1000, 2000, 4000, 8000, 15_000, 15_000]);
      expect(sum(waits)).toBeGreaterThan(300_000 - 15_000);
      expect(sum(waits)).toBeLessThanOrEqual(300_000);
      expect(requests).toHaveLength(waits.length + 1);
    },
  );

  test('that ends after four minutes is a success', async () => {
    const { api, waits } = setUp(() => Promise.resolve(reply(sum(waits) > 240_000 ? 200 : 429)));
    expect(await api.call({ path: apiPath`/` })).toBe('{}');
  });

  test('never waits for nothing, whatever chance says', async () => {
    const { api, requests } = setUp(() => Promise.resolve(reply(429)), { random: () => 0 });
    await expect(api.call({ path: apiPath`/` })).rejects.toMatchObject({ status: 429 });
    expect(requests).toHaveLength(301);
  });
});

describe('what no try changes', () => {
  test.each(['never', 'once_taking'] as const)('%s: one request', async (retry) => {
    const { api, waits, requests } = setUp(() =>
      Promise.reject(new TransportError('tls', 'It broke.', { retry, hint: 'Mend it.' })),
    );
    await expect(api.call({ path: apiPath`/` })).rejects.toMatchObject({
      exitCode: 7,
      code: 'network_tls',
      hint: 'Mend it.',
    });
    expect([requests.length, waits]).toEqual([1, []]);
  });

  test('a broken connection is tried four times more', async () => {
    const { api, requests } = setUp(() => Promise.reject(new TransportError('connection', 'It broke.')));
    await expect(api.call({ path: apiPath`/` })).rejects.toMatchObject({ code: 'network_connection' });
    expect(requests).toHaveLength(5);
  });
});

describe('a server that never comes to an end', () => {
  test('all tries of a call together take less than a minute', async () => {
    const { api, waits, requests, pass } = setUp((request) => {
      pass(request.timeoutMs ?? 0);
      return Promise.reject(new TransportError('timeout', 'no whole answer'));
    });
    await expect(api.call({ path: apiPath`/` })).rejects.toMatchObject({
      code: 'network_timeout',
      exitCode: 7,
    });
    const timeouts = requests.map(({ timeoutMs }) => timeoutMs ?? 0);
    expect(timeouts).toEqual([30_000, 14_750]);
    expect(sum(timeouts) + sum(waits)).toBeLessThan(60_000);
  });

  test('a call is tried to its end before those that wait for their turn', async () => {
    const { api, requests, pass } = setUp((request) => {
      pass(request.timeoutMs ?? 0);
      return Promise.reject(new TransportError('timeout', 'no whole answer'));
    });
    const calls = [apiPath`/a`, apiPath`/b`].map((path) => api.call({ path }));
    await expect(Promise.race(calls)).rejects.toMatchObject({ code: 'network_timeout' });
    await Promise.allSettled(calls);
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(['/a', '/a', '/b', '/b']);
  });

  // Every byte comes in time, and there is no last one. A second here is a thousandth of one.
  test.each([
    ['body', 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n'],
    ['head', 'HTTP/1.1 200 OK\r\nX-Slow: '],
  ])('a %s that drips', async (_part, start) => {
    const server = await serveRaw((socket) => {
      socket.write(start);
      const drip = setInterval(() => socket.write('1'), 2);
      socket.on('close', () => clearInterval(drip));
    });
    const http = openHttp({ env: {}, userAgent: 'test' });
    onTestFinished(() => http.close());
    const { api, requests, pass } = setUp(
      async (request) => {
        const timeoutMs = request.timeoutMs ?? 0;
        const sent = http.send({ ...request, timeoutMs: Math.ceil(timeoutMs / 1000) });
        return sent.finally(() => pass(timeoutMs));
      },
      { baseUrl: server.url },
    );
    await expect(api.call({ path: apiPath`/` })).rejects.toMatchObject({
      code: 'network_timeout',
      exitCode: 7,
    });
    expect(requests).toHaveLength(2);
  });
});

describe('a reply as bytes', () => {
  const bytesOf = (body: Buffer) =>
    setUp(() => Promise.resolve({ ...reply(200), body })).api.callBytes({ path: apiPath`/` });

  test.each(['{"a":12345678901234567890.10}', ' [ ] ', '"ü"', 'null'])('is what came: %s', async (text) => {
    expect((await bytesOf(Buffer.from(text))).toString()).toBe(text);
  });

  test.each(['', '{"a":1', '<html>', '{}{}', '\ufeff{}'])(
    'is refused where it is no JSON: %s',
    async (text) => {
      await expect(bytesOf(Buffer.from(text))).rejects.toMatchObject({ code: 'reply_not_json' });
    },
  );

  test('is UTF-8, also where what came is not', async () => {
    const found = await bytesOf(Buffer.from([0x22, 0xe9, 0x22]));
    expect(found.toString()).toBe('"\ufffd"');
    expect(found).toHaveLength(5);
  });
});
