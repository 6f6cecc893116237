import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping, type RowOptions } from '../../../src/formats/mapping/compile.ts';
import { type MappingFlags, mappingOfFlags } from '../../../src/formats/mapping/flags.ts';
import { anyText } from '../../helpers/any-text.ts';

/** The mapper of columns and flags as they are typed. */
function mapperOf(columns: readonly string[], flags: MappingFlags = {}, options?: RowOptions) {
  return compileMapping(mappingOfFlags(flags), columns, options);
}

/** One row, given by its columns. */
function map(row: Readonly<Record<string, string>>, flags?: MappingFlags, options?: RowOptions) {
  return mapperOf(Object.keys(row), flags, options).message(Object.values(row));
}

function faultOf(row: Readonly<Record<string, string>>, flags?: MappingFlags) {
  return map(row, flags).fault;
}

function refusalOf(
  columns: readonly string[],
  flags?: MappingFlags,
): { message: string; hint: string; details: string[] } {
  try {
    mapperOf(columns, flags);
  } catch (error) {
    return error as ReturnType<typeof refusalOf>;
  }
  throw new Error('nothing was refused');
}

describe('a header', () => {
  it('names fields, and nests with dots', () => {
    const row = {
      type: 'track',
      userId: '42',
      event: '404',
      'properties.cart.id': '007',
      'properties.cart.total': '19.90',
      'traits.address.city': 'Tromsø',
      'context.ip': '203.0.113.7',
    };
    expect(map(row).text).toBe(
      '{"type":"track","userId":"42","event":"404","properties":{"cart":{"id":"007","total":19.90}},' +
        '"traits":{"address":{"city":"Tromsø"}},"context":{"ip":"203.0.113.7"}}',
    );
  });

  it('leaves out what is empty, and objects of nothing else', () => {
    expect(map({ userId: '', event: 'E', 'properties.a.b': '', 'traits.c': '' }).text).toBe('{"event":"E"}');
    expect(map({ userId: '', 'properties.a': '' }).text).toBe('{}');
    expect(mapperOf(['userId', 'event']).message(['1']).text).toBe('{"userId":"1"}');
  });

  it('may be what a prototype has', () => {
    const columns = ['__proto__', 'constructor', 'traits.__proto__.x', 'toString'];
    const { text } = mapperOf(columns, { rest: 'properties' }).message(['1', '2', '3', '4']);
    expect(text).toBe(
      '{"traits":{"__proto__":{"x":3}},"properties":{"__proto__":1,"constructor":2,"toString":4}}',
    );
    expect({}).not.toHaveProperty('x');
  });

  it('with the name of an object holds JSON', () => {
    const row = { properties: '{"id": 12345678901234567890,\n "n": 10.00}', traits: 'x' };
    expect(map(row)).toEqual({
      text: '{"properties":{"id":12345678901234567890,"n":10.00}}',
      fault: { code: 'cell_invalid', message: 'column traits is not valid JSON' },
    });
  });

  it('with more dots than anybody means is one key', () => {
    const deep = `properties.${'a.'.repeat(99)}b`;
    expect(JSON.parse(map({ [deep]: '1' }).text)).toEqual({ properties: { [deep]: 1 } });
    expect(map({ [`properties.${'a.'.repeat(98)}b`]: '1' }).text).toMatch(/^\{"properties":\{"a":\{"a":/);
    expect(refusalOf(['x'], { map: [`${deep}=x`] }).message).toMatch(/is not a path and a column/);
  });

  it.each([
    ['user_id', 'userId'],
    ['UserID', 'userId'],
    ['Anonymous ID', 'anonymousId'],
    ['Timestamp', 'timestamp'],
  ])('with %s for %s is refused, unless something says what it is', (column, field) => {
    const columns = ['type', 'event', column];
    expect(refusalOf(columns)).toMatchObject({
      message: `The column “${column}” is not ${field}, and no other column is.`,
      hint: expect.stringContaining(`${field}=${column}`),
    });
    for (const flags of [
      { map: [`${field}=${column}`] },
      { map: [`properties.own=${column}`] },
      { map: [`${field}=event`] },
      { rest: 'none' },
    ] as const)
      expect(() => mapperOf(columns, flags)).not.toThrow();
    const row = { [field]: 'x', [column]: 'own' };
    expect(JSON.parse(map(row).text)).toEqual({ [field]: 'x', properties: { [column]: 'own' } });
  });

  it('with a space around a field is refused, unless --map says what it is', () => {
    for (const column of [' timestamp', 'userId ', 'properties.total\u00a0'])
      expect(refusalOf(['type', column])).toMatchObject({
        message: expect.stringContaining(`“${column}” is not ${column.trim()}`),
        hint: expect.stringContaining(`--map '${column.trim()}=${column}'`),
      });
    expect(map({ ' userId': 'u' }, { map: ['userId= userId'] }).text).toBe('{"userId":"u"}');
    expect(map({ ' userId': 'u', id: 'v' }, { map: ['userId=id'] }).text).toBe(
      '{"userId":"v","properties":{" userId":"u"}}',
    );
    expect(map({ ' plan': 'pro' }).text).toBe('{"properties":{" plan":"pro"}}');
  });

  it('leaves out what a database writes for NULL', () => {
    const row = {
      type: String.raw`\N`,
      userId: String.raw`\N`,
      anonymousId: 'a',
      plan: String.raw`\N`,
      n: String.raw`\NN`,
    };
    expect(map(row, {}, { defaultType: 'identify' }).text).toBe(
      String.raw`{"anonymousId":"a","traits":{"n":"\\NN"}}`,
    );
  });

  it('without a name goes nowhere', () => {
    const mapper = mapperOf(['', 'userId', 'plan']);
    expect(mapper.message(['0', 'u', 'pro']).text).toBe('{"userId":"u","properties":{"plan":"pro"}}');
    expect([mapper.used, mapper.unused]).toEqual([['userId', 'plan'], ['']]);
  });
});

describe('a cell without a type', () => {
  it.each([
    ['0', '0'],
    ['-12.5', '-12.5'],
    ['19.90', '19.90'],
    ['0.10', '0.10'],
    ['9007199254740991', '9007199254740991'],
    ['true', 'true'],
    ['false', 'false'],
    ['007', '"007"'],
    ['+4712345678', '"+4712345678"'],
    ['12345678901234567890', '"12345678901234567890"'],
    ['10000000000000000000', '"10000000000000000000"'],
    ['9007199254740992', '"9007199254740992"'],
    ['1e5', '"1e5"'],
    ['1_000', '"1_000"'],
    ['0x1F', '"0x1F"'],
    ['19,99', '"19,99"'],
    ['-0', '"-0"'],
    ['.5', '".5"'],
    ['5.', '"5."'],
    [' 5', '" 5"'],
    ['NaN', '"NaN"'],
    ['Infinity', '"Infinity"'],
    ['TRUE', '"TRUE"'],
    ['null', '"null"'],
    ['=1+1', '"=1+1"'],
    [' spaced ', '" spaced "'],
    ['a "b"\\\n\u0000', String.raw`"a \"b\"\\\n\u0000"`],
    ['🍬', '"🍬"'],
    ['\ud83c', String.raw`"\ud83c"`],
  ])('%j becomes %s', (cell, json) => {
    expect(map({ 'properties.x': cell }).text).toBe(`{"properties":{"x":${json}}}`);
  });

  it.each([
    'type',
    'event',
    'name',
    'category',
    'messageId',
    'userId',
    'anonymousId',
    'groupId',
    'previousId',
  ])('stays text as %s', (field) => {
    expect(map({ [field]: '42' }).text).toBe(`{"${field}":"42"}`);
    expect(map({ [field]: '42' }, { types: [`${field}=number`] }).text).toBe(`{"${field}":"42"}`);
    expect(map({ x: 'true' }, { map: [`${field}=x`] }).text).toBe(`{"${field}":"true"}`);
  });

  it('is text or the same number again, whatever it is', () => {
    const cell = fc.oneof(
      anyText(),
      fc.double().map(String),
      fc.integer().map(String),
      fc.stringMatching(/^[-+.0-9e]{1,22}$/),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        const columns = cells.map((_, at) => `properties.c${at}`);
        const { properties = {} } = JSON.parse(mapperOf(columns).message(cells).text);
        cells.forEach((text, at) => {
          const value = properties[`c${at}`];
          if (text === '') expect(value).toBeUndefined();
          else if (typeof value === 'number')
            expect(`${value}`).toBe(text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''));
          else expect(typeof value === 'boolean' ? `${value}` : value).toBe(text);
        });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a cell with a type', () => {
  it.each([
    ['string', '19.90', '"19.90"'],
    ['number', '19.90', '19.90'],
    ['number', '007', '7'],
    ['number', '+5', '5'],
    ['number', '.5', '0.5'],
    ['number', '+00.050', '0.050'],
    ['number', '-5.', '-5'],
    ['number', ' 12 ', '12'],
    ['number', '1e5', '1e5'],
    ['number', '12345678901234567890', '12345678901234567890'],
    ['boolean', 'TRUE', 'true'],
    ['boolean', 'f', 'false'],
    ['boolean', '1', 'true'],
    ['boolean', 'No', 'false'],
    ['json', '{"a": [1.0, "x"]}', '{"a":[1.0,"x"]}'],
    ['json', 'null', 'null'],
    ['date', '2024-01-02 03:04:05 UTC', '"2024-01-02T03:04:05Z"'],
    ['epoch-s', '1704164645', '"2024-01-02T03:04:05.000Z"'],
    ['epoch-ms', '1704164645007', '"2024-01-02T03:04:05.007Z"'],
    ['epoch-us', '1704164645007001', '"2024-01-02T03:04:05.007001Z"'],
  ])('%s: %j becomes %s', (type, cell, json) => {
    expect(map({ x: cell }, { map: ['properties.y=x'], types: [`x=${type}`] })).toEqual({
      text: `{"properties":{"y":${json}}}`,
      fault: undefined,
    });
  });

  it.each([
    ['number', 'NaN', 'is not a number'],
    ['number', 'Infinity', 'is not a number'],
    ['number', '19,99', 'is not a number'],
    ['number', '1 000', 'is not a number'],
    ['number', '.', 'is not a number'],
    ['boolean', 'maybe', 'is not true or false'],
    ['json', '{a:1}', 'is not valid JSON'],
    ['date', '01/02/2024', 'is not a date'],
    ['date', '2024-01-02', 'has no time zone; --timezone names the one of such times'],
    ['epoch-s', '1704164645000', 'is not a time in seconds since 1970, before the year 10000'],
    ['epoch-ms', 'x', 'is not a time in milliseconds since 1970, before the year 10000'],
    ['epoch-us', 'x', 'is not a time in microseconds since 1970, before the year 10000'],
  ])('%s: %j is a reject', (type, cell, misfit) => {
    expect(map({ userId: 'u', x: cell, y: '1' }, { types: [`x=${type}`] })).toEqual({
      text: '{"userId":"u","properties":{"y":1}}',
      fault: { code: 'cell_invalid', message: `column x ${misfit}` },
    });
  });

  it('names the first column at fault, and forgets it by the next row', () => {
    const mapper = mapperOf(['a', 'b'], { types: ['a=number', 'b=number'] });
    expect(mapper.message(['x', 'y']).fault?.message).toBe('column a is not a number');
    expect(mapper.message(['1', 'y']).fault?.message).toBe('column b is not a number');
    expect(mapper.message(['1', '2'])).toEqual({ text: '{"properties":{"a":1,"b":2}}', fault: undefined });
    expect(mapper.message(['', '']).fault).toBeUndefined();
  });
});

describe('a timestamp', () => {
  it('becomes ISO 8601 with a zone', () => {
    expect(map({ timestamp: '2024-01-02 03:04:05.2 UTC' }).text).toBe(
      '{"timestamp":"2024-01-02T03:04:05.2Z"}',
    );
    expect(map({ t: '2024-01-02 03:04:05' }, { map: ['timestamp=t'], timezone: '+01:00' }).text).toBe(
      '{"timestamp":"2024-01-02T03:04:05+01:00"}',
    );
  });

  it('without a zone is a reject, and what is no time is judged with the message', () => {
    expect(faultOf({ timestamp: '2024-01-02 03:04:05' })?.message).toMatch(
      /^column timestamp has no time zone/,
    );
    expect(map({ timestamp: 'yesterday' })).toEqual({ text: '{"timestamp":"yesterday"}', fault: undefined });
    expect(map({ timestamp: '1704164645' }, { types: ['timestamp=epoch-s'] }).text).toBe(
      '{"timestamp":"2024-01-02T03:04:05.000Z"}',
    );
  });
});

describe('a mapping', () => {
  it('names columns and constants', () => {
    const flags = {
      map: [
        'userId=Email',
        'type:="track"',
        'properties.n:= 10.00',
        'properties.mail=Email',
        String.raw`context.a\.b=Plan`,
      ],
    };
    const mapper = mapperOf(['Email', 'Plan', 'St. No', 'cart.id'], flags);
    expect(mapper.message(['a@b', 'pro', '7', '8']).text).toBe(
      '{"userId":"a@b","type":"track","properties":{"n":10.00,"mail":"a@b","St. No":7,"cart":{"id":8}},"context":{"a.b":"pro"}}',
    );
    expect(mapper.used).toEqual(['Email', 'Plan', 'St. No', 'cart.id']);
  });

  it('goes before a header that names the same', () => {
    const mapper = mapperOf(['userId', 'Email'], { map: ['userId=Email'] });
    expect(mapper.message(['1', 'a@b']).text).toBe('{"userId":"a@b"}');
    expect(mapper.unused).toEqual(['userId']);
  });

  it.each([
    ['properties', '{"userId":"u","properties":{"plan":"pro"}}'],
    ['traits', '{"userId":"u","traits":{"plan":"pro"}}'],
    ['context', '{"userId":"u","context":{"plan":"pro"}}'],
    ['none', '{"userId":"u"}'],
  ] as const)('puts the rest into %s', (rest, text) => {
    expect(map({ userId: 'u', plan: 'pro' }, { rest }).text).toBe(text);
  });

  it('puts the rest where its type has fields', () => {
    const mapper = mapperOf(['type', 'plan']);
    const places = ['track', 'identify', 'page', 'screen', 'group', 'alias', '', 'x'].map((type) => {
      return Object.keys(JSON.parse(mapper.message([type, 'pro']).text)).at(-1);
    });
    expect(places).toEqual([
      ...['properties', 'traits', 'properties', 'properties', 'traits'],
      'properties',
      'properties',
      'properties',
    ]);
    expect(map({ plan: 'pro' }, { map: ['type:="identify"'] }).text).toBe(
      '{"type":"identify","traits":{"plan":"pro"}}',
    );
    expect(map({ plan: 'pro' }, {}, { defaultType: 'group' }).text).toBe('{"traits":{"plan":"pro"}}');
    const typed = mapperOf(['type', 'plan'], {}, { defaultType: 'group' });
    expect(typed.message(['', 'pro']).text).toBe('{"traits":{"plan":"pro"}}');
    expect(typed.message(['track', 'pro']).text).toBe('{"type":"track","properties":{"plan":"pro"}}');
  });
});

describe('what cannot be', () => {
  it('is a column that is not there', () => {
    const columns = ['Email', 'Total', 'Paid at'];
    expect(refusalOf(columns, { map: ['userId=Emial', 'x=Nothing'], types: ['total=number'] })).toMatchObject(
      {
        message: 'There are no columns Emial, Nothing, total.',
        details: ['Emial: did you mean Email?', 'total: did you mean Total?'],
        hint: 'The columns are Email, Total, Paid at.',
        code: 'column_missing',
        exitCode: 2,
      },
    );
  });

  it('is a text where a column is named', () => {
    expect(refusalOf(['a'], { map: ['event=Order', 'userId=x1'] }).details).toEqual([
      `Order: for this text in each message, --map 'event:="Order"'`,
    ]);
  });

  it.each([
    ['userID=a', '--map userID=a', 'userID: did you mean userId?'],
    ['user_id:=1', '--map user_id:=1', 'user_id: did you mean userId?'],
    ['trait.b\\.c=a', '--map trait.b\\.c=a', 'trait: did you mean traits.b\\.c?'],
  ])('is a field that a message does not have: %s', (flag, label, detail) => {
    const field = /^\w+/.exec(flag)?.[0];
    expect(refusalOf(['a'], { map: [flag] })).toMatchObject({
      message: `${label}: a message has no field ${field}.`,
      details: [detail],
    });
    expect(map({ a: '1' }, { map: ['channel=a'] }).text).toBe('{"channel":1}');
  });

  it.each<[string[], MappingFlags, string]>([
    [
      ['traits', 'traits.a'],
      {},
      'traits cannot be a value and an object: column traits and column traits.a.',
    ],
    [
      ['traits.a', 'traits'],
      {},
      'traits cannot be a value and an object: column traits.a and column traits.',
    ],
    [
      ['traits.a.b', 'traits.a'],
      {},
      'traits.a cannot be a value and an object: column traits.a.b and column traits.a.',
    ],
    [['properties.a', 'a'], {}, 'Two values for properties.a: column properties.a and column a.'],
    [['userId', 'userId'], {}, 'Two values for userId: column userId and column userId.'],
    [
      ['x', 'y'],
      { map: ['properties.a=x', 'properties.a.b=y'] },
      'properties.a cannot be a value and an object: --map properties.a=x and --map properties.a.b=y.',
    ],
    [
      ['userId.x'],
      { map: ['userId:="u"', 'userId.y=userId.x'] },
      'userId cannot be a value and an object: --map userId:="u" and --map userId.y=userId.x.',
    ],
  ])('is %j with %j', (columns, flags, message) => {
    expect(refusalOf(columns, flags)).toMatchObject({ message, code: 'map_conflict', exitCode: 2 });
  });
});
