import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Http, type HttpTrace, openHttp, TransportError } from '../../src/api/http.ts';
import { judgeFailure, judgeReply } from '../../src/api/retry.ts';
import { UsageError } from '../../src/errors.ts';
import { json, serve } from '../helpers/http-server.ts';
import { closedPort, serveRaw } from '../helpers/raw-server.ts';

function open(parts: Partial<Parameters<typeof openHttp>[0]> = {}): Http {
  const http = openHttp({ env: {}, userAgent: 'segment-cli/1.2.3 node/20.18.1', connections: 2, ...parts });
  onTestFinished(() => http.close());
  return http;
}

const post = (http: Http, url: string, timeoutMs = 5000) =>
  http.send({
    method: 'POST',
    url: `${url}/v1/track`,
    headers: { 'content-type': 'application/json' },
    body: '{}',
    timeoutMs,
  });

/** The TransportError that a promise ends with. */
async function failure(promise: Promise<unknown>): Promise<TransportError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof TransportError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

const facts = { oauth: false, now: new Date(), url: 'https://api.segment.io/v1/track' };

describe('a request', () => {
  test('carries what was given, and nothing that asks for compression', async () => {
    const server = await serve((_request, reply) => json(reply, 200, { success: true }));
    const reply = await post(open(), server.url);
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body.toString())).toEqual({ success: true });
    expect(server.requests).toEqual([
      {
        method: 'POST',
        path: '/v1/track',
        body: '{}',
        headers: expect.objectContaining({
          'user-agent': 'segment-cli/1.2.3 node/20.18.1',
          'accept-encoding': 'identity',
          'content-type': 'application/json',
          'content-length': '2',
        }),
      },
    ]);
  });

  test('keeps its query, and a body of bytes stays those bytes', async () => {
    const server = await serve((_request, reply) => json(reply, 200, {}));
    const http = open();
    await http.send({ method: 'GET', url: `${server.url}/v1/x?a=%2B&b=1` });
    await http.send({ method: 'POST', url: `${server.url}/v1/batch`, body: new Uint8Array([0x7b, 0x7d]) });
    expect(server.requests.map(({ path, body }) => [path, body])).toEqual([
      ['/v1/x?a=%2B&b=1', ''],
      ['/v1/batch', '{}'],
    ]);
  });

  test('goes nowhere that is not safe', async () => {
    await expect(open().send({ method: 'GET', url: 'http://127.0.0.1.evil.example/' })).rejects.toThrow(
      UsageError,
    );
  });

  test.each(['hush\r\nx-c: d', 'hush\n', 'hu\0sh', 'hush日本'])(
    'a header that cannot be written is no fault of the network: %j',
    async (value) => {
      const server = await serve((_request, reply) => json(reply, 200, {}));
      for (const connections of [1, 2]) {
        const sent = open({ connections }).send({
          method: 'GET',
          url: server.url,
          headers: { 'x-a': value },
        });
        const error = await sent.catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(UsageError);
        expect(error).toMatchObject({
          code: 'request_invalid',
          message: expect.stringContaining('x-a header'),
        });
        expect(String(error)).not.toMatch(/hu.?sh/);
      }
      expect(server.requests).toEqual([]);
    },
  );

  test('connections are used again', async () => {
    const server = await serveRaw((socket) => {
      const answer = () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
      answer();
      socket.on('data', answer);
    });
    const http = open({ connections: 1 });
    for (let i = 0; i < 5; i += 1) expect((await post(http, server.url)).status).toBe(200);
    expect(server.connections()).toBe(1);
  });

  test('many at once use as many connections as allowed, not more', async () => {
    const server = await serveRaw((socket) => {
      const answer = () =>
        setTimeout(() => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'), 5);
      answer();
      socket.on('data', answer);
    });
    const http = open({ connections: 4 });
    await Promise.all(Array.from({ length: 20 }, () => post(http, server.url)));
    expect(server.connections()).toBe(4);
  });
});

