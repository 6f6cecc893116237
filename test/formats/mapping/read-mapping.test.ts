import { describe, expect, it } from 'vitest';
import { mappingOfFlags } from '../../../src/formats/mapping/flags.ts';
import {
  emptyMapping,
  mappingHash,
  mergeMappings,
  writeMapping,
} from '../../../src/formats/mapping/mapping.ts';
import { readMapping } from '../../../src/formats/mapping/read-mapping.ts';

function refusalOf(run: () => unknown): { message: string; details: readonly string[]; hint: string } {
  try {
    run();
  } catch (error) {
    return error as ReturnType<typeof refusalOf>;
  }
  throw new Error('nothing was refused');
}

function mistakesIn(text: string) {
  return refusalOf(() => readMapping(text, 'm.json')).details;
}

const flags = mappingOfFlags({
  map: [
    'userId=Email',
    'type:="track"',
    'properties.big:=12345678901234567890',
    String.raw`properties.a\.b=x=y`,
  ],
  types: ['Total=number', '__proto__=epoch-ms', 'a=b=date'],
  rest: 'none',
  timezone: 'Europe/Oslo',
});

describe('a mapping file', () => {
  it('is read as it was written', () => {
    expect(readMapping(writeMapping(flags), 'm.json')).toEqual(flags);
    expect(readMapping(`\uFEFF${writeMapping(emptyMapping)}`, 'm.json')).toEqual(emptyMapping);
    expect(writeMapping(flags)).toBe(
      `{
  "version": 1,
  "map": {
    "userId": {
      "column": "Email"
    },
    "type": {
      "value": "track"
    },
    "properties.big": {
      "value": 12345678901234567890
    },
    "properties.a\\\\.b": {
      "column": "x=y"
    }
  },
  "rest": "none",
  "types": {
    "Total": "number",
    "__proto__": "epoch-ms",
    "a=b": "date"
  },
  "timezone": "Europe/Oslo"
}
`,
    );
  });

  it('that is not JSON says where', () => {
    const { message, details } = refusalOf(() => readMapping('{"version": 1,\n "map": {]}', 'm.json'));
    expect(message).toBe(
      'm.json is not valid JSON: expected a quoted key or }, found ] (line 2, column 10).',
    );
    expect(details).toEqual([' "map": {]}', '         ^']);
  });

  it.each<[string, string[]]>([
    ['[]', ['line 1, column 1: the file must be an object', 'line 1, column 1: version is missing']],
    ['{}', ['line 1, column 1: version is missing']],
    ['{"version": 2}', ['line 1, column 13: version must be 1, the one that this program knows']],
    ['{"version":1,"map":[]}', ['line 1, column 20: map must be an object']],
    [
      '{"version":1,\n"map":{\n "userId":"Email",\n "type": 5,\n "æ":{"value":1},"b":{"colum":"x"}}}',
      [
        'line 3, column 11: map["userId"] must be {"column": "Email"}',
        'line 4, column 10: map["type"] must be {"value": 5}',
        'line 5, column 31: map["b"]["colum"] is not known: did you mean column?',
        'line 5, column 22: map["b"] must have either a column or a value',
      ],
    ],
    [
      '{"version":1,"map":{"a":{"column":"x","value":1}}}',
      ['line 1, column 25: map["a"] must have either a column or a value'],
    ],
    [
      '{"version":1,"map":{"a":{"column":""}}}',
      ['line 1, column 35: map["a"]["column"] must be a text that is not empty'],
    ],
    [
      '{"version":1,"map":{"a..b":{"column":"x"}}}',
      ['line 1, column 28: map["a..b"] is not a path: a key of it is empty'],
    ],
    [
      '{"version":1,"map":{"a":{"column":"x"},"a":{"column":"y"}}}',
      ['line 1, column 40: map["a"] is there twice'],
    ],
    [
      '{"version":1,"types":{"Total":"numbr"}}',
      [
        'line 1, column 31: types["Total"] must be one of string, number, boolean, date, json, epoch-s, epoch-ms, epoch-us: did you mean number?',
      ],
    ],
    [
      '{"version":1,"rest":null}',
      ['line 1, column 21: rest must be one of properties, traits, context, none'],
    ],
    [
      '{"version":1,"timezone":"PST"}',
      ['line 1, column 25: timezone must be a name such as Europe/Oslo or UTC, or an offset such as +01:00'],
    ],
    ['{"version":1,"maps":{}}', ['line 1, column 21: maps is not known: did you mean map?']],
  ])('%s has mistakes', (text, mistakes) => expect(mistakesIn(text)).toEqual(mistakes));
});

