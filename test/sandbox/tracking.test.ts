import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { basic, openSandbox, post } from '../helpers/sandbox.ts';

const success = '{"success": true}';
const refused = (message: string) => `{"success":false,"message":"${message}","code":"invalid_request"}`;
const malformed = refused('malformed JSON');
const tooLarge = refused('Exceed payload limit');
const noKey = refused('An invalid write key was provided');

const track = (fields: object = {}) => ({ type: 'track', event: 'Signed Up', userId: 'u1', ...fields });

/** A message of exactly so many bytes, filled up with one character. */
function sized(bytes: number, fill: string, fields: object = {}): string {
  const message = (text: string) => JSON.stringify({ ...track(fields), properties: { text } });
  const room = bytes - Buffer.byteLength(message(''));
  const size = Buffer.byteLength(fill);
  const text = fill.repeat(Math.floor(room / size)) + 'a'.repeat(room % size);
  return message(text);
}

const paths: readonly [string, string | undefined][] = [
  ['/v1/track', 'track'],
  ['/v1/identify', 'identify'],
  ['/v1/page', 'page'],
  ['/v1/screen', 'screen'],
  ['/v1/group', 'group'],
  ['/v1/alias', 'alias'],
  ['/v1/t', 'track'],
  ['/v1/i', 'identify'],
  ['/v1/p', 'page'],
  ['/v1/s', 'screen'],
  ['/v1/g', 'group'],
  ['/v1/a', 'alias'],
  ['/v1/batch', undefined],
  ['/v1/import', undefined],
  ['/v1/b', undefined],
];

describe('every path of docs/segment-api/tracking.md#endpoints', () => {
  it.each(
    paths.flatMap(([path, type]) => [
      [path, type],
      [`${path}/`, type],
      [`/${path.replaceAll('/', '//')}//`, type],
      [`${path}?x=1`, type],
    ]),
  )('POST %s', async (path = '', type) => {
    const sandbox = await openSandbox();
    const fields = { event: 'E', userId: 'u', groupId: 'g', previousId: 'p', name: 'n' };
    // The path decides the type of a single message, whatever its body says.
    const body =
      type === undefined ? { batch: [{ type: 'page', ...fields }] } : { type: 'nonsense', ...fields };
    expect(await post(sandbox, path, body)).toMatchObject({ status: 200, body: success });
    expect([...sandbox.journal.messages].map((message) => message.completed.type)).toEqual([type ?? 'page']);
  });

  it.each(paths.flatMap(([path]) => ['GET', 'PUT', 'DELETE'].map((method) => [method, path] as const)))(
    '%s %s is a request without a body that parses',
    async (method, path) => {
      const sandbox = await openSandbox();
      const reply = await fetch(sandbox.url + path, { method });
      expect([reply.status, await reply.text()]).toEqual([400, malformed]);
    },
  );

  it('takes client metrics and stores nothing', async () => {
    const sandbox = await openSandbox();
    expect(await post(sandbox, '/v1/m', { series: [] })).toMatchObject({ status: 200, body: success });
    expect(sandbox.journal.messages.length).toBe(0);
  });

  it('answers 404 to a path nobody documents', async () => {
    const sandbox = await openSandbox();
    expect((await post(sandbox, '/v2/track', track())).status).toBe(404);
    expect((await post(sandbox, '/v1/v1/track', track())).status).toBe(404);
  });
});

