import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping } from '../../../src/formats/mapping/compile.ts';
import { type MappingFlags, mappingOfFlags } from '../../../src/formats/mapping/flags.ts';
import { compileRecords, type RecordOptions } from '../../../src/formats/records/compile-records.ts';
import { recordOfRow } from '../../../src/formats/records/record-of-row.ts';
import type { RecordTable } from '../../../src/formats/records/record-table.ts';
import { anyText } from '../../helpers/any-text.ts';

/** The messages of one record, by a table or by none. */
function map(record: string, flags: MappingFlags = {}, table?: RecordTable, options?: RecordOptions) {
  const preset = table && { name: 'made-up', source: 'https://example.com/', tables: [table] };
  return compileRecords(preset, mappingOfFlags(flags), options).messages(record);
}

function textOf(...given: Parameters<typeof map>) {
  return map(...given).map(({ text }) => text);
}

describe('a record of no tool that is known', () => {
  it('is named by its members, nested and with dots', () => {
    const nested =
      '{"type":"track","userId":42,"properties":{"big":12345678901234567890,"n":10.00},"context.ip":"::1","plan":"pro"}';
    expect(textOf(nested)).toEqual([
      '{"type":"track","userId":"42","properties":{"big":12345678901234567890,"n":10.00,"plan":"pro"},"context":{"ip":"::1"}}',
    ]);
    const flat =
      '{"type":"track","userId":"42","properties.big":12345678901234567890,"properties.n":10.00,"context.ip":"::1","plan":"pro"}';
    expect(textOf(flat)).toEqual(textOf(nested));
  });

  it('is refused where --map names what is nearly a field of a message', () => {
    for (const table of [undefined, { fields: { userId: 'id' } }])
      expect(() => map('{}', { map: ['userID=foo'] }, table)).toThrow(
        expect.objectContaining({ code: 'map_invalid', details: ['userID: did you mean userId?'] }),
      );
  });

  it('keeps its values, whatever they are', () => {
    const record = String.raw`{"a":"1e5","b":1e5,"c":-0,"d":"","e":[1, {"x":null}],"f":false,"g":"\ud83c","h":null,"i":{}}`;
    expect(textOf(record, { rest: 'properties' })).toEqual([
      String.raw`{"properties":{"a":"1e5","b":1e5,"c":-0,"d":"","e":[1,{"x":null}],"f":false,"g":"\ud83c","i":{}}}`,
    ]);
  });

  it('is rejected where a value and an object would stand at one place, and not where two values would', () => {
    const message = expect.stringMatching(/^a(\.b)? does not go in/);
    for (const record of [
      '{"a":1,"a.b":2}',
      '{"a.b":2,"a":1}',
      '{"a.b":2,"a":[1]}',
      '{"a":{"b":1},"a.b.c":2}',
    ])
      expect(map(record)[0]?.fault, record).toEqual({
        code: 'cell_invalid',
        message: record.includes('c') ? expect.stringMatching(/^a\.b\.c does not go in/) : message,
      });
    for (const record of [
      '{"a.b":1,"a":{"b":2}}',
      '{"a.b":1,"a":{"c":2}}',
      '{"type":"track","a.b":1,"a":null}',
    ])
      expect(map(record)[0]?.fault, record).toBeUndefined();
  });

  it('goes by its type, or by that of --set', () => {
    expect(textOf('{"type":"identify","plan":"pro"}')).toEqual([
      '{"type":"identify","traits":{"plan":"pro"}}',
    ]);
    expect(textOf('{"plan":"pro"}', {}, undefined, { defaultType: 'group' })[0]).toContain(
      '"traits":{"plan":"pro"}',
    );
    expect(textOf('{"plan":"pro","kind":"identify"}', { map: ['type=kind'] })).toEqual([
      '{"type":"identify","traits":{"plan":"pro"}}',
    ]);
    expect(textOf('{"type":"Track","plan":"pro"}')).toEqual(['{"type":"Track","properties":{"plan":"pro"}}']);
  });

  it('takes --map from anywhere in it, once', () => {
    const record = '{"user":{"id":7,"mail":"a@b"},"a.b":1,"a":{"b":2},"at":1704164645}';
    const map = [
      'userId=user.id',
      'properties.x=a.b',
      'timestamp=at',
      'type:="track"',
      'properties.none=no.such',
    ];
    expect(textOf(record, { map, types: ['at=epoch-s'] })).toEqual([
      '{"type":"track","userId":"7","properties":{"x":1,"user":{"mail":"a@b"},"a":{"b":2}},"timestamp":"2024-01-02T03:04:05.000Z"}',
    ]);
    expect(textOf(record, { map, types: ['at=epoch-s'], rest: 'none' })).toEqual([
      '{"type":"track","userId":"7","properties":{"x":1},"timestamp":"2024-01-02T03:04:05.000Z"}',
    ]);
  });

  it('gives way to --map', () => {
    const record = '{"type":"track","event":"a","properties":{"n":1,"m":{"x":1,"y":2}},"m":3}';
    const map = ['properties.n:=2', 'properties.m.x:=3', 'event:="b"'];
    expect(textOf(record, { map })).toEqual([
      '{"type":"track","properties":{"n":2,"m":{"x":3,"y":2}},"event":"b"}',
    ]);
    // Also where there is nothing for it.
    expect(textOf('{"userId":"u","plan":"pro"}', { map: ['userId=mail'], rest: 'none' })).toEqual(['{}']);
  });

  it.each<[string, string, string]>([
    ['"19.90"', 'number', '19.90'],
    ['19.90', 'number', '19.90'],
    ['19.90', 'string', '"19.90"'],
    ['{"a": 1.0}', 'string', String.raw`"{\"a\":1.0}"`],
    [String.raw`"{\"a\": 1.0}"`, 'json', '{"a":1.0}'],
    ['{"a": 1.0}', 'json', '{"a":1.0}'],
    ['"true"', 'boolean', 'true'],
    ['true', 'boolean', 'true'],
    ['"2024-01-02 03:04:05 UTC"', 'date', '"2024-01-02T03:04:05Z"'],
    ['1704164645007', 'epoch-ms', '"2024-01-02T03:04:05.007Z"'],
    ['"1704164645007"', 'epoch-ms', '"2024-01-02T03:04:05.007Z"'],
  ])('%s as a %s is %s', (value, type, json) => {
    const typed = { types: [`x=${type}`], rest: 'properties' } as const;
    expect(map(`{"x":${value}}`, typed)).toEqual([
      { text: `{"properties":{"x":${json}}}`, fault: undefined },
    ]);
    expect(textOf(`{"x":${value}}`, { ...typed, map: ['context.y=x'] })).toEqual([
      `{"context":{"y":${json}}}`,
    ]);
  });

  it.each([
    ['{"x":"19,99"}', { types: ['x=number'] }, 'x is not a number'],
    ['{"x":[1]}', { types: ['x=number'] }, 'x is an object or a list'],
    [
      '{"timestamp":"2024-01-02 03:04:05"}',
      {},
      'timestamp has no time zone; --timezone names the one of such times',
    ],
    ['{"properties":"x"}', {}, 'properties is not valid JSON'],
  ])('%s with %j is a reject', (record, flags, message) => {
    expect(map(`${record.slice(0, -1)},"userId":"u"}`, flags)).toEqual([
      { text: '{"userId":"u"}', fault: { code: 'cell_invalid', message } },
    ]);
  });

  it('leaves to the judge of messages what is no time, and numbers without a unit', () => {
    expect(map('{"timestamp":1704164645}')).toEqual([{ text: '{"timestamp":1704164645}', fault: undefined }]);
    expect(map('{"timestamp":"soon"}')).toEqual([{ text: '{"timestamp":"soon"}', fault: undefined }]);
  });

  it('may have the names of a prototype', () => {
    expect(
      textOf('{"__proto__":{"x":1},"constructor":2,"traits.__proto__.y":3}', { rest: 'context' }),
    ).toEqual(['{"context":{"__proto__":{"x":1},"constructor":2},"traits":{"__proto__":{"y":3}}}']);
    expect({}).not.toHaveProperty('x');
  });

  it('loses nothing of what it holds', () => {
    const table: RecordTable = { type: 'track', fields: {}, rest: { from: '', to: 'properties' } };
    const key = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('__proto__', 'constructor', 'type', 'userId', 'a.b'),
    );
    fc.assert(
      fc.property(
        fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true }),
        fc.constantFrom(0, 1),
        (record, indent) => {
          const [text = ''] = textOf(JSON.stringify(record, null, indent), {}, table);
          const kept = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
          expect(JSON.parse(text).properties ?? {}).toEqual(JSON.parse(JSON.stringify(kept)));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('of a table has its columns', () => {
    const columns = ['id', 'mail'];
    expect(() => map('{}', { map: ['userId=emial'] }, undefined, { columns })).toThrow(
      'There is no column emial.',
    );
    expect(textOf('{"id":{"n":"1"}}', { map: ['userId=id.n'] }, undefined, { columns })).toEqual([
      '{"userId":"1"}',
    ]);
  });
});

describe('a table', () => {
  const table: RecordTable = {
    type: { from: 'e', names: { view: 'page' }, otherwise: 'track', skip: ['noise'] },
    fields: {
      userId: ['p.uid', { from: 'p.did', notAfter: 'dev:' }],
      anonymousId: { from: 'p.did', after: 'dev:' },
      messageId: { hashOf: ['e', 'p.t'] },
      timestamp: { from: 'p.t', as: 'epoch' },
      'properties.url': 'p.href',
      'context.app.name': { json: '"shop"' },
    },
    track: { event: 'e' },
    user: { traits: 'u' },
    rest: { from: 'p', to: 'properties' },
    drop: ['p.lib'],
  };
  const record =
    '{"e":"Buy","p":{"did":"dev:d1","t":1704164645,"href":"/a","lib":"x","n":1.0,"none":null},"u":{"plan":"pro"},"other":1}';

  it('says where everything comes from', () => {
    const [message] = map(record, {}, table);
    expect(JSON.parse(message?.text ?? '')).toEqual({
      type: 'track',
      anonymousId: 'd1',
      messageId: expect.stringMatching(/^[0-9a-f]{40}$/),
      timestamp: '2024-01-02T03:04:05.000Z',
      event: 'Buy',
      properties: { url: '/a', n: 1 },
      context: { app: { name: 'shop' } },
    });
    expect(message?.text).toContain('"n":1.0');
  });

  it('names types, and leaves out what is noise', () => {
    expect(textOf('{"e":"view","p":{"uid":"u","did":"u"}}', {}, table)[0]).toMatch(
      /^\{"type":"page","userId":"u",/,
    );
    expect(textOf('{"e":"view"}', {}, table)[0]).not.toContain('"event"');
    expect(map('{"e":"noise","p":{"uid":"u"}}', {}, table)).toEqual([]);
    expect(textOf('{"e":"toString","p":{}}', {}, table)[0]).toContain('"event":"toString"');
  });

  it('gives the same id to the same values only, in one source', () => {
    const idOf = (text: string, options?: RecordOptions) =>
      JSON.parse(textOf(text, {}, table, options)[0] ?? '').messageId;
    expect(idOf('{"e":"Buy","p":{"t":1,"x":2}}')).toBe(idOf('{"p":{"x":3,"t":1},"e":"Buy"}'));
    expect(idOf('{"e":"Buy","p":{"t":1}}')).not.toBe(idOf('{"e":"Buy","p":{"t":2}}'));
    expect(idOf('{"e":"Buy","p":{"t":1}}')).not.toBe(
      idOf('{"e":"Buy","p":{"t":1}}', { idSeed: 'another source' }),
    );
    expect(idOf('{"p":{"x":1}}')).toBeUndefined();
  });

  it('makes an identify of each record with traits, when asked', () => {
    const [identify, event, ...more] = map(record, {}, table, { identify: true }).map(({ text }) =>
      JSON.parse(text),
    );
    expect(identify).toEqual({
      type: 'identify',
      anonymousId: 'd1',
      messageId: expect.stringMatching(/^[0-9a-f]{40}$/),
      timestamp: '2024-01-02T03:04:05.000Z',
      context: { app: { name: 'shop' } },
      traits: { plan: 'pro' },
    });
    expect([event.type, more]).toEqual(['track', []]);
    expect(identify.messageId).not.toBe(event.messageId);
    expect(map('{"e":"Buy","u":{}}', {}, table, { identify: true })).toHaveLength(1);
  });

  it('gives way to --map and --rest, path by path', () => {
    const flags = { map: ['userId=u.plan', 'properties.url:="/b"', 'context=u'], rest: 'traits' } as const;
    expect(JSON.parse(textOf(record, flags, table)[0] ?? '')).toEqual({
      type: 'track',
      userId: 'pro',
      anonymousId: 'd1',
      messageId: expect.any(String),
      timestamp: '2024-01-02T03:04:05.000Z',
      event: 'Buy',
      properties: { url: '/b' },
      traits: { n: 1 },
      context: { plan: 'pro' },
    });
    expect(JSON.parse(textOf(record, { rest: 'none' }, table)[0] ?? '').properties).toEqual({ url: '/a' });
    expect(JSON.parse(textOf(record, { map: ['type:="page"'] }, table)[0] ?? '')).not.toHaveProperty('event');
    expect(textOf(record, { types: ['p.n=string'] }, table)[0]).toContain('"n":"1.0"');
  });

  it('leaves a type that is none to the judge of messages', () => {
    const flags = { map: ['type=p.kind'] };
    expect(textOf('{"e":"Buy","p":{"kind":"Foo"}}', flags, table)[0]).toMatch(/^\{"type":"Foo",/);
    expect(textOf('{"e":"Buy","p":{"kind":"page"}}', flags, table)[0]).toMatch(/^\{"type":"page",/);
    expect(textOf('{"e":"Buy","p":{}}', flags, table)[0]).toMatch(/^\{"type":"track",/);
    expect(map('{"e":"noise"}', { map: ['type:="track"'] }, table)).toEqual([]);
  });

  it('rejects a record whose object as text is none', () => {
    const opening: RecordTable = { ...table, opens: { p: 'json' } };
    expect(map(String.raw`{"e":"Buy","p":"{\"n\":"}`, {}, opening)[0]?.fault?.message).toBe(
      'p is not a JSON object',
    );
    expect(map('{"e":"Buy","p":"[1]"}', {}, opening)[0]?.fault?.message).toBe('p is not a JSON object');
    for (const p of ['""', 'null', '{}', String.raw`"{\"n\":1}"`])
      expect(map(`{"e":"Buy","p":${p}}`, {}, opening)[0]?.fault).toBeUndefined();
  });

  it('says which member does not fit', () => {
    expect(map('{"e":"Buy","p":{"t":"soon"}}', {}, table)[0]?.fault?.message).toBe(
      'p.t is not a time since 1970',
    );
  });
});

it('a row is a record of its cells', () => {
  const record = recordOfRow(['id', 'a "b"', 'c.d', 'e', 'f'])(['007', 'x\ny', '19.90', '', 'true']);
  expect(record).toBe(String.raw`{"id":"007","a \"b\"":"x\ny","c.d":19.90,"f":true}`);
});

it('a row becomes the same by its cells as by its record', () => {
  const columns = [
    'type',
    'userId',
    'event',
    'timestamp',
    'properties.a',
    'traits.b.c',
    'plan',
    'St. No',
    'x.y',
    'd',
  ];
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '',
      'track',
      'identify',
      '42',
      '007',
      '19.90',
      'true',
      '1704164645',
      'null',
      '{"a":1.0}',
    ),
    fc.constantFrom('2024-01-02 03:04:05.2 UTC', '2024-01-02 03:04:05', '2024-01-02T03:04:05Z', 'NaN', ' x '),
    anyText(),
  );
  const flags = fc.record({
    map: fc.subarray(['userId=d', 'properties.z=plan', 'context.n:=1.0', String.raw`traits.q\.r=x.y`]),
    types: fc.subarray(['d=number', 'plan=string', 'x.y=json', 'properties.a=boolean', 'St. No=date']),
    rest: fc.constantFrom(undefined, 'properties', 'traits', 'context', 'none'),
    timezone: fc.constantFrom(undefined, 'Europe/Oslo'),
  });
  const cells = fc.array(cell, { minLength: columns.length, maxLength: columns.length });
  fc.assert(
    fc.property(cells, flags, (row, given) => {
      const mapping = mappingOfFlags(given);
      const byCells = compileMapping(mapping, columns).message(row);
      const [byRecord] = compileRecords(undefined, mapping).messages(recordOfRow(columns)(row));
      // A number in the place of a time is none, and stays a number or a text.
      const read = (text = '') => {
        const { timestamp, ...others } = JSON.parse(text);
        return { ...others, time: /^\d{4}-/.test(timestamp) ? timestamp : undefined };
      };
      expect(read(byRecord?.text)).toEqual(read(byCells.text));
      expect(byRecord?.fault === undefined).toBe(byCells.fault === undefined);
    }),
    { numRuns: 500 },
  );
});
