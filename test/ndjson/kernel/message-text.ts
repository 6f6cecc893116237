import fc from 'fast-check';
import { anyText } from '../../helpers/any-text.ts';

/** Nearly always as Segment wants it, now and then not. */
function mostly<T>(good: fc.Arbitrary<T>, odd: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 25, arbitrary: good }, { weight: 1, arbitrary: odd });
}
const oddText = fc.constantFrom('', null, 7, true, [], {});
const oddObject = fc.constantFrom([], null, 'x', 7);
const text = fc.constantFrom('u', 'é', 'a\\b', 'x'.repeat(40), '日本語', '\u2028', 'a"b');
const object = fc.oneof(
  fc.constantFrom({}, { currency: 'EUR' }, { currency: 'USD', total: 12.5 }, { currency: null }),
  fc.dictionary(anyText(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }),
);
const manyFields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));
const times = [
  ...['2026-02-03T04:05:06Z', '2024-02-29T00:00:00Z', '2026-02-03', '2026-02-03T04:05', '2000-02-29T00:00Z'],
  ...[
    '2026-02-03T04:05:06.123456789+01:00',
    '2026-02-03T04:05:06,5-0130',
    '2026-02-03T04:05:06+01',
    '2026-12-31T23:59',
  ],
];
const badTimes = [
  ...[
    '2026-02-29T00:00:00Z',
    '1900-02-29',
    '2026-02-03T24:00:00Z',
    '2026-02-03T04:05:60Z',
    '2026-13-03',
    '2026-04-31',
  ],
  ...[
    '2026-2-3',
    'soon',
    '',
    null,
    7,
    '2026-02-03T04:05:06.Z',
    '2026-02-03t04:05:06Z',
    '2026-02-03T04:05:06z',
    '2026-02-03T04:05:06+1',
  ],
];

/** JSON with everything that a message may hold, and some that it should not. */
export const messageText = (spaces = ['', '', ' ', '\t', '  \r']): fc.Arbitrary<string> =>
  fc
    .record(
      {
        type: mostly(
          fc.constantFrom('track', 'identify', 'page', 'screen', 'group', 'alias'),
          fc.constantFrom('trak', '', null, 7),
        ),
        userId: mostly(text, oddText),
        anonymousId: mostly(text, oddText),
        event: mostly(text, oddText),
        groupId: mostly(text, oddText),
        previousId: mostly(text, oddText),
        name: mostly(text, oddText),
        category: mostly(text, oddText),
        timestamp: mostly(fc.constantFrom(...times), fc.constantFrom(...badTimes)),
        messageId: mostly(
          fc.constantFrom('own', 'y'.repeat(100), 'é'),
          fc.constantFrom('', null, 7, 'y'.repeat(101), 'a"b'),
        ),
        properties: mostly(
          object,
          fc.oneof(
            oddObject,
            fc.constantFrom(
              manyFields(300),
              manyFields(301),
              { currency: 'EURO' },
              { currency: 'eur' },
              { currency: 7 },
            ),
          ),
        ),
        traits: mostly(object, fc.oneof(oddObject, fc.constantFrom(manyFields(300), manyFields(301)))),
        context: mostly(object, oddObject),
        integrations: mostly(object, oddObject),
        channel: fc.constantFrom('server', 1),
        originalTimestamq: fc.constant(1),
      },
      { requiredKeys: ['type', 'userId', 'event', 'groupId', 'previousId'] },
    )
    .chain((message) =>
      fc.record({
        entries: fc.shuffledSubarray(Object.entries(message), { minLength: Object.keys(message).length }),
        space: fc.constantFrom(...spaces),
        extra: mostly(
          fc.constantFrom(
            '',
            '"a":12345678901234567890',
            '"a":-0',
            '"a":1e400',
            '"__proto__":1',
            '"a":[[],{}]',
          ),
          fc.constantFrom(
            ...[
              '"userId":"twice"',
              '"user\\u0049d":"x"',
              '"messa\\u0067eId":"m"',
              '"sentAt":"x"',
              '"receivedAt":1',
              '"receivedAt":"2020-01-01T00:00:00Z","projectId":"p"',
              '"version":2,"receivedAt":"2020-01-01T00:00:00Z"',
              '"_metadata":{"bundled":[]},"r\\u0065ceivedAt":1',
            ],
            ...[
              '"writeKey":"k"',
              '"originalTimestamp":"2020-01-01T00:00:00Z"',
              '"a":01',
              '"a":.5',
              '"a":tru',
            ],
          ),
        ),
        end: mostly(
          fc.constantFrom('', '', ' ', '\r', '  \r'),
          fc.constantFrom('}', ',', '\u0000', '\u00a0'),
        ),
      }),
    )
    .map(({ entries, space, extra, end }) => {
      const members = entries.map(
        ([key, value]) => `${JSON.stringify(key)}${space}:${space}${JSON.stringify(value)}`,
      );
      if (extra !== '') members.push(String(extra));
      return `${space}{${space}${members.join(`${space},${space}`)}${space}}${String(end)}`;
    });
