import { describe, expect, it } from 'vitest';
import { completeMessage, correctTimestamp, type Envelope } from '../../src/sandbox/tracking/complete.ts';
import { openSandbox, post } from '../helpers/sandbox.ts';

const receivedAt = new Date('2026-02-03T04:05:06.789Z');
const json = (text: string | undefined) => (text === undefined ? undefined : JSON.stringify(text));

describe('correctTimestamp', () => {
  it.each<[string, string | undefined, string | undefined, string, string]>([
    [
      'clock skew (docs/segment-api/tracking.md#test-vectors)',
      '2015-12-12T19:11:01.152Z',
      '2015-12-12T19:11:01.169Z',
      '2015-12-12T19:11:01.266Z',
      '2015-12-12T19:11:01.249Z',
    ],
    [
      'clock skew 2 (docs/segment-api/tracking.md#test-vectors)',
      '2015-12-10T04:08:31.577Z',
      '2015-12-10T04:08:31.581Z',
      '2015-12-10T04:08:31.909Z',
      '2015-12-10T04:08:31.905Z',
    ],
    [
      'no sentAt: as sent',
      '2020-01-01T00:00:00+02:00',
      undefined,
      '2026-01-01T00:00:00.000Z',
      '2020-01-01T00:00:00+02:00',
    ],
    [
      'neither: when it arrived',
      undefined,
      undefined,
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ],
    [
      'no timestamp: when it arrived',
      undefined,
      '2025-01-01T00:00:00Z',
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ],
    [
      'sentAt equal to a historic time: collapses',
      '2020-01-01T00:00:00Z',
      '2020-01-01T00:00:00Z',
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ],
    [
      'sentAt that is no time',
      '2020-01-01T00:00:00Z',
      'just now',
      '2026-01-01T00:00:00.000Z',
      '2020-01-01T00:00:00Z',
    ],
    [
      'offsets',
      '2026-01-01T01:00:00+01:00',
      '2026-01-01T00:00:10Z',
      '2026-01-01T00:00:20.000Z',
      '2026-01-01T00:00:10.000Z',
    ],
    [
      'an offset without colon',
      '2026-01-01T01:00:00+0100',
      '2026-01-01T00:00:10Z',
      '2026-01-01T00:00:20.000Z',
      '2026-01-01T00:00:10.000Z',
    ],
    [
      'an offset of hours',
      '2026-01-01T01:00:00+01',
      '2026-01-01T00:00:10Z',
      '2026-01-01T00:00:20.000Z',
      '2026-01-01T00:00:10.000Z',
    ],
    [
      'a comma and nine digits',
      '2026-01-01T00:00:00,123456789Z',
      '2026-01-01T00:00:10Z',
      '2026-01-01T00:00:20.000Z',
      '2026-01-01T00:00:10.123Z',
    ],
    [
      'no zone counts as UTC',
      '2026-01-01T00:00:00',
      '2026-01-01T00:00:10Z',
      '2026-01-01T00:00:20.000Z',
      '2026-01-01T00:00:10.000Z',
    ],
    ['a day', '2026-01-01', '2026-01-01T00:00:10Z', '2026-01-01T00:00:20.000Z', '2026-01-01T00:00:10.000Z'],
  ])('%s', (_name, original, sentAt, received, expected) => {
    const result = correctTimestamp({
      original: json(original),
      sentAt: json(sentAt),
      receivedAt: new Date(received),
    });
    expect(JSON.parse(result)).toBe(expected);
  });
});

