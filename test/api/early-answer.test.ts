import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Http, openHttp, TransportError } from '../../src/api/http.ts';
import { judgeFailure } from '../../src/api/retry.ts';
import { openScene, tracks } from '../backfill/scene.ts';
import { serveRaw } from '../helpers/raw-server.ts';

function open(connections = 2): Http {
  const http = openHttp({ env: {}, userAgent: 'segment-cli/1.2.3', connections });
  onTestFinished(() => http.close());
  return http;
}

const send = (http: Http, url: string, bytes: number) =>
  http.send({ method: 'POST', url: `${url}/v1/batch`, body: Buffer.alloc(bytes, 'x'), timeoutMs: 5000 });

const reply = (status: string, more = '') => `HTTP/1.1 ${status}\r\n${more}content-length: 0\r\n\r\n`;

/** Answers each request once all of it is there; `answerEarly` says for which body, by its size, not to wait. */
function waiting(socket: Socket, received: Buffer, answerEarly = (_bytes: number) => false): void {
  let all = Buffer.alloc(0);
  const take = (chunk: Buffer) => {
    all = Buffer.concat([all, chunk]);
    const end = all.indexOf('\r\n\r\n');
    const size = Number(/content-length: (\d+)/.exec(all.toString('latin1', 0, end))?.[1]);
    if (answerEarly(size)) {
      socket.pause();
      socket.write(reply('200 OK'));
    } else if (all.length >= end + 4 + size) {
      all = Buffer.alloc(0);
      socket.write(reply('200 OK'));
    }
  };
  take(received);
  socket.on('data', take);
}

describe('an answer before the whole request was sent', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['and reads on', (socket) => void socket.write(reply('200 OK'))],
    ['and stops reading', (socket) => socket.pause().write(reply('200 OK'))],
    ['and reads on, to close later', (socket) => void socket.write(reply('200 OK', 'connection: close\r\n'))],
    ['and closes', (socket) => socket.pause().end(reply('200 OK', 'connection: close\r\n'))],
    ['with 204', (socket) => void socket.write('HTTP/1.1 204 No Content\r\n\r\n')],
    [
      'with a reply that never ends',
      (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n'),
    ],
  ])('200 %s: no acknowledgement, and worth another try, each time', async (_name, answer) => {
    const { url } = await serveRaw((socket) => {
      socket.resume();
      answer(socket);
    });
    const http = open();
    for (const _attempt of [1, 2, 3]) {
      const error: unknown = await send(http, url, 400_000).catch((failure: unknown) => failure);
      if (!(error instanceof TransportError)) throw new Error('it was taken for an acknowledgement');
      expect(error.message).toMatch(/answered 20[04] before the whole request was sent/);
      expect(judgeFailure(error)).toMatchObject({ kind: 'retry' });
    }
  });

  it.each([
    '400 Bad Request',
    '401 Unauthorized',
    '413 Payload Too Large',
    '429 Too Many Requests',
    '503 Busy',
  ])('%s is believed', async (status) => {
    const { url } = await serveRaw((socket) => socket.write(reply(status, 'connection: close\r\n')));
    expect((await send(open(), url, 400_000)).status).toBe(Number(status.slice(0, 3)));
  });

  it('after answers in time: what the system has not taken yet is not sent', async () => {
    const { url } = await serveRaw((socket, received) =>
      waiting(socket, received, (size) => size > 10_000_000),
    );
    const http = open();
    for (const bytes of [2, 20_000, ...Array.from({ length: 9 }, () => 400_000)])
      expect((await send(http, url, bytes)).status).toBe(200);
    await expect(send(http, url, 60_000_000)).rejects.toThrow('before the whole request was sent');
  });
});

it('a body of any size is acknowledged by a server that waits for it', async () => {
  const { url, connections } = await serveRaw((socket, received) => waiting(socket, received));
  const http = open(1);
  for (const bytes of [
    1,
    16_383,
    16_384,
    65_535,
    65_536,
    65_537,
    480_000,
    3_000_000,
    ...Array.from({ length: 9 }, () => 480_000),
  ])
    expect((await send(http, url, bytes)).status).toBe(200);
  expect(connections()).toBe(1);
});

it('segment batch counts nothing of it, and ends with 7', async () => {
  const scene = await openScene();
  scene.write('a.ndjson', tracks(5_000));
  const { url } = await serveRaw((socket) => {
    socket.resume();
    socket.write(reply('200 OK'));
  });
  const result = await scene.batch(
    ['a.ndjson', '--json', '--max-batch-events', '2500', '--max-wait', '200ms', '--retry-base', '10ms'],
    { env: { SEGMENT_TRACKING_URL: url } },
  );
  expect(result.code).toBe(7);
  expect(JSON.parse(result.stdout)).toMatchObject({ acknowledged: 0, rejected: 0 });
  expect(result.stderr).toContain('before the whole request was sent');
});
