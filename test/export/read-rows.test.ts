import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { openHttp } from '../../src/api/http.ts';
import { createWorkspaceApi } from '../../src/api/workspace/client.ts';
import { readRows } from '../../src/export/read-rows.ts';
import { RowReader } from '../../src/export/row-reader.ts';
import { needStream } from '../../src/export/streams.ts';

/** Three pages of a user each, in a thread of its own; counts its requests in memory that both see. */
const threePages = `
  const { parentPort, workerData } = require('node:worker_threads');
  const asked = new Int32Array(workerData);
  const server = require('node:http').createServer(({ url }, reply) => {
    const page = Number(new URL(url, 'http://x').searchParams.get('pagination.cursor') ?? 1);
    Atomics.add(asked, 0, 1);
    Atomics.notify(asked, 0);
    const pagination = page < 3 ? { current: String(page), next: String(page + 1) } : { current: '3' };
    reply.end(JSON.stringify({ data: { users: [{ id: 'u' + page }], pagination } }));
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

it('has asked for the next page before the rows of this one, whose work may leave no turn to anything else', async () => {
  const asked = new Int32Array(new SharedArrayBuffer(4));
  const server = new Worker(threePages, { eval: true, workerData: asked.buffer });
  onTestFinished(() => void server.terminate());
  const [port] = await once(server, 'message');
  const http = openHttp({ env: {}, userAgent: 'export-test' });
  onTestFinished(() => http.close());
  const api = createWorkspaceApi({
    http,
    baseUrl: `http://127.0.0.1:${port}`,
    token: 'sgp_exporttest',
    tokenOrigin: 'the test',
    region: 'us',
    now: () => new Date(),
    random: Math.random,
    monotonic: () => performance.now(),
    sleep: async () => {},
    onWait: () => {},
  });
  const users = needStream('users');
  const pages = readRows(
    api,
    users,
    { kind: 'all' },
    {
      parents: [],
      reader: new RowReader(users),
      notes: { request: () => {}, parentGone: () => {} },
      signal: new AbortController().signal,
    },
  );
  const ids: unknown[] = [];
  for await (const rows of pages) {
    ids.push(...rows.map(({ value }) => value.id));
    // This thread stands still until the server has been asked for the page behind this one.
    const isThere = ids.length === 3 || Atomics.wait(asked, 0, ids.length, 5_000) !== 'timed-out';
    expect(isThere, `page ${ids.length}`).toBe(true);
  }
  expect(ids).toEqual(['u1', 'u2', 'u3']);
});