describe('the order of checks: parse, key, size, 200', () => {
  const huge = sized(40_000, 'a');
  it.each<[string, string, string | object, Record<string, string>, number, string]>([
    ['bad JSON, no key', '/v1/track', '{"event":', {}, 400, malformed],
    ['bad JSON, too large', '/v1/track', `${huge}}`, {}, 400, malformed],
    ['too large, no key', '/v1/track', huge, {}, 400, noKey],
    ['too large with a key', '/v1/track', huge, { authorization: basic('k') }, 400, tooLarge],
    ['worthless but well-formed', '/v1/track', {}, { authorization: basic('k') }, 200, success],
    ['empty body', '/v1/track', '', { authorization: basic('k') }, 400, malformed],
    ['null', '/v1/track', 'null', { authorization: basic('k') }, 400, malformed],
    ['an array', '/v1/track', '[]', { authorization: basic('k') }, 400, malformed],
    ['a string', '/v1/batch', '"x"', { authorization: basic('k') }, 400, malformed],
    ['two values', '/v1/track', '{}{}', { authorization: basic('k') }, 400, malformed],
    ['a byte order mark', '/v1/track', '\ufeff{}', { authorization: basic('k') }, 400, malformed],
    [
      'a trailing comma in the batch',
      '/v1/batch',
      '{"batch":[{},]}',
      { authorization: basic('k') },
      400,
      malformed,
    ],
    ['a batch that is no array', '/v1/batch', '{"batch":{}}', { authorization: basic('k') }, 400, malformed],
    ['an empty batch', '/v1/batch', '{"batch":[]}', { authorization: basic('k') }, 200, success],
    ['no batch', '/v1/batch', '{}', { authorization: basic('k') }, 200, success],
  ])('%s', async (_name, path, body, headers, status, text) => {
    const sandbox = await openSandbox();
    expect(await post(sandbox, path, body, headers)).toMatchObject({ status, body: text });
  });

  it('refuses bytes that are not UTF-8', async () => {
    const sandbox = await openSandbox();
    const body = Buffer.concat([Buffer.from('{"event":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect(await post(sandbox, '/v1/track', body)).toMatchObject({ status: 400, body: malformed });
  });
});

describe('the write key', () => {
  it.each<[string, Record<string, string>, unknown, number, string | undefined]>([
    ['Basic', { authorization: basic('abc123') }, undefined, 200, 'abc123'],
    [
      'Basic as docs/segment-api/tracking.md#test-vectors spells it',
      { authorization: 'Basic YWJjMTIzOg==' },
      undefined,
      200,
      'abc123',
    ],
    ['Basic, scheme in lower case', { authorization: 'basic YWJjMTIzOg==' }, undefined, 200, 'abc123'],
    ['Basic without the colon', { authorization: `Basic ${btoa('abc123')}` }, undefined, 200, 'abc123'],
    ['in the body', {}, 'abc123', 200, 'abc123'],
    ['both the same', { authorization: basic('abc123') }, 'abc123', 200, 'abc123'],
    ['both, different: the body wins', { authorization: basic('other') }, 'abc123', 200, 'abc123'],
    ['none', {}, undefined, 400, undefined],
    ['empty in the body', {}, '', 400, undefined],
    ['blank in the body', {}, '  ', 400, undefined],
    ['null in the body', {}, null, 400, undefined],
    ['a number in the body', {}, 12, 400, undefined],
    ['empty Basic', { authorization: 'Basic ' }, undefined, 400, undefined],
    ['empty user in Basic', { authorization: basic('') }, undefined, 400, undefined],
    ['empty in the body, good Basic', { authorization: basic('abc123') }, '', 200, 'abc123'],
  ])('%s', async (_name, headers, writeKey, status, stored) => {
    const sandbox = await openSandbox();
    for (const [path, body] of [
      ['/v1/track', track({ writeKey })],
      ['/v1/batch', { batch: [track()], writeKey }],
    ] as const) {
      const reply = await post(sandbox, path, body, headers);
      expect([reply.status, reply.body]).toEqual([status, status === 200 ? success : noKey]);
    }
    const keys = [...sandbox.journal.messages].map((message) => message.writeKey);
    expect(keys).toEqual(stored === undefined ? [] : [stored, stored]);
  });

  it('notes that two keys differed', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/track', track({ writeKey: 'a' }), { authorization: basic('b') });
    expect([...sandbox.journal.requests].map(({ notes }) => notes.length)).toEqual([1]);
  });

  it('ignores the one of an item', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/batch', { batch: [track({ writeKey: 'other' })] });
    expect([...sandbox.journal.messages].map((message) => message.writeKey)).toEqual(['key']);
    expect([...sandbox.journal.messages][0]?.completed).not.toHaveProperty('writeKey');
  });

  it('refuses a Bearer token it did not issue', async () => {
    const sandbox = await openSandbox();
    const reply = await post(sandbox, '/v1/track', track({ writeKey: 'k' }), { authorization: 'Bearer x' });
    expect(reply.status).toBe(401);
  });
});

describe('sizes', () => {
  const fills = [
    ['ASCII', 'a'],
    ['2-byte characters', 'é'],
    ['4-byte characters', '😀'],
  ] as const;
  const edges = [
    { strictLimits: false, message: 32_768, body: 512_000 },
    { strictLimits: true, message: 32_000, body: 500_000 },
  ];
  const cases = edges.flatMap(({ strictLimits, message, body }) =>
    fills.flatMap(([name, fill]) =>
      [-1, 0, 1].map((over) => ({
        name,
        fill,
        over,
        strictLimits,
        message,
        body,
        status: over > 0 ? 400 : 200,
      })),
    ),
  );

  it.each(cases)(
    '$message + $over bytes of $name alone',
    async ({ fill, over, strictLimits, message, status }) => {
      const sandbox = await openSandbox({ strictLimits });
      const reply = await post(sandbox, '/v1/track', sized(message + over, fill));
      expect([reply.status, reply.body]).toEqual([status, status === 200 ? success : tooLarge]);
    },
  );

  it.each(cases)(
    '$message + $over bytes of $name in a batch',
    async ({ fill, over, strictLimits, message, status }) => {
      const sandbox = await openSandbox({ strictLimits });
      const items = [JSON.stringify(track()), sized(message + over, fill), JSON.stringify(track())];
      const reply = await post(sandbox, '/v1/batch', `{"batch":[${items.join(' , ')}]}`);
      expect([reply.status, reply.body]).toEqual([status, status === 200 ? success : tooLarge]);
      // All or nothing.
      expect(sandbox.journal.messages.length).toBe(status === 200 ? 3 : 0);
    },
  );

  it.each(cases)(
    'a body of $body + $over bytes of $name',
    async ({ fill, over, strictLimits, body, status }) => {
      const sandbox = await openSandbox({ strictLimits });
      const item = sized(20_000, fill);
      const items = Array.from({ length: 23 }, () => item).join(',');
      const rest = body + over - Buffer.byteLength(`{"batch":[${items}],"pad":""}`);
      const text = `{"batch":[${items}],"pad":"${'a'.repeat(rest)}"}`;
      expect(Buffer.byteLength(text)).toBe(body + over);
      for (const [payload, headers] of [
        [text, {}],
        [gzipSync(text), { 'content-encoding': 'gzip' }],
      ] as const) {
        const reply = await post(sandbox, '/v1/batch', payload, { authorization: basic('k'), ...headers });
        expect([reply.status, reply.body]).toEqual([status, status === 200 ? success : tooLarge]);
      }
    },
  );

  it.each([
    [2_499, 2_499, 0],
    [2_500, 2_500, 0],
    [2_501, 0, 2_501],
  ])('%i messages: %i stored, %i discarded, always 200', async (count, stored, discarded) => {
    const sandbox = await openSandbox();
    const batch = Array.from({ length: count }, () => track());
    expect(await post(sandbox, '/v1/batch', { batch })).toMatchObject({ status: 200, body: success });
    expect(sandbox.journal.counts).toMatchObject({ stored, discarded });
    expect(sandbox.journal.counts.discards.get('too_many_messages') ?? 0).toBe(discarded);
  });
});

describe('encodings', () => {
  const body = JSON.stringify(track());
  it.each<[string, string | Uint8Array, Record<string, string>, number]>([
    ['gzip', gzipSync(body), { 'content-encoding': 'gzip' }, 200],
    ['GZIP', gzipSync(body), { 'content-encoding': 'GZIP' }, 200],
    [
      'gzip of several members',
      Buffer.concat([gzipSync(body.slice(0, 9)), gzipSync(body.slice(9))]),
      { 'content-encoding': 'gzip' },
      200,
    ],
    ['identity', body, { 'content-encoding': 'identity' }, 200],
    ['gzip without the header', gzipSync(body), {}, 400],
    ['a gzip header over plain text', body, { 'content-encoding': 'gzip' }, 400],
    ['gzip cut in the middle', gzipSync(body).subarray(0, 30), { 'content-encoding': 'gzip' }, 400],
    ['gzip twice', gzipSync(gzipSync(body)), { 'content-encoding': 'gzip, gzip' }, 400],
    ['an encoding nobody documents', body, { 'content-encoding': 'br' }, 400],
    ['text/plain, as browsers send', body, { 'content-type': 'text/plain;charset=UTF-8' }, 200],
    ['no content type', new TextEncoder().encode(body), { 'content-type': '' }, 200],
  ])('%s', async (_name, payload, headers, status) => {
    const sandbox = await openSandbox();
    const reply = await post(sandbox, '/v1/track', payload, { authorization: basic('k'), ...headers });
    expect([reply.status, reply.body]).toEqual([status, status === 200 ? success : malformed]);
    expect(reply.headers.get('content-type')).toBe('application/json');
  });
});

describe('what is discarded although the answer is 200', () => {
  it.each<[string, unknown]>([
    ['not_an_object', 'text'],
    ['not_an_object', null],
    ['not_an_object', []],
    ['type_missing', { userId: 'u' }],
    ['type_unknown', { type: 'delete', userId: 'u' }],
    ['no_user_anon_id', { type: 'track', event: 'E' }],
    ['no_user_anon_id', { type: 'track', event: 'E', userId: null }],
    ['id_not_string', { type: 'track', event: 'E', userId: 7 }],
    ['id_not_string', { type: 'track', event: 'E', userId: 'u', anonymousId: '' }],
    ['event_not_defined', { type: 'track', userId: 'u' }],
    ['event_not_string', { type: 'track', userId: 'u', event: 7 }],
    ['properties_not_object', track({ properties: [] })],
    ['traits_not_object', { type: 'identify', userId: 'u', traits: 'x' }],
    ['name_not_string', { type: 'page', userId: 'u', name: '' }],
    ['category_not_string', { type: 'screen', userId: 'u', category: 7 }],
    ['timestamp_invalid', track({ timestamp: 'yesterday' })],
  ])('%s: %j', async (code, item) => {
    const sandbox = await openSandbox();
    const good = track({ messageId: 'good' });
    expect((await post(sandbox, '/v1/batch', { batch: [good, item] })).status).toBe(200);
    // The good one is published all the same (multi_user_error, docs/segment-api/tracking.md#accepted-and-lost).
    expect([...sandbox.journal.messages].map(({ messageId }) => messageId)).toEqual(['good']);
    const [rejected] = [...sandbox.journal.rejected];
    expect(rejected).toMatchObject({ outcome: 'discarded', code });
    expect(JSON.parse(rejected?.raw.toString() ?? '')).toEqual(item);
  });

  it('an empty batch', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/batch', { batch: [] });
    expect([...sandbox.journal.counts.discards]).toEqual([['empty_batch', 1]]);
  });

  it('unknown, disabled and far-away sources', async () => {
    const sandbox = await openSandbox({
      sources: [
        { name: 'web', writeKey: 'w' },
        { name: 'old', writeKey: 'o', disabled: true },
        { name: 'paris', writeKey: 'p', region: 'eu' },
      ],
    });
    for (const key of ['w', 'o', 'p', 'x']) {
      expect(await post(sandbox, '/v1/track', track(), { authorization: basic(key) })).toMatchObject({
        status: 200,
        body: success,
      });
    }
    expect([...sandbox.journal.messages].map(({ source }) => source)).toEqual(['web']);
    expect([...sandbox.journal.rejected].map(({ source, code }) => [source, code])).toEqual([
      ['old', 'source_disabled'],
      ['paris', 'wrong_region'],
      ['x', 'unknown_source'],
    ]);
  });

  it('keeps a real-looking key of no named source out of its label', async () => {
    const sandbox = await openSandbox();
    const key = 'abcdefghijklmnopqrstuvwxyz012345';
    await post(sandbox, '/v1/track', track(), { authorization: basic(key) });
    expect([...sandbox.journal.messages][0]).toMatchObject({ source: 'abcd…2345', writeKey: key });
    await post(sandbox, '/v1/track', track(), { authorization: basic('wk_live-checkout-7f3a') });
    await post(sandbox, '/v1/track', track(), { authorization: basic('checkout-tests') });
    const sources = [...sandbox.journal.messages].map(({ source }) => source);
    expect(sources).toEqual(['abcd…2345', 'wk_l…7f3a', 'checkout-tests']);
  });
});

