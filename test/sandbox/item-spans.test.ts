import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBodySpans } from '../../src/sandbox/tracking/item-spans.ts';
import { openSandbox, post } from '../helpers/sandbox.ts';

/** The items of a body as texts, by their spans. */
function itemTexts(body: string): string[] | undefined {
  const bytes = Buffer.from(body);
  const { items } = findBodySpans(bytes);
  if (items === undefined) return undefined;
  const texts: string[] = [];
  for (let at = 0; at < items.length; at += 2) texts.push(bytes.toString('utf8', items[at], items[at + 1]));
  return texts;
}

/** JSON text of a value with white space wherever the grammar allows some. */
const spaced = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 1, 2, '\t', '\r\n'))
  .map(([value, indent]) => JSON.stringify(value, null, indent));
const space = fc.constantFrom('', ' ', '\n', '\t \r\n');

describe('findBodySpans', () => {
  it('finds each item exactly as it was written', () => {
    const parts = fc.tuple(fc.array(spaced), space, space, spaced, spaced);
    fc.assert(
      fc.property(parts, ([items, before, after, first, last]) => {
        const list = items.map((item) => before + item + after).join(',');
        const body = `${before}{"x":${first}${after},${before}"batch"${after}:${before}[${list}${after}]${after},"y":${last}}${after}`;
        // What JSON.parse reads there is what was put in: the test itself is sound.
        expect(JSON.parse(body).batch).toEqual(items.map((item) => JSON.parse(item)));
        expect(itemTexts(body)).toEqual(items);
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, string[] | undefined]>([
    ['{}', undefined],
    ['{"batch":[]}', []],
    ['{"batch":[ ]}', []],
    ['{"batch":{}}', undefined],
    ['{"batch":[1,2],"batch":[3]}', ['3']],
    ['{"batch":[1],"batch":null}', undefined],
    ['{"batch":null,"batch":[1]}', ['1']],
    ['{"b\\u0061tch":["escaped key"]}', ['"escaped key"']],
    ['{"Batch":[1]}', undefined],
    ['{"x":{"batch":[1]},"y":[{"batch":[2]}]}', undefined],
    ['{"x":"\\"batch\\":[1]","batch":[2]}', ['2']],
    ['{"x":"[{\\\\","batch":["]}\\\\\\"",{"a":"}]"}]}', ['"]}\\\\\\""', '{"a":"}]"}']],
    [
      '{"batch":[-1.5e+3,true,false,null,"",[[]],{"":{}}]}',
      ['-1.5e+3', 'true', 'false', 'null', '""', '[[]]', '{"":{}}'],
    ],
    ['{"batch":[[1,2],[3]]}', ['[1,2]', '[3]']],
    [`{"${'k'.repeat(500)}":1,"batch":[1]}`, ['1']],
  ])('%s', (body, items) => {
    expect(() => JSON.parse(body)).not.toThrow();
    expect(itemTexts(body)).toEqual(items);
  });

  it('goes 200,000 deep without recursion', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(itemTexts(`{"context":${deep},"batch":[${deep},1]}`)).toEqual([deep, '1']);
  });

  it('finds what the items share, the last of each key', () => {
    const body = Buffer.from('{"sentAt":"a","batch":[{"sentAt":"x"}],"context":{"a":1},"sentAt":"b"}');
    const { sentAt, context, integrations } = findBodySpans(body);
    expect([sentAt, context].map((span) => body.toString('utf8', span?.start, span?.end))).toEqual([
      '"b"',
      '{"a":1}',
    ]);
    expect(integrations).toBeUndefined();
  });
});

describe('the bytes the journal keeps', () => {
  it('are the bytes that arrived, whatever is in them', async () => {
    const sandbox = await openSandbox();
    const items = [
      '{ "type":"track", "event":"A", "userId":"u", "n":12345678901234567890, "d":1.0, "z":-0, "e":1e400 }',
      '{"type":"track","event":"\\u00e9\\ud83d\\ude00","userId":"u","a":1,"a":2}',
      '{"type":"track","event":"é😀\u2028","userId":"u","__proto__":{"x":1}}',
    ];
    await post(sandbox, '/v1/batch', `{"batch":[\n${items.join(' ,\n')}\n]}`);
    expect([...sandbox.journal.messages].map(({ raw }) => raw.toString())).toEqual(items);
  });

  it('do not keep a body of duplicates in memory', async () => {
    const sandbox = await openSandbox();
    const item = (id: string) => ({
      type: 'track',
      event: 'A',
      userId: 'u',
      messageId: id,
      pad: 'x'.repeat(1_000),
    });
    const batch = Array.from({ length: 300 }, () => item('same'));
    await post(sandbox, '/v1/batch', { batch: [...batch, item('other')] });
    const stored = [...sandbox.journal.messages];
    expect(stored.map(({ messageId }) => messageId)).toEqual(['same', 'other']);
    expect(stored.map(({ raw }) => JSON.parse(raw.toString()).messageId)).toEqual(['same', 'other']);
    for (const { raw } of stored) expect(raw.buffer.byteLength).toBeLessThan(20_000);
    expect(
      [...sandbox.journal.rejected].every(({ raw }) => JSON.parse(raw.toString()).messageId === 'same'),
    ).toBe(true);
  });
});
