import { describe, expect, it, onTestFinished } from 'vitest';
import { type JqFilter, openJq } from '../../src/jq/filter.ts';

interface Opened {
  readonly jq: JqFilter;
  readonly printed: string[];
  readonly failures: string[];
  readonly said: string[];
}

async function open(expression: string, print?: (text: string) => Promise<void>): Promise<Opened> {
  const printed: string[] = [];
  const failures: string[] = [];
  const said: string[] = [];
  const jq = await openJq(expression, {
    print: print ?? (async (text) => void printed.push(text)),
    onFailure: (reason) => void failures.push(reason),
    onSaid: (text) => void said.push(text),
  });
  onTestFinished(() => jq.close());
  return { jq, printed, failures, said };
}

/** What an expression makes of these texts, each written by itself. */
async function filter(expression: string, ...texts: readonly string[]) {
  const { jq, printed, failures, said } = await open(expression);
  for (const text of texts) await jq.write(text);
  await jq.end();
  return { printed: printed.join(''), failures, said: said.join('') };
}

describe('values', () => {
  it.each([
    ['{"a":["x",1,null,{"b":"y"}]}', '.a[]', 'x\n1\nnull\n{"b":"y"}\n'],
    ['{"z":1,"a":2}', '.', '{"z":1,"a":2}\n'],
    ['"two\\nlines\\u0000 and ünïcödé 😀"', '.', 'two\nlines\0 and ünïcödé 😀\n'],
    ['["a","b"]', '@base64 "\\(.[])", @csv, @sh', 'YQ==\nYg==\n"a","b"\n\'a\' \'b\'\n'],
    ['{"a":1}', 'empty', ''],
    ['1', '-1', '-1\n'],
    ['1', '--1', '1\n'],
    ['1', '# nothing\n. + 1', '2\n'],
    ['"abcé"', 'test("^A.*\\\\p{L}$"; "i"), ([match(".";"g").offset]|length)', 'true\n4\n'],
    ['1', '$ENV, env, input_filename, ([splits("a";"b")?]|length)', '{}\n{}\n<stdin>\n0\n'],
  ])('%s through %s', async (json, expression, printed) => {
    expect(await filter(expression, `${json}\n`)).toEqual({ printed, failures: [], said: '' });
  });

  it.each([
    '12345678901234567890',
    '100000000000000000000000000000001',
    '-0',
    '0.10000000000000000000000001',
    '1.0',
    '9007199254740993',
  ])('%s keeps its digits where nothing is calculated', async (number) => {
    expect((await filter('.a[0], .', `{"a":[${number}]}\n`)).printed).toBe(`${number}\n{"a":[${number}]}\n`);
  });

  it('writes exponents in its own way, and of no other value', async () => {
    expect((await filter('.', '[1e400,1e2,1E-400]\n')).printed).toBe('[1E+400,1E+2,1E-400]\n');
  });

  it('calculates with doubles', async () => {
    const { printed } = await filter('.[0] + 1, .[1] + 0, -.[2]', '[12345678901234567890,1e400,-0]\n');
    expect(printed).toBe('12345678901234567000\n1.7976931348623157e+308\n0\n');
  });
});

