import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { plainStyle } from '../../src/terminal/style.ts';
import { renderTable, type TableLook, tableWriter } from '../../src/terminal/table.ts';

const style = plainStyle({ ok: 'v', warning: '!', error: 'x', pointer: '>' });
const look = (width: number): TableLook => ({ terminal: true, width, style });
const columns = [{ header: 'id', whole: true }, { header: 'name' }, { header: 'kind' }];

describe('for a person', () => {
  test('header in capitals, columns two apart, no spaces at the end', () => {
    expect(
      renderTable(
        columns,
        [
          ['s_1', 'Web', 'js'],
          ['s_22', 'iOS app', ''],
        ],
        look(80),
      ),
    ).toBe('ID    NAME     KIND\ns_1   Web      js\ns_22  iOS app\n');
  });

  test('display cells count, not characters', () => {
    expect(
      renderTable(
        columns,
        [
          ['1', '東京', 'a'],
          ['2', 'e\u0301', 'b'],
          ['3', '👧', 'c'],
        ],
        look(80),
      ),
    ).toBe('ID  NAME  KIND\n1   東京  a\n2   e\u0301     b\n3   👧    c\n');
  });

  test('a text that does not fit continues below itself, and nothing is cut', () => {
    const text = renderTable(
      columns,
      [
        ['s_1', 'Web', 'js'],
        ['s_2', 'A rather long name of a source', 'javascript'],
      ],
      look(40),
    );
    expect(text).toBe(
      'ID   NAME                     KIND\ns_1  Web                      js\ns_2  A rather long name of a  javascript\n     source\n',
    );
  });

  test('rows that come later are not broken where there is room, and never beyond the terminal', () => {
    const { write } = tableWriter(columns, look(40));
    expect(write([['s_1', 'Web', 'js']])).toBe('ID   NAME  KIND\ns_1  Web   js\n');
    expect(write([['s_2', 'Web store', 'javascript']])).toBe('s_2  Web store  javascript\n');
    expect(write([['s_3', 'A name of a source that is too wide', 'javascript']])).toBe(
      's_3  A name of a source that  javascript\n     is too wide\n',
    );
  });

  test('columns without room come below the row, each with its name', () => {
    expect(
      renderTable(
        columns,
        [
          ['s_1234567890', 'Web', ''],
          ['s_2', 'iOS', 'swift'],
        ],
        look(14),
      ),
    ).toBe('ID\ns_1234567890\n  name: Web\ns_2\n  name: iOS\n  kind: swift\n');
  });

  test('no line is wider than the terminal', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.string({ maxLength: 4 }),
            fc.string({ unit: 'grapheme', maxLength: 60 }),
            fc.string({ maxLength: 60 }),
          ),
          { minLength: 1 },
        ),
        fc.integer({ min: 60, max: 120 }),
        (rows, width) => {
          for (const line of renderTable(columns, rows, look(width)).split('\n'))
            expect(stringWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  test('what comes from outside cannot move the cursor or break a line', () => {
    const text = renderTable(columns, [['1', '\u001b[2J\r\n\t\u009d', '']], look(80));
    expect(text.split('\n')[1]).toBe('1   \\u001b[2J\\u000d\\n\\t\\u009d');
  });
});

describe('in a pipe', () => {
  test('tab-separated, whole, without a header', () => {
    const long = 'x'.repeat(300);
    expect(
      renderTable(
        columns,
        [
          ['1', long, ''],
          ['2', 'a\tb\nc', 'k'],
        ],
        { terminal: false, width: 10, style },
      ),
    ).toBe(`1\t${long}\t\n2\ta\\tb\\nc\tk\n`);
  });

  test('no rows are no text', () => {
    expect(renderTable(columns, [], { terminal: false, width: 10, style })).toBe('');
    expect(renderTable(columns, [], look(80))).toBe('');
  });
});

describe('a column that continues below', () => {
  const withReason = [{ header: 'id', whole: true }, { header: 'name' }, { header: 'reason', wraps: true }];

  test('nothing of it is cut away; words wider than the column are broken, characters are not', () => {
    const rows = [
      ['s_1', 'Web', 'one two three four five six'],
      ['s_2', 'A long name of a source', '東京東京東京東京東京東京'],
    ];
    expect(renderTable(withReason, rows, look(40))).toBe(
      [
        'ID   NAME              REASON',
        's_1  Web               one two three',
        '                       four five six',
        's_2  A long name of a  東京東京東京東京',
        '     source            東京東京',
        '',
      ].join('\n'),
    );
  });

  test('the row takes as few lines as it can: the column that saves most comes below it', () => {
    const columns = [
      { header: 'id', whole: true },
      { header: 'slug' },
      { header: 'name' },
      { header: 'type' },
    ];
    const rows = [
      ['sRc1111111111111111111', 'checkout_service_of_team_7', 'Checkout service', 'Javascript'],
      ['sRc2222222222222222222', 'shop', 'Shop', 'Apple'],
    ];
    expect(renderTable(columns, rows, look(100))).toBe(
      [
        'ID                      SLUG                        NAME              TYPE',
        'sRc1111111111111111111  checkout_service_of_team_7  Checkout service  Javascript',
        'sRc2222222222222222222  shop                        Shop              Apple',
        '',
      ].join('\n'),
    );
    expect(renderTable(columns, rows, look(72))).toBe(
      [
        'ID                      SLUG                        NAME',
        'sRc1111111111111111111  checkout_service_of_team_7  Checkout service',
        '  type: Javascript',
        'sRc2222222222222222222  shop                        Shop',
        '  type: Apple',
        '',
      ].join('\n'),
    );
    expect(renderTable(columns, rows, look(40))).toBe(
      [
        'ID                      TYPE',
        'sRc1111111111111111111  Javascript',
        '  slug: checkout_service_of_team_7',
        '  name: Checkout service',
        'sRc2222222222222222222  Apple',
        '  slug: shop',
        '  name: Shop',
        '',
      ].join('\n'),
    );
  });

  test('an id fits on a line of its own rather than breaking beside its name', () => {
    const message = [{ header: 'time', whole: true }, { header: 'message id' }];
    const rows = [['10:00:00', 'm-11-41-aaaaaaaaaaaaaaaaaaaaaaaaaaaa']];
    expect(renderTable(message, rows, look(40))).toBe(
      ['TIME', '10:00:00', '  message id:', '    m-11-41-aaaaaaaaaaaaaaaaaaaaaaaaaaaa', ''].join('\n'),
    );
  });

  test('a look at something long ends with “…”, and the writer knows that there is more', () => {
    const looked = [
      { header: 'time', whole: true },
      { header: 'properties', mostLines: 2 },
    ];
    const { write, isCut } = tableWriter(looked, look(30));
    expect(write([['10:00', '{"a":1}']])).toBe('TIME   PROPERTIES\n10:00  {"a":1}\n');
    expect(isCut()).toBe(false);
    expect(write([['10:01', 'one two three four five six seven eight nine ten']])).toBe(
      '10:01  one two three four five\n       six seven eight nine t…\n',
    );
    expect(isCut()).toBe(true);
  });

  test('comes below the row where it has no room beside the others', () => {
    const rows = [
      ['s_1', 'Web', 'one two three four five six'],
      ['s_2', 'A long name of a source', ''],
    ];
    expect(renderTable(withReason, rows, look(30))).toBe(
      [
        'ID   NAME',
        's_1  Web',
        '  reason: one two three four',
        '          five six',
        's_2  A long name of a source',
        '',
      ].join('\n'),
    );
  });

  test('below the row it continues below itself, and stands alone where there is no room beside its name', () => {
    const rows = [['s_1234567890123', 'Web', 'one two three']];
    expect(renderTable(withReason, rows, look(24))).toBe(
      ['ID               NAME', 's_1234567890123  Web', '  reason: one two three', ''].join('\n'),
    );
    expect(renderTable(withReason, rows, look(22))).toBe(
      ['ID               NAME', 's_1234567890123  Web', '  reason: one two', '          three', ''].join(
        '\n',
      ),
    );
    expect(renderTable(withReason, rows, look(20))).toBe(
      ['ID', 's_1234567890123', '  name: Web', '  reason:', '    one two three', ''].join('\n'),
    );
  });

  test('every word of it is there, and no line is wider than the terminal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 120 }), { minLength: 1 }),
        fc.integer({ min: 40, max: 120 }),
        (reasons, width) => {
          const text = renderTable(
            withReason,
            reasons.map((reason) => ['s_1', '', reason]),
            look(width),
          );
          for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
          const [, ...lines] = text.split('\n');
          const shown = lines.map((line) => line.slice(3)).join('');
          const wanted = renderTable(
            [{ header: 'reason' }],
            reasons.map((each) => [each]),
            {
              ...look(0),
              terminal: false,
            },
          );
          expect(shown.replace(/\s/g, '')).toBe(wanted.replace(/\s/g, ''));
        },
      ),
    );
  });
});

test('numbers stand below each other, and so does their header', () => {
  const counted = [{ header: 'day' }, { header: 'rows', isNumber: true }, { header: 'note' }];
  expect(
    renderTable(
      counted,
      [
        ['Mon', '1,234,567', 'a'],
        ['Tue', '8', ''],
        ['Wed', '', 'c'],
      ],
      look(80),
    ),
  ).toBe('DAY       ROWS  NOTE\nMon  1,234,567  a\nTue          8\nWed             c\n');
});