describe('the settings route', () => {
  const settings = async (url: string, key: string) => {
    const reply = await fetch(`${url}/v1/projects/${key}/settings`);
    if (reply.status !== 200) return [reply.status, undefined];
    // A test that reads a part which is not there fails.
    const { integrations } = (await reply.json()) as { integrations: { 'Segment.io': { apiHost: string } } };
    return [reply.status, integrations['Segment.io'].apiHost];
  };

  it('names itself for every key when no sources are given', async () => {
    const { url, port } = await openSandbox();
    expect(await settings(url, 'anything')).toEqual([200, `127.0.0.1:${port}/v1`]);
  });

  it('tells known keys, unknown ones and the other region apart', async () => {
    const sources = [
      { name: 'web', writeKey: 'w' },
      { name: 'paris', writeKey: 'p', region: 'eu' as const },
    ];
    const { url, port } = await openSandbox({ sources });
    expect(await settings(url, 'w')).toEqual([200, `127.0.0.1:${port}/v1`]);
    expect(await settings(url, 'p')).toEqual([200, 'events.eu1.segmentapis.com/v1']);
    expect(await settings(url, 'x')).toEqual([404, undefined]);
    const eu = await openSandbox({ region: 'eu', sources: [{ name: 'web', writeKey: 'w', region: 'us' }] });
    expect(await settings(eu.url, 'w')).toEqual([200, 'api.segment.io/v1']);
  });
});