describe('streams', () => {
  it('goes through each value by itself, as it comes', async () => {
    const { jq, printed } = await open('.a');
    await jq.write('{"a":1}\n{"a":2}\n');
    expect(printed.join('')).toBe('1\n2\n');
    await jq.write('{"a":"thr');
    expect(printed.join('')).toBe('1\n2\n');
    await jq.write('ee"}\n');
    expect(printed.join('')).toBe('1\n2\nthree\n');
  });

  it('takes a document in pieces, without a line break at its end', async () => {
    expect((await filter('length', '[1', ',2', ',3', ']')).printed).toBe('3\n');
    expect((await filter('. + 1', '41')).printed).toBe('42\n');
  });

  it('has the other values as inputs', async () => {
    expect((await filter('[., inputs]', '1\n', '2\n3\n')).printed).toBe('[1,2,3]\n');
  });

  it('goes on behind a value that the expression fails on', async () => {
    expect(await filter('.a + 1', '{"a":1}\n', '{"a":"x"}\n{"a":3}\n', '[]\n')).toEqual({
      printed: '2\n4\n',
      failures: [
        'string ("x") and number (1) cannot be added (line 2 of the JSON)',
        'Cannot index array with string ("a") (line 4 of the JSON)',
      ],
      said: '',
    });
  });

  it('goes on behind what it cannot read: no JSON, or nested too deeply', async () => {
    const deep = `${'['.repeat(10_001)}${']'.repeat(10_001)}`;
    const { printed, failures } = await filter(
      'length',
      '[1]\n',
      `${deep}\n[1,2]\n`,
      'no json\n',
      '[1,2,3]\n',
    );
    expect(printed).toBe('1\n2\n3\n');
    expect(failures).toEqual([
      'Exceeds depth limit for parsing (line 2 of the JSON)',
      expect.stringMatching(/^Invalid .*literal \(line 4 of the JSON\)$/),
    ]);
  });

  it('prints what is nested deeply whole, or fails on it, and goes on', async () => {
    for (const depth of [500, 1_200, 5_000, 9_900]) {
      const deep = `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;
      const { printed, failures } = await filter('.', `${deep}\n`, '7\n');
      expect(printed).toBe(failures.length === 0 ? `${deep}\n7\n` : '7\n');
      expect(depth > 500 ? [] : failures).toEqual([]);
    }
  });

  it('is no faster than what prints', async () => {
    let pieces = 0;
    const gone = new Error('the reader went away');
    const { jq } = await open('range(1e12)', async () => {
      pieces += 1;
      if (pieces === 20) throw gone;
    });
    await expect(jq.write('null\n')).rejects.toBe(gone);
    await expect(jq.write('null\n')).rejects.toBe(gone);
    expect(pieces).toBe(20);
  });

  it('filters 3,000 sources of 2 kB', async () => {
    const source = { name: 'n', settings: 'x'.repeat(2_000), labels: [{ key: 'a', value: 'b' }] };
    const list = JSON.stringify(Array.from({ length: 3_000 }, (_, id) => ({ id, ...source })));
    const { printed } = await filter('map(select(.labels[].value == "b")) | length, .[2999].id', `${list}\n`);
    expect(printed).toBe('3000\n2999\n');
  });
});

describe('an end before the end', () => {
  it.each([
    ['1, error("no\\nmore"), 2', ['no\nmore']],
    ['1, error({a: 1}), 2', ['{"a":1}']],
    ['1, halt_error, 2', ['halted with exit code 5']],
    ['1, ("x\\n" | halt_error(3))', ['halted with exit code 3']],
    ['1, halt, 2', []],
  ])('%s', async (expression, failures) => {
    expect(await filter(expression, 'null\n')).toMatchObject({ printed: '1\n', failures });
  });

  it('takes no more after a halt', async () => {
    expect((await filter('., halt', '1\n', '2\n', '3\n')).printed).toBe('1\n');
  });

  it('says what the expression says', async () => {
    const { said, failures } = await filter('debug, ("a\\n" | stderr) | empty', '1\n');
    expect({ said, failures }).toEqual({ said: '["DEBUG:",1]\na\n', failures: [] });
  });

  it('ends a line that the expression left open', async () => {
    const { said, failures } = await filter('"a" | halt_error', '1\n');
    expect({ said, failures }).toEqual({ said: 'a\n', failures: ['halted with exit code 5'] });
    expect((await filter('"b" | stderr | empty', '1\n')).said).toBe('b\n');
  });

  it('fails on what needs more memory than there is, and goes on', async () => {
    const big = 'if . == 1 then [range(1e8)] else . end';
    expect(await filter(big, '1\n', '2\n')).toMatchObject({
      printed: '2\n',
      failures: ['cannot allocate memory'],
    });
  }, 120_000);
});

describe('an expression that does not compile', () => {
  it.each([
    ['.a.b[', 'syntax error, unexpected end of file, line 1, column 5', ['    .a.b[', '        ^']],
    ['foo(1)', 'foo/1 is not defined, line 1, column 1', ['    foo(1)', '    ^^^']],
    ['.a |\n  $x', '$x is not defined, line 2, column 3', ['      $x', '      ^^']],
    ['import "a" as a; .', 'module not found: a', []],
  ])('%s', async (expression, sentence, details) => {
    await expect(open(expression)).rejects.toMatchObject({
      code: 'jq_invalid',
      exitCode: 2,
      message: expect.stringContaining(`--jq ${expression}: ${sentence}`),
      details,
    });
  });
});

describe('time', () => {
  it.each([
    ['"2026-03-05T23:51:47Z" | fromdate', '1772754707'],
    ['1772754707 | todate', '2026-03-05T23:51:47Z'],
    ['"5 Mar 2026 11:51 pm" | strptime("%d %b %Y %I:%M %p") | mktime', '1772754660'],
    ['"Thursday, 05/03/26" | strptime("%A, %d/%m/%y") | strftime("%F %j %w")', '2026-03-05 064 4'],
    ['"2024-366" | strptime("%Y-%j") | strftime("%m-%d %a")', '12-31 Tue'],
    ['"2026-03-05 23:51:60+0100" | strptime("%F %T%z") | todate', '2026-03-05T23:52:00Z'],
    ['1e9 | strftime("%A, %B %d, %Y %Z")', 'Sunday, September 09, 2001 UTC'],
    ['1e9 | gmtime | tojson', '[2001,8,9,1,46,40,0,251]'],
    ['1e9 | localtime | mktime | type', 'number'],
    ['(now - 1e9) > 7e8', 'true'],
    ['try ("2026" | strptime("%d %b")) catch .', 'date "2026" does not match format "%d %b"'],
  ])('%s', async (expression, printed) => {
    expect(await filter(expression, 'null\n')).toEqual({ printed: `${printed}\n`, failures: [], said: '' });
  });
});

it('leaves the process alone', async () => {
  const events = ['uncaughtException', 'unhandledRejection', 'exit', 'SIGINT'];
  const state = () => [events.map((event) => process.listenerCount(event)), process.exitCode];
  const before = state();
  await filter('.a', '[]\n');
  await open('.[').catch(() => {});
  expect(state()).toEqual(before);
});