describe('redirects are never followed (rule S7)', () => {
  test.each([301, 302, 303, 307, 308])('%i, to the same host and to another', async (status) => {
    const other = await serve((_request, reply) => json(reply, 200, { success: true }));
    for (const location of ['/elsewhere', `${other.url}/v1/track`]) {
      const server = await serve((_request, reply) => reply.writeHead(status, { location }).end());
      const reply = await post(open(), server.url);
      expect(reply.status).toBe(status);
      expect(judgeReply(reply, facts)).toMatchObject({
        kind: 'stop',
        error: { code: 'redirected', exitCode: 6 },
      });
      expect(server.requests).toHaveLength(1);
    }
    expect(other.requests).toEqual([]);
  });
});

describe('a connection that fails', () => {
  test('nobody listens: asks whether the sandbox is running', async () => {
    const error = await failure(post(open(), await closedPort()));
    expect(error).toMatchObject({ kind: 'connection', hint: expect.stringContaining('segment sandbox') });
  });

  test('a name that does not exist', async () => {
    const error = await failure(post(open(), 'https://no-such-host.invalid'));
    expect(error.kind).toBe('dns');
    expect(error.message).toContain('no-such-host.invalid');
  });

  test('reset before any reply', async () => {
    const server = await serveRaw((socket) => socket.resetAndDestroy());
    expect((await failure(post(open(), server.url))).kind).toBe('connection');
  });

  test('closed before any reply', async () => {
    const server = await serveRaw((socket) => socket.end());
    expect((await failure(post(open(), server.url))).kind).toBe('connection');
  });

  test('TLS is spoken to a server that does not', async () => {
    const server = await serveRaw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect((await failure(post(open(), server.url.replace('http:', 'https:')))).kind).toBe('tls');
  });
});

