import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBody } from '../../src/ndjson/body.ts';

/** The messages of a body as they would be sent. */
function messagesIn(text: string): string[] | undefined {
  const body = readBody(Buffer.from(text));
  if (body === undefined) return undefined;
  const messages: string[] = [];
  for (let next = body.next(body.start); next !== undefined; next = body.next(next.end)) {
    expect(body.isOver(next.start)).toBe(false);
    messages.push(body.messageAt(next).toString());
  }
  return messages;
}

type Json = Record<string, unknown>;

/** What each message must hold: the body's value of a key counts where the message has none, one level deep. */
function merged(element: unknown, shared: Json): unknown {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) return element;
  const message: Json = { ...element };
  for (const key of ['context', 'integrations']) {
    const [own, theirs] = [message[key] ?? undefined, shared[key] ?? undefined];
    if (own === undefined && isEmpty(theirs)) continue;
    if (own === undefined) message[key] = theirs;
    else if (isObject(own) && isObject(theirs)) message[key] = { ...theirs, ...own };
  }
  return message;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown): boolean =>
  value === undefined || (isObject(value) && Object.keys(value).length === 0);

const indent = fc.constantFrom(0, 2, '\t');
const part = fc.oneof(
  fc.dictionary(fc.constantFrom('ip', 'All', 'a"b', 'é'), fc.jsonValue()),
  fc.jsonValue(),
);
const message = fc.record(
  { type: fc.constant('track'), context: part, integrations: part, n: fc.jsonValue() },
  { requiredKeys: [] },
);

describe('readBody', () => {
  it('gives each message the bytes it has, whatever it is, where nothing holds for all of them', () => {
    const value = fc.tuple(fc.jsonValue(), indent).map(([json, space]) => JSON.stringify(json, null, space));
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const text = `{"sentAt":"x","batch" :\n[ ${values.join(' ,\r\n')} ] , "writeKey":"k","context":null,"integrations":{}}`;
        expect(messagesIn(text)).toEqual(values.map((json) => json.replaceAll(/[\r\n]/g, '')));
      }),
    );
  });

  it('puts in what the body holds for all of them, before or behind them, and changes nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(message, fc.jsonValue())),
        fc.record({ context: part, integrations: part }, { requiredKeys: [] }),
        fc.boolean(),
        indent,
        (batch, shared, isBehind, space) => {
          const text = JSON.stringify(isBehind ? { batch, ...shared } : { ...shared, batch }, null, space);
          const parsed: { batch: unknown[] } & Json = JSON.parse(text);
          expect(messagesIn(text)?.map((json) => JSON.parse(json))).toEqual(
            parsed.batch.map((element) => merged(element, parsed)),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['{"type":"track","n":1}', '{"context":{"ip":"1"},"integrations":{"All":false},"type":"track","n":1}'],
    ['{}', '{"context":{"ip":"1"},"integrations":{"All":false}}'],
    ['{"context":{}}', '{"integrations":{"All":false},"context":{"ip":"1"}}'],
    [
      '{"n":1.10,"integrations":{ "A":true }}',
      '{"context":{"ip":"1"},"n":1.10,"integrations":{"All":false, "A":true }}',
    ],
    [
      '{"integrations":{"All":true},"context":{"ip":null}}',
      '{"integrations":{"All":true},"context":{"ip":null}}',
    ],
    ['{"context":null,"integrations":7}', '{"context":{"ip":"1"},"integrations":7}'],
    [
      '{"\\u0063ontext":{"\\u0069p":2},"context":{"b":1}}',
      '{"integrations":{"All":false},"\\u0063ontext":{"\\u0069p":2},"context":{"ip":"1","b":1}}',
    ],
    ['["bad"]', '["bad"]'],
  ])('%s', (element, sent) => {
    const shared = '"context":{"ip":"1"},"integrations":{"All":false}';
    expect(messagesIn(`{"batch":[${element}],${shared}}`)).toEqual([sent]);
  });

  it.each([
    '{"type":"track","batch":[]}',
    '{"batch":{}}',
    '{"batch":null}',
    '{"batch":[],"batch":1}',
    '{"Batch":[]}',
    '[{"batch":[]}]',
    '5',
  ])('%s is no body', (text) => {
    expect(messagesIn(text)).toBeUndefined();
  });

  it('of a key that stands twice the last one counts', () => {
    const text = '{"batch":[1],"context":{"a":1},"b\\u0061tch":[{}],"context":{"b":2,"b":3}}';
    expect(messagesIn(text)).toEqual(['{"context":{"b":2,"b":3}}']);
  });
});
