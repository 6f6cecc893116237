import { expect, onTestFinished, test } from 'vitest';
import { openHttp } from '../../src/api/http.ts';
import { checkWriteKey } from '../../src/api/write-key-check.ts';
import { json, serve } from '../helpers/http-server.ts';
import { closedPort } from '../helpers/raw-server.ts';

function check(cdnUrl: string, writeKey = 'key') {
  const http = openHttp({ env: {}, userAgent: 'test' });
  onTestFinished(() => http.close());
  return checkWriteKey(http, { cdnUrl, writeKey });
}

const settings = (apiHost?: string) => ({
  integrations: { 'Segment.io': apiHost === undefined ? {} : { apiHost } },
});

test('a known key, its region, and its place in the path', async () => {
  const server = await serve((_request, reply) =>
    json(reply, 200, settings('events.eu1.segmentapis.com/v1')),
  );
  expect(await check(server.url, 'a/b?c')).toEqual({
    kind: 'known',
    name: undefined,
    region: 'eu',
    apiHost: 'events.eu1.segmentapis.com/v1',
  });
  expect(server.requests).toMatchObject([{ method: 'GET', path: '/v1/projects/a%2Fb%3Fc/settings' }]);
});

test.each([
  ['api.segment.io/v1', 'us'],
  ['127.0.0.1:4010/v1', undefined],
  [undefined, undefined],
])('ingestion host %s: region %s', async (apiHost, region) => {
  const server = await serve((_request, reply) => json(reply, 200, settings(apiHost)));
  expect(await check(server.url)).toMatchObject({ kind: 'known', region });
});

test('404 is an unknown key', async () => {
  const server = await serve((_request, reply) => reply.writeHead(404).end('Not Found'));
  expect(await check(server.url)).toEqual({ kind: 'unknown' });
});

test.each([302, 403, 500])('%i says nothing about the key', async (status) => {
  const server = await serve((_request, reply) => reply.writeHead(status, { location: '/' }).end());
  expect(await check(server.url)).toMatchObject({
    kind: 'unchecked',
    reason: expect.stringContaining(String(status)),
  });
});

test.each(['<html>', '', '{}', '[]', 'null', '{"__proto__": {"integrations": {}}}'])(
  '200 with %j says nothing either',
  async (body) => {
    const server = await serve((_request, reply) => reply.end(body));
    expect(await check(server.url)).toMatchObject({ kind: 'unchecked' });
  },
);

test('offline says nothing', async () => {
  expect(await check(await closedPort())).toMatchObject({ kind: 'unchecked' });
});