describe('a reply that is not what it should be', () => {
  const raw = async (head: string, more?: (socket: import('node:net').Socket) => void) => {
    const server = await serveRaw((socket) => {
      socket.write(head);
      more?.(socket);
    });
    return server.url;
  };

  test('cut off inside its length', async () => {
    const url = await raw('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"succ', (socket) => socket.end());
    const error = await failure(post(open(), url));
    expect(error.kind).toBe('truncated');
    expect(judgeFailure(error)).toMatchObject({ kind: 'retry' });
  });

  test('reset inside its length', async () => {
    const url = await raw('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"succ', (socket) =>
      setTimeout(() => socket.resetAndDestroy(), 20),
    );
    expect((await failure(post(open(), url))).kind).toBe('truncated');
  });

  test('cut off inside a chunk', async () => {
    const url = await raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{"success"', (socket) =>
      socket.end(),
    );
    expect((await failure(post(open(), url))).kind).toBe('truncated');
  });

  test('without a length, cut in the middle of its JSON: retried', async () => {
    const url = await raw('HTTP/1.1 200 OK\r\n\r\n{"success": tr', (socket) => socket.end());
    expect(judgeReply(await post(open(), url), facts)).toMatchObject({ kind: 'retry' });
  });

  test('a web page with 200: retried', async () => {
    const url = await raw('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Log in</html>', (socket) =>
      socket.end(),
    );
    expect(judgeReply(await post(open(), url), facts)).toMatchObject({
      kind: 'retry',
      reason: expect.stringContaining('web page'),
    });
  });

  test('never comes: the total time ends it', async () => {
    const url = await raw('', () => {});
    const error = await failure(post(open(), url, 150));
    expect(error).toMatchObject({ kind: 'timeout', message: expect.stringContaining('150 ms') });
  });

  test('stalls after its headers', async () => {
    const url = await raw('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{');
    expect((await failure(post(open(), url, 150))).kind).toBe('timeout');
  });

  test('drips for ever', async () => {
    const url = await raw('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n', (socket) => {
      const drip = setInterval(() => socket.write('x'), 10);
      socket.on('close', () => clearInterval(drip));
    });
    expect((await failure(post(open(), url, 250))).kind).toBe('timeout');
  });

  test('drips headers for ever', async () => {
    const url = await raw('HTTP/1.1 200 OK\r\n', (socket) => {
      const drip = setInterval(() => socket.write('x'), 10);
      socket.on('close', () => clearInterval(drip));
    });
    expect((await failure(post(open(), url, 250))).kind).toBe('timeout');
  });

  test('1 MiB is read, a byte more is not', async () => {
    const sized = (bytes: number) => serve((_request, reply) => reply.end(Buffer.alloc(bytes, 0x20)));
    const http = open();
    expect((await post(http, (await sized(1_048_576)).url)).body.length).toBe(1_048_576);
    expect((await failure(post(http, (await sized(1_048_577)).url))).kind).toBe('reply_too_large');
  });

  test('endless', async () => {
    const url = await raw('HTTP/1.1 200 OK\r\n\r\n', (socket) => {
      const more = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
      };
      socket.on('drain', more);
      more();
    });
    expect((await failure(post(open(), url))).kind).toBe('reply_too_large');
  });

  test('a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1_048_576));
    expect(bomb.length).toBeLessThan(1_048_576);
    const server = await serve((_request, reply) =>
      reply.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    expect((await failure(post(open(), server.url))).kind).toBe('reply_too_large');
  });

  test('gzip although nobody asked is read all the same', async () => {
    const server = await serve((_request, reply) =>
      reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"success":true}')),
    );
    expect(judgeReply(await post(open(), server.url), facts)).toMatchObject({ kind: 'acknowledged' });
  });

  test('gzip that is none, and an encoding nobody knows', async () => {
    const encoded = (encoding: string) =>
      serve((_request, reply) =>
        reply.writeHead(200, { 'content-encoding': encoding }).end('{"success":true}'),
      );
    const http = open();
    expect((await failure(post(http, (await encoded('gzip')).url))).kind).toBe('truncated');
    expect((await failure(post(http, (await encoded('gzip, gzip')).url))).kind).toBe('protocol');
    expect((await failure(post(http, (await encoded('magic')).url))).kind).toBe('protocol');
  });

  test('a header of 10 MB', async () => {
    const url = await raw(`HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(10_000_000)}\r\n\r\n{}`, (socket) =>
      socket.end(),
    );
    expect((await failure(post(open(), url))).kind).toBe('protocol');
  });

  test('not HTTP', async () => {
    const url = await raw('SSH-2.0-OpenSSH_9.6\r\n', (socket) => socket.end());
    expect((await failure(post(open(), url))).kind).toBe('protocol');
  });

  test('with a status that is none', async () => {
    const url = await raw('HTTP/1.1 000 Nothing\r\ncontent-length: 0\r\n\r\n', (socket) => socket.end());
    expect(await failure(post(open(), url))).toMatchObject({
      kind: 'protocol',
      message: `${new URL(url).host} did not answer in HTTP (ERR_ASSERTION).`,
    });
  });

  test('announced by 103 and 100', async () => {
    const url = await raw(
      'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
    );
    expect(await post(open(), url)).toMatchObject({ status: 200 });
    const other = await raw('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    await post(open(), other).catch((error: unknown) => expect(error).toBeInstanceOf(TransportError));
  });

  test('__proto__ as a header is a header', async () => {
    const url = await raw('HTTP/1.1 200 OK\r\n__proto__: x\r\nconstructor: y\r\nContent-Length: 2\r\n\r\n{}');
    const reply = await post(open(), url);
    expect(Object.getPrototypeOf(reply.headers)).toBe(Object.prototype);
    expect(reply.headers['content-length']).toBe('2');
  });
});