describe('the flags', () => {
  it.each([
    [{ map: ['userId'] }, '--map userId is not a path and a column.'],
    [{ map: ['=x'] }, '--map =x is not a path and a column.'],
    [{ map: [':=1'] }, '--map :=1 is not a path and a column.'],
    [{ map: ['a..b=x'] }, '--map a..b=x is not a path and a column.'],
    [{ map: ['a='] }, '--map a= names no column.'],
    [{ map: ['a:=track'] }, '--map a:=track is not valid JSON after :=, expected true, found a (column 3).'],
    [{ map: ['a=x', 'b=x', 'a=y'] }, 'a is given twice: --map a=x and --map a=y'],
    [{ types: ['x=number', 'x=date'] }, 'x is given twice: --types x=number and --types x=date'],
    [{ types: ['x=num'] }, '--types x=num is not a column and a type.'],
    [{ types: ['=number'] }, '--types =number is not a column and a type.'],
    [{ timezone: 'CEST' }, '--timezone CEST is neither a time zone nor an offset.'],
  ])('%j are refused', (given, message) => {
    expect(refusalOf(() => mappingOfFlags(given))).toMatchObject({ message, exitCode: 2 });
  });

  it('hold an equals sign behind a backslash in a path, and anywhere in a column or a value', () => {
    const map = [String.raw`a\.b.c\=d=x=y`, 'a:={"b": "="}'];
    expect(mappingOfFlags({ map, types: ['a=b=date'], timezone: '+01:00' })).toEqual({
      map: new Map<string, object>([
        [String.raw`a\.b.c=d`, { column: 'x=y' }],
        ['a', { json: '{"b": "="}' }],
      ]),
      types: new Map([['a=b', 'date']]),
      rest: undefined,
      timezone: '+01:00',
    });
  });

  it('put text in its quotes', () => {
    const hintOf = (map: string) => refusalOf(() => mappingOfFlags({ map: [map] })).hint;
    expect(hintOf('event:=Order Completed')).toMatch(/: --map 'event:="Order Completed"'$/);
    expect(hintOf('traits:={"a"')).toBeUndefined();
  });

  it('offer the type that was meant', () => {
    expect(refusalOf(() => mappingOfFlags({ types: ['x=bolean'] })).hint).toMatch(
      /^Write --types x=boolean;/,
    );
  });
});

describe('layers', () => {
  const preset = mappingOfFlags({
    map: ['userId=id', 'event=name'],
    types: ['t=date'],
    rest: 'properties',
  });
  const file = mappingOfFlags({ map: ['userId=mail'], types: ['t=epoch-s', 'n=number'], timezone: 'UTC' });
  const last = mappingOfFlags({ map: ['event:="E"'], rest: 'none' });

  it('give way to stronger ones, each path, type and setting by itself', () => {
    expect(mergeMappings(preset, file, last)).toEqual(
      mappingOfFlags({
        map: ['userId=mail', 'event:="E"'],
        types: ['t=epoch-s', 'n=number'],
        rest: 'none',
        timezone: 'UTC',
      }),
    );
    expect(mergeMappings()).toEqual(emptyMapping);
  });
});

describe('the hash', () => {
  const hashOf = (map: string[], format = 'csv') => mappingHash(mappingOfFlags({ map }), format);

  it('is that of the meaning, not of the order or the spelling', () => {
    expect(hashOf(['a=x', 'b:=[1, 2]'])).toBe(hashOf(['b:=[1,2]', 'a=x']));
    expect(hashOf(['a=x'])).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs with each part', () => {
    const hashes = [
      hashOf(['a=x']),
      hashOf(['a=y']),
      hashOf(['a:="x"']),
      hashOf(['b=x']),
      hashOf(['a=x'], 'tsv'),
      mappingHash({ ...mappingOfFlags({ map: ['a=x'] }), rest: 'none' }, 'csv'),
      mappingHash(mappingOfFlags({ map: ['a=x'], types: ['x=date'] }), 'csv'),
      mappingHash(mappingOfFlags({ map: ['a=x'], timezone: 'UTC' }), 'csv'),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
