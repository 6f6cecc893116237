import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { basic, openSandbox, post, rawExchange } from '../helpers/sandbox.ts';

const megabyte = 1_024 * 1_024;
const growthLimit = 250 * megabyte;

async function isAlive(sandbox: RunningSandbox): Promise<boolean> {
  const reply = await post(sandbox, '/v1/track', { event: 'Still here', userId: 'u' });
  return reply.status === 200 && sandbox.journal.messages.length > 0;
}

/** Runs `attack` and tells by how much the process grew at its largest. */
async function growthDuring(name: string, attack: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let largest = before;
  const look = setInterval(() => {
    largest = Math.max(largest, process.memoryUsage.rss());
  }, 10);
  await attack();
  clearInterval(look);
  const growth = Math.max(largest, process.memoryUsage.rss()) - before;
  process.stdout.write(`${name}: memory grew by ${Math.round(growth / megabyte)} MiB\n`);
  return growth;
}

/** Sends a POST whose body is `chunk` again and again, and resolves with the answer. */
function flood(sandbox: RunningSandbox, head: string, chunk: Buffer, times: number): Promise<string> {
  return new Promise((resolve) => {
    const socket: Socket = connect(sandbox.port, '127.0.0.1');
    let answer = '';
    let sent = 0;
    const send = (): void => {
      while (sent < times && !socket.destroyed) {
        sent += 1;
        if (!socket.write(chunk)) return;
      }
    };
    socket.on('connect', () => {
      socket.write(
        `POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1:${sandbox.port}\r\nAuthorization: ${basic('k')}\r\n${head}\r\n\r\n`,
      );
      send();
    });
    socket.on('drain', send);
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

describe('bodies that are too large', () => {
  const refused = /^HTTP\/1\.1 400 [\s\S]*Exceed payload limit/;

  it('200 MB that say so', async () => {
    const sandbox = await openSandbox();
    const growth = await growthDuring('200 MB that say so', async () => {
      expect(
        await flood(sandbox, `Content-Length: ${200 * megabyte}`, Buffer.alloc(megabyte, 'a'), 200),
      ).toMatch(refused);
    });
    expect(growth).toBeLessThan(growthLimit);
    expect(await isAlive(sandbox)).toBe(true);
  });

  it.each([
    ['/v1/batch', 'POST', 400],
    ['/sources/x', 'PATCH', 413],
    ['/_/reset', 'POST', 413],
  ])('15 MB, written whole before the answer is read: %s', async (path, method, status) => {
    const { port } = await openSandbox();
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    const write = (text: string | Buffer) =>
      new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.write(text, () => {
          socket.off('error', reject);
          resolve();
        });
      });
    const authorization = path === '/sources/x' ? 'Bearer x' : basic('k');
    await write(
      `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${15 * megabyte}\r\n\r\n`,
    );
    const piece = Buffer.alloc(megabyte, 'x');
    for (let written = 0; written < 15; written += 1) await write(piece);
    const [answer] = await once(socket, 'data');
    expect(answer.toString()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('200 MB that do not say so', async () => {
    const sandbox = await openSandbox();
    const chunk = Buffer.concat([
      Buffer.from(`${megabyte.toString(16)}\r\n`),
      Buffer.alloc(megabyte, 'a'),
      Buffer.from('\r\n'),
    ]);
    const growth = await growthDuring('200 MB in chunks', async () => {
      expect(await flood(sandbox, 'Transfer-Encoding: chunked', chunk, 200)).toMatch(refused);
    });
    expect(growth).toBeLessThan(growthLimit);
    expect(await isAlive(sandbox)).toBe(true);
  });

  it('a gzip bomb', async () => {
    const sandbox = await openSandbox();
    // A member of 64 MB sixteen times over: 1 GiB in 1 MB of gzip.
    const member = gzipSync(Buffer.alloc(64 * megabyte), { level: 9 });
    const bomb = Buffer.concat(Array.from({ length: 15 }, () => member));
    expect(bomb.length).toBeLessThan(megabyte);
    const growth = await growthDuring('a gzip bomb, ten times', async () => {
      for (let round = 0; round < 10; round += 1) {
        const reply = await post(sandbox, '/v1/batch', bomb, {
          authorization: basic('k'),
          'content-encoding': 'gzip',
        });
        expect([reply.status, reply.body]).toEqual([400, expect.stringContaining('Exceed payload limit')]);
      }
    });
    expect(growth).toBeLessThan(growthLimit);
    expect(await isAlive(sandbox)).toBe(true);
  });

  it('just over 1 MiB inflated is not parsed, just under it is', async () => {
    const sandbox = await openSandbox();
    const send = (bytes: number) => {
      const body = gzipSync(`{"bad":"${'a'.repeat(bytes - 10)}"`);
      return post(sandbox, '/v1/batch', body, { authorization: basic('k'), 'content-encoding': 'gzip' });
    };
    expect((await send(megabyte)).body).toContain('malformed JSON');
    expect((await send(megabyte + 100)).body).toContain('Exceed payload limit');
  });
});

describe('JSON that is hard to hold', () => {
  it('goes 200,000 deep', async () => {
    const sandbox = await openSandbox();
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const growth = await growthDuring('JSON 200,000 deep, on every path', async () => {
      for (const route of sandbox.routes) {
        const [method = '', path = ''] = route.split(' ');
        if (method !== 'POST' && method !== 'ALL') continue;
        const reply = await post(sandbox, path.replace('*', 'x').replace(/:\w+/g, 'x'), deep);
        expect([route, reply.status < 500]).toEqual([route, true]);
      }
    });
    expect(growth).toBeLessThan(growthLimit);
    expect((await post(sandbox, '/v1/batch', `{"batch":[${deep}]}`)).body).toContain('Exceed payload limit');
    expect((await post(sandbox, '/v1/batch', `{"context":${deep},"batch":[]}`)).status).toBe(200);
    expect((await post(sandbox, '/v1/track', '['.repeat(200_000))).body).toContain('malformed JSON');
    expect((await post(sandbox, '/v1/track', deep)).body).toContain('malformed JSON');
    expect(await isAlive(sandbox)).toBe(true);
  });

  it('is stored and shown as deep as a message may be', async () => {
    const sandbox = await openSandbox();
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    const item = `{"type":"track","event":"E","userId":"u","properties":${deep}}`;
    await post(sandbox, '/v1/batch', `{"context":${deep},"batch":[${item}]}`);
    expect(sandbox.journal.messages.at(0)?.raw.toString()).toBe(item);
    const reply = await fetch(`${sandbox.url}/_/events`);
    expect(reply.status).toBe(200);
    expect(await reply.text()).toContain(deep);
  });

  it('names what JavaScript objects have anyway', async () => {
    const sandbox = await openSandbox();
    const hostile =
      '"__proto__":{"polluted":1,"type":"track","userId":"u","batch":[]},"constructor":{"prototype":{"polluted":1}},"toString":1';
    await post(
      sandbox,
      '/v1/batch',
      `{${hostile},"batch":[{${hostile}},{${hostile},"type":"track","event":"E","userId":"u"},{"type":"__proto__","userId":"u"}]}`,
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect([...sandbox.journal.rejected].map(({ code }) => code)).toEqual(['type_missing', 'type_unknown']);
    expect(sandbox.journal.messages.length).toBe(1);
    for (const path of ['/_/events?outcome=all', '/_/stats'])
      expect((await fetch(sandbox.url + path)).status).toBe(200);
  });

  it('counts a source called __proto__ like any other', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/track', { event: 'E', userId: 'u' }, { authorization: basic('__proto__') });
    expect(await (await fetch(`${sandbox.url}/_/stats`)).text()).toContain('"bySource":{"__proto__":1}');
  });
});

describe('clients that misbehave', () => {
  it('300 slow ones do not keep others out', async () => {
    const sandbox = await openSandbox();
    const before = process.memoryUsage.rss();
    const sockets = await Promise.all(
      Array.from(
        { length: 300 },
        () =>
          new Promise<Socket>((resolve) => {
            const socket = connect(sandbox.port, '127.0.0.1', () => {
              socket.write(
                `POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1:${sandbox.port}\r\nContent-Length: 1000\r\n\r\n{"ev`,
              );
              resolve(socket);
            });
            socket.on('error', () => {});
          }),
      ),
    );
    expect(await isAlive(sandbox)).toBe(true);
    const growth = process.memoryUsage.rss() - before;
    process.stdout.write(`300 slow clients: memory grew by ${Math.round(growth / megabyte)} MiB\n`);
    expect(growth).toBeLessThan(growthLimit);
    for (const socket of sockets) socket.destroy();
    expect(await isAlive(sandbox)).toBe(true);
    // What never arrived whole was never taken.
    expect(sandbox.journal.messages.length).toBe(2);
  });

  it('one that goes away in the middle leaves nothing', async () => {
    const sandbox = await openSandbox();
    await new Promise<void>((resolve) => {
      const socket = connect(sandbox.port, '127.0.0.1', () => {
        socket.write(
          `POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1:${sandbox.port}\r\nContent-Length: 50\r\n\r\n{"event":"E","userId":"u"}`,
          () => socket.destroy(),
        );
      });
      socket.on('close', () => resolve());
    });
    expect(await isAlive(sandbox)).toBe(true);
    expect(sandbox.journal.messages.length).toBe(1);
  });

  it.each([
    ['no HTTP at all', '\u0000\u0001\u0002\r\n\r\n'],
    ['a header of 100 KB', `GET /health HTTP/1.1\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['two lengths', 'POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n'],
  ])('%s', async (_name, bytes) => {
    const sandbox = await openSandbox();
    const reply = await rawExchange(sandbox, bytes);
    expect(reply).not.toMatch(/^HTTP\/1\.1 2/);
    expect(reply).not.toMatch(/ at .*\.(?:ts|js|mjs):/);
    expect(await isAlive(sandbox)).toBe(true);
  });

  it('paths meant to confuse get an answer without a stack', async () => {
    const sandbox = await openSandbox();
    for (const path of [
      '/%',
      '/%00',
      '/v1/../v1/track',
      '/v1/projects/%E0%A4%A/settings',
      '/_/events?limit=%',
      '/?__proto__[x]=1',
      '/\\evil',
      `/${'a/'.repeat(2_000)}`,
    ]) {
      const reply = await rawExchange(
        sandbox,
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${sandbox.port}\r\nConnection: close\r\n\r\n`,
      );
      expect([path, reply.slice(0, 10)]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 [24]/)]);
      expect(reply).not.toMatch(/node_modules|\.ts:|\.js:/);
    }
    expect(await isAlive(sandbox)).toBe(true);
  });

  it('80,000 messages are held within bounds', async () => {
    const sandbox = await openSandbox();
    const growth = await growthDuring('80,000 messages', async () => {
      for (let round = 0; round < 80; round += 1) {
        const batch = Array.from({ length: 1_000 }, (_, index) => ({
          type: 'track',
          event: 'E',
          userId: `user-${index}`,
          messageId: `${round}-${index}`,
          properties: { text: 'x'.repeat(300) },
        }));
        expect((await post(sandbox, '/v1/batch', { batch })).status).toBe(200);
      }
    });
    expect(sandbox.journal.counts.stored).toBe(80_000);
    expect(growth).toBeLessThan(growthLimit);
  });
});