describe('stopping', () => {
  test('a signal ends a request that waits for its reply', async () => {
    const server = await serveRaw(() => {});
    const stop = new AbortController();
    const sent = open().send({ method: 'GET', url: server.url, signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    expect((await failure(sent)).kind).toBe('aborted');
  });

  test('a signal that came before ends it before anything is sent', async () => {
    const server = await serve((_request, reply) => json(reply, 200, {}));
    expect(
      (await failure(open().send({ method: 'GET', url: server.url, signal: AbortSignal.abort() }))).kind,
    ).toBe('aborted');
    expect(server.requests).toEqual([]);
  });

  test('a signal ends a request that still waits for a free connection', async () => {
    const server = await serveRaw(() => {});
    const http = open({ connections: 1 });
    const stop = new AbortController();
    const first = http.send({ method: 'GET', url: server.url, timeoutMs: 300 });
    const second = http.send({ method: 'GET', url: server.url, signal: stop.signal });
    setTimeout(() => stop.abort(), 30);
    expect((await failure(second)).kind).toBe('aborted');
    expect((await failure(first)).kind).toBe('timeout');
  });

  test('one signal may stop many: Node has nothing to warn about', async () => {
    const warnings: Error[] = [];
    const hear = (warning: Error) => warnings.push(warning);
    process.on('warning', hear);
    onTestFinished(() => void process.off('warning', hear));
    const server = await serveRaw(() => {});
    const http = open({ connections: 20 });
    const stop = new AbortController();
    const sent = Array.from({ length: 20 }, () =>
      failure(http.send({ method: 'GET', url: server.url, signal: stop.signal })),
    );
    setTimeout(() => stop.abort(), 50);
    expect((await Promise.all(sent)).map(({ kind }) => kind)).toEqual(
      Array.from({ length: 20 }, () => 'aborted'),
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([]);
  });

  test('close ends what is under way', async () => {
    const server = await serveRaw(() => {});
    const http = open();
    const sent = failure(http.send({ method: 'GET', url: server.url }));
    setTimeout(() => void http.close(), 50);
    expect((await sent).kind).toBe('aborted');
    expect((await failure(http.send({ method: 'GET', url: server.url }))).kind).toBe('aborted');
  });

  test('close without a request does nothing, and afterwards nothing is opened', async () => {
    const server = await serve((_request, reply) => json(reply, 200, {}));
    const http = open();
    await expect(http.close()).resolves.toBeUndefined();
    expect((await failure(post(http, server.url))).kind).toBe('aborted');
    expect(server.requests).toEqual([]);
  });
});

describe('telling', () => {
  test('every request once, failed or not', async () => {
    const seen: HttpTrace[] = [];
    const http = open({ trace: (event) => seen.push(event) });
    const server = await serve((_request, reply) => json(reply, 503, {}));
    await post(http, server.url);
    await failure(post(http, await closedPort()));
    expect(
      seen.map(({ sentBytes, result }) => [sentBytes, result instanceof Error ? result.kind : result.status]),
    ).toEqual([
      [2, 503],
      [2, 'connection'],
    ]);
  });

  test('switched-off certificate checks are warned about, once', async () => {
    const warnings: string[] = [];
    const server = await serve((_request, reply) => json(reply, 200, {}));
    const http = open({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, warn: (line) => warnings.push(line) });
    await post(http, server.url);
    await post(http, server.url);
    expect(warnings).toEqual([expect.stringContaining('NODE_TLS_REJECT_UNAUTHORIZED')]);
  });
});

test('the end of the program ends a request whose connection is still being made, after another one failed', async () => {
  let isFirst = true;
  // Neither speaks TLS: the first says so at once, and the second handshake goes on.
  const server = await serveRaw((socket) => {
    if (isFirst) socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    isFirst = false;
  });
  const http = open();
  const url = server.url.replace('http:', 'https:');
  const failures = [1, 2].map(() => failure(http.send({ method: 'GET', url, timeoutMs: 600_000 })));
  expect(await Promise.race(failures)).toMatchObject({ kind: 'tls' });
  await http.close();
  expect((await Promise.all(failures)).map(({ kind }) => kind).sort()).toEqual(['aborted', 'tls']);
});