describe('completeMessage', () => {
  const complete = (raw: string, envelope: Partial<Envelope> = {}, type: 'track' | undefined = 'track') =>
    completeMessage({
      raw: Buffer.from(raw),
      type,
      messageId: 'm1',
      envelope: { sentAt: undefined, context: undefined, integrations: undefined, ...envelope },
      receivedAt,
    });
  const at = '2026-02-03T04:05:06.789Z';
  const server = { messageId: 'm1', receivedAt: at, timestamp: at, version: 2, channel: 'server' };

  it.each<[string, string, Partial<Envelope>, object]>([
    ['adds what the server adds', '{"event":"E"}', {}, { type: 'track', event: 'E', ...server }],
    [
      'replaces what only the server may say',
      '{"receivedAt":"x","version":"1.1","channel":"mobile","writeKey":"w","type":"page"}',
      {},
      { type: 'track', ...server },
    ],
    [
      'treats null as absent',
      '{"messageId":null,"timestamp":null,"sentAt":null,"context":null,"a":null}',
      {},
      { type: 'track', a: null, ...server },
    ],
    [
      'takes the envelope’s context',
      '{}',
      { context: '{"ip":"1"}' },
      { type: 'track', context: { ip: '1' }, ...server },
    ],
    [
      'merges key by key, the item wins, and not deeper',
      '{"context":{"b":{"y":2},"c":3}}',
      { context: '{"a":1,"b":{"x":1}}', integrations: '{"All":false}' },
      { type: 'track', context: { a: 1, b: { y: 2 }, c: 3 }, integrations: { All: false }, ...server },
    ],
    [
      'keeps an item’s context that is none',
      '{"context":7}',
      { context: '{"a":1}' },
      { type: 'track', context: 7, ...server },
    ],
    [
      'uses the item’s own sentAt first',
      '{"timestamp":"2026-01-01T00:00:00Z","sentAt":"2026-01-01T00:00:01Z"}',
      { sentAt: '"2026-01-01T00:01:00Z"' },
      {
        type: 'track',
        ...server,
        originalTimestamp: '2026-01-01T00:00:00Z',
        sentAt: '2026-01-01T00:00:01Z',
        timestamp: '2026-02-03T04:05:05.789Z',
      },
    ],
    [
      'takes originalTimestamp for a missing timestamp',
      '{"originalTimestamp":"2026-01-01T00:00:00Z"}',
      {},
      {
        type: 'track',
        ...server,
        originalTimestamp: '2026-01-01T00:00:00Z',
        timestamp: '2026-01-01T00:00:00Z',
      },
    ],
    [
      'counts the last of a key that stands twice',
      '{"a":1,"a":2,"\\u0061":3}',
      {},
      { type: 'track', a: 3, ...server },
    ],
  ])('%s', (_name, raw, envelope, expected) => {
    expect(JSON.parse(complete(raw, envelope))).toEqual(expected);
  });

  it('keeps the bytes of every value', () => {
    const text = complete('{"n":12345678901234567890,"d":10.00,"o":{"z":-0 , "e":1e400}}');
    for (const part of ['"n":12345678901234567890', '"d":10.00', '"o":{"z":-0 , "e":1e400}'])
      expect(text).toContain(part);
  });

  it('gives a __proto__ key no power', () => {
    const completed = JSON.parse(
      complete('{"__proto__":{"polluted":1},"context":{"__proto__":{"polluted":2}}}', { context: '{"a":1}' }),
    );
    expect(Object.keys(completed)).toContain('__proto__');
    expect(Object.keys(completed.context)).toEqual(['a', '__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('goes deeper than a stack', () => {
    const deep = `${'['.repeat(16_000)}${']'.repeat(16_000)}`;
    expect(complete(`{"a":${deep}}`)).toContain(deep);
  });
});

describe('what the sandbox stores', () => {
  it('is completed from the item and its batch', async () => {
    const sandbox = await openSandbox({ now: () => receivedAt });
    await post(sandbox, '/v1/batch', {
      sentAt: '2026-02-03T04:05:06.000Z',
      context: { app: 'a' },
      integrations: { All: true, Slack: true },
      batch: [
        {
          type: 'track',
          event: 'E',
          userId: 'u',
          messageId: 'm1',
          timestamp: '2026-02-03T04:00:00.000Z',
          context: { ip: '1' },
          integrations: { Slack: false },
        },
        { type: 'page', anonymousId: 'a' },
      ],
    });
    const [first, second] = [...sandbox.journal.messages];
    expect(first?.completed).toEqual({
      type: 'track',
      event: 'E',
      userId: 'u',
      messageId: 'm1',
      context: { app: 'a', ip: '1' },
      integrations: { All: true, Slack: false },
      originalTimestamp: '2026-02-03T04:00:00.000Z',
      sentAt: '2026-02-03T04:05:06.000Z',
      receivedAt: receivedAt.toISOString(),
      timestamp: '2026-02-03T04:00:00.789Z',
      version: 2,
      channel: 'server',
    });
    expect(second?.completed).toMatchObject({
      messageId: expect.stringMatching(/^sandbox-[0-9a-f-]{36}$/),
      context: { app: 'a' },
    });
    expect(second?.completed).not.toHaveProperty('originalTimestamp');
  });
});
