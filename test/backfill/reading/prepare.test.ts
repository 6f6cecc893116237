import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PreparedLine, type PrepareRules, prepareLine } from '../../../src/backfill/reading/prepare.ts';
import type { Line } from '../../../src/ndjson/framing.ts';

const rules: PrepareRules = {
  deriveId: (offset) => `id-${offset}`,
  maxMessageBytes: 32_768,
  defaults: new Map(),
  coerceIds: false,
  replay: false,
  sendInvalid: false,
};

function lineOf(content: string | Buffer): Line {
  const bytes = Buffer.from(content);
  return { number: 1, lines: 1, offset: 0, end: bytes.length + 1, bytes, length: bytes.length };
}
function prepare(content: string | Buffer, changed: Partial<PrepareRules> = {}): PreparedLine {
  return prepareLine(lineOf(content), { ...rules, ...changed });
}
/** The bytes that would be sent, or the reject's code. */
function sent(content: string | Buffer, changed: Partial<PrepareRules> = {}): string {
  const prepared = prepare(content, changed);
  if (prepared.kind === 'message') return prepared.bytes.toString('utf8');
  return prepared.kind === 'reject' ? prepared.code : prepared.kind;
}
const track = '"type":"track","event":"E","userId":"u"';

describe('what goes on the wire', () => {
  it.each([
    ['an id is inserted after the brace', `{${track}}`, `{"messageId":"id-0",${track}}`],
    ['white space stays', ` { ${track} } `, ` {"messageId":"id-0", ${track} } `],
    ['a valid id stays', `{${track},"messageId":"m"}`, `{${track},"messageId":"m"}`],
    [
      'of several ids the last counts',
      `{"messageId":1,${track},"messageId":"m"}`,
      `{"messageId":1,${track},"messageId":"m"}`,
    ],
    [
      'an invalid last one cuts them all',
      `{"messageId":"m",${track},"messageId":7}`,
      `{"messageId":"id-0",${track}}`,
    ],
    [
      'an escaped spelling is the same key',
      `{"m\\u0065ssageId":null,${track}}`,
      `{"messageId":"id-0",${track}}`,
    ],
    ['an empty id is invalid', `{${track},"messageId":""}`, `{"messageId":"id-0",${track}}`],
    [
      '100 characters are the most',
      `{${track},"messageId":"${'m'.repeat(101)}"}`,
      `{"messageId":"id-0",${track}}`,
    ],
    [
      'sentAt, receivedAt and writeKey are cut',
      `{"sentAt":"x",${track},"receivedAt":{"a":[1]},"writeKey":"k"}`,
      `{"messageId":"id-0",${track}}`,
    ],
    [
      'the same keys further down stay',
      `{${track},"properties":{"sentAt":"x","writeKey":"k"}}`,
      `{"messageId":"id-0",${track},"properties":{"sentAt":"x","writeKey":"k"}}`,
    ],
    [
      'originalTimestamp becomes timestamp',
      `{"originalTimestamp":"2020-01-01T00:00:00Z",${track}}`,
      `{"messageId":"id-0","timestamp":"2020-01-01T00:00:00Z",${track}}`,
    ],
    [
      'also in place of null',
      `{"timestamp":null,"originalTimestamp":"2020-01-01T00:00:00Z",${track}}`,
      `{"messageId":"id-0","timestamp":"2020-01-01T00:00:00Z",${track}}`,
    ],
    [
      'but not in place of one',
      `{"timestamp":"2021-01-01T00:00:00Z","originalTimestamp":"2020-01-01T00:00:00Z",${track}}`,
      `{"messageId":"id-0","timestamp":"2021-01-01T00:00:00Z","originalTimestamp":"2020-01-01T00:00:00Z",${track}}`,
    ],
    [
      'numbers keep their digits, keys their doubles',
      `{${track},"properties":{"n":12345678901234567890,"n":1e400,"z":-0,"m":1.0}}`,
      `{"messageId":"id-0",${track},"properties":{"n":12345678901234567890,"n":1e400,"z":-0,"m":1.0}}`,
    ],
    [
      '__proto__ is a key like any other',
      `{"__proto__":{"userId":"x"},${track}}`,
      `{"messageId":"id-0","__proto__":{"userId":"x"},${track}}`,
    ],
  ])('%s', (_name, line, expected) => {
    expect(sent(line)).toBe(expected);
  });

  it('--set fills in what is missing or null, and nothing else', () => {
    const defaults = new Map([
      ['type', '"track"'],
      ['context', '{"a":1}'],
    ]);
    expect(sent('{"type":null,"event":"E","userId":"u"}', { defaults })).toBe(
      '{"messageId":"id-0","type":"track","context":{"a":1},"event":"E","userId":"u"}',
    );
    expect(sent(`{${track},"context":{}}`, { defaults })).toBe(`{"messageId":"id-0",${track},"context":{}}`);
    expect(sent('{}', { defaults })).toBe('no_user_anon_id');
    const timestamp = new Map([['timestamp', '"2022-01-01T00:00:00Z"']]);
    expect(sent(`{${track},"originalTimestamp":"2020-01-01T00:00:00Z"}`, { defaults: timestamp })).toBe(
      `{"messageId":"id-0",${track},"timestamp":"2020-01-01T00:00:00Z"}`,
    );
  });

  it('--coerce-ids quotes a number’s own digits', () => {
    const line =
      '{"type":"track","event":"E","userId":12345678901234567890,"anonymousId":-0,"groupId":null,"properties":{"userId":1}}';
    expect(sent(line)).toBe('id_not_string');
    expect(sent(line, { coerceIds: true })).toBe(
      '{"messageId":"id-0","type":"track","event":"E","userId":"12345678901234567890","anonymousId":"-0","groupId":null,"properties":{"userId":1}}',
    );
  });

  it('--on-invalid send lets every object within the size through', () => {
    expect(sent('{}', { sendInvalid: true })).toBe('{"messageId":"id-0"}');
    expect(sent('{"sentAt":1}', { sendInvalid: true })).toBe('{"messageId":"id-0"}');
    expect(sent('[]', { sendInvalid: true })).toBe('not_an_object');
    expect(sent('{"type"', { sendInvalid: true })).toBe('invalid_json');
    expect(sent(`{"x":"${'y'.repeat(40_000)}"}`, { sendInvalid: true })).toBe('message_too_large');
  });

  it.each([
    ['ASCII', 'y'],
    ['two-byte characters', 'é'],
    ['four-byte characters', '😀'],
  ])('the size that counts is the one after insertion: %s', (_name, character) => {
    const bytesEach = Buffer.byteLength(character);
    const frame = `{"messageId":"id-0",${track},"properties":{"x":"","p":""}}`;
    for (const [size, outcome] of [
      [32_767, 'message'],
      [32_768, 'message'],
      [32_769, 'reject'],
    ] as const) {
      const room = size - Buffer.byteLength(frame);
      const line = `{${track},"properties":{"x":"${character.repeat(Math.floor(room / bytesEach))}","p":"${'.'.repeat(room % bytesEach)}"}}`;
      expect([size, prepare(line).kind]).toEqual([size, outcome]);
    }
  });

  it('any valid message arrives as its own bytes around one inserted id', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.dictionary(fc.string(), fc.jsonValue()), (json, extra) => {
        const {
          messageId: _,
          sentAt: __,
          receivedAt: ___,
          writeKey: ____,
          originalTimestamp: _____,
          ...rest
        } = extra;
        const line = `{"properties":{"x":${json}},${JSON.stringify({ ...rest, type: 'track', userId: 'u', event: 'E', context: {}, integrations: {}, timestamp: null }).slice(1)}`;
        expect(sent(line)).toBe(`{"messageId":"id-0",${line.slice(1)}`);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what is rejected', () => {
  it.each([
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'invalid_utf8', 'not valid UTF-8'],
    [
      'broken JSON',
      '{"type":"track",}',
      'invalid_json',
      'not valid JSON: expected a quoted key, found } at byte 16',
    ],
    [
      'NUL bytes',
      '{"type":"tr\0ack"}',
      'invalid_json',
      'not valid JSON: a control character must be escaped, found byte 0x00 at byte 11',
    ],
    ['an array', '[1]', 'not_an_object', 'a message must be a JSON object'],
    ['null', 'null', 'not_an_object', 'a message must be a JSON object'],
  ])('%s', (_name, line, code, message) => {
    const prepared = prepare(line);
    expect(prepared).toMatchObject({ kind: 'reject', code, message });
  });

  it('5,000 levels are no trouble', () => {
    const deep = `{${track},"properties":{"x":${'['.repeat(5000)}${']'.repeat(5000)}}}`;
    expect(prepare(deep).kind).toBe('message');
    expect(sent(`{${track},"sentAt":${'['.repeat(5000)}${']'.repeat(5000)}}`)).toBe(
      `{"messageId":"id-0",${track}}`,
    );
  });

  it('says when an id of the line’s own was replaced', () => {
    const prepared = prepare(`{${track},"messageId":7,"timestamp":"2020-01-01T00:00:00Z"}`);
    expect(prepared).toMatchObject({ kind: 'message', messageId: 'id-0', warnings: ['message_id_replaced'] });
  });

  it('parsed keys never reach a prototype', () => {
    prepare(`{"__proto__":{"polluted":1},"sentAt":1,${track}}`);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
