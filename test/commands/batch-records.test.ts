import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { presetNames } from '../../src/formats/presets/presets.ts';
import { openScene, type Scene } from '../backfill/scene.ts';
import { ask, describeDuckdb } from '../helpers/duckdb.ts';
import { projectRoot } from '../helpers/imports.ts';
import { zipOf } from '../helpers/zip.ts';

const fixture = (name: string) => readFileSync(join(projectRoot, 'test', 'fixtures', 'presets', name));

/** The messages that are stored, in the order in which they came. */
function sent({ sandbox }: Scene): Readonly<Record<string, unknown>>[] {
  return [...sandbox.journal.messages].map(({ raw }) => JSON.parse(raw.toString('utf8')));
}

const codeOf = (stderr: string): string => JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '').error.code;

/** A tap's orders, as a tap writes them: every second one. */
const tapLines = Buffer.from(
  Array.from({ length: 12 }, (_, id) =>
    JSON.stringify({
      type: 'RECORD',
      stream: id % 2 === 0 ? 'orders' : 'customers',
      record: { id, user: `u${id}` },
    }),
  ).join('\n'),
);
const tapFlags = [
  '--stream',
  'orders',
  '--set',
  'type=track',
  '--set',
  'event=Order',
  '--map',
  'userId=user',
];

describe('the records of a tool', () => {
  it.each([
    ['segment-archive', fixture('segment-archive.ndjson'), []],
    ['segment-archive', fixture('segment-archive.ndjson'), ['--replay']],
    ['segment-warehouse', fixture('warehouse-tracks.ndjson'), ['--table', 'tracks']],
    ['rudderstack', fixture('rudderstack.ndjson'), []],
    ['mixpanel', fixture('mixpanel.ndjson'), []],
    ['mixpanel', fixture('mixpanel-people.ndjson'), ['--identify']],
    ['amplitude', fixture('amplitude.ndjson'), []],
    ['amplitude', fixture('amplitude.ndjson'), ['--identify']],
    ['ga4', fixture('ga4.ndjson'), []],
    ['ga4', fixture('ga4.ndjson'), ['--identify']],
    ['posthog', fixture('posthog-string.ndjson'), []],
    ['posthog', fixture('posthog-string.ndjson'), ['--identify']],
    ['singer', tapLines, tapFlags],
  ])(
    '%s: a second time, in gzip and as two files of a zip, they have the same ids',
    async (name, content, flags) => {
      const scene = await openScene();
      const lines = content.toString('utf8').trimEnd().split('\n');
      const halves = [lines.slice(0, lines.length / 2), lines.slice(lines.length / 2)].map((half, at) => {
        const text = `${half.join('\n')}\n`;
        scene.write(`${at}.ndjson`, text);
        scene.write(`${at}.ndjson.gz`, gzipSync(text));
        return [`${at}.ndjson`, text, { method: 8 }] as const;
      });
      scene.write('in.zip', zipOf([...halves]));
      const plain = ['0.ndjson', '1.ndjson'];
      const args = ['--from', name, ...flags, '--no-checkpoint', '--json'];
      const first = JSON.parse((await scene.batch([...plain, ...args])).stdout);
      const [, stored, before] = scene.arrived();
      expect(stored).toBeGreaterThan(lines.length / 3);
      for (const [at, again] of [plain, ['0.ndjson.gz', '1.ndjson.gz'], ['in.zip']].entries()) {
        const { acknowledged, rejected } = JSON.parse((await scene.batch([...again, ...args])).stdout);
        expect([acknowledged, rejected]).toEqual([first.acknowledged, first.rejected]);
        expect(scene.arrived().slice(1), again.join()).toEqual([stored, before + (at + 1) * acknowledged]);
      }
    },
  );

  it('are numbered through over the files of an archive, however many messages they become', async () => {
    const scene = await openScene();
    const record = (user: object) =>
      JSON.stringify({ event: 'E', timestamp: '2024-01-02T03:04:05Z', ...user });
    const [good, bad] = [record({ distinct_id: 'u1', person_properties: { plan: 'pro' } }), record({})];
    const array = `[${good},\n\n${good},${bad}]`;
    scene.write(
      'in.zip',
      zipOf([
        ['1.ndjson', `${good}\n\n${good}\n`],
        ['2.json', array],
        ['3.ndjson', bad],
      ]),
    );
    const { stdout } = await scene.batch(['in.zip', '--from', 'posthog', '--identify', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged: 8, rejected: 2 });
    const rejects = readFileSync(scene.path('in.zip.rejects.ndjson'), 'utf8').trimEnd().split('\n');
    expect(
      rejects.map((line) => JSON.parse(line)).map(({ member, record: number }) => [member, number]),
    ).toEqual([
      ['2.json', 6],
      ['3.ndjson', 7],
    ]);
  });

  it('are two messages with two ids each, where nothing gives them one', async () => {
    const scene = await openScene();
    const record = { event: 'E', distinct_id: 'u1', timestamp: '2024-01-02T03:04:05Z', properties: { n: 1 } };
    scene.write('in.ndjson', `${JSON.stringify({ ...record, person_properties: { plan: 'pro' } })}\n`);
    const { code, stdout } = await scene.batch(['in.ndjson', '--from', 'posthog', '--identify', '--json']);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { read: 2, acknowledged: 2 }]);
    const messages = sent(scene);
    expect(messages).toMatchObject([
      { type: 'identify', userId: 'u1', traits: { plan: 'pro' } },
      { type: 'track', userId: 'u1', event: 'E', properties: { n: 1 } },
    ]);
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('are rejected as they were, with their digits, and read again when they are corrected', async () => {
    const scene = await openScene();
    const record = '{"event":"E","timestamp":"2024-01-02T03:04:05Z","properties":{"n":12345678901234567890}}';
    scene.write('in.ndjson', `${record}\n`);
    const first = await scene.batch(['in.ndjson', '--from', 'posthog']);
    expect(first.code).toBe(3);
    const rejects = readFileSync(scene.path('in.ndjson.rejects.ndjson'), 'utf8');
    expect(rejects).toContain(`"code":"no_user_anon_id"`);
    expect(rejects).toContain(`"row":${record},"raw":"`);
    scene.write('in.ndjson.rejects.ndjson', rejects.replace('"row":{', '"row":{"distinct_id":"u1",'));
    const second = await scene.batch(['in.ndjson.rejects.ndjson', '--from', 'posthog']);
    expect(second.code).toBe(0);
    const [stored] = scene.sandbox.journal.messages;
    expect(sent(scene)[0]).toMatchObject({
      userId: 'u1',
      event: 'E',
      messageId: JSON.parse(rejects).messageId,
    });
    expect(stored?.raw.toString()).toContain('"n":12345678901234567890');
  });

  it('are another job, with other ids, with another table of the warehouse', async () => {
    const scene = await openScene();
    scene.write('in.csv', 'user_id,timestamp\nu1,2024-01-02 03:04:05 UTC\n');
    for (const table of ['order_completed', 'order_refunded'])
      await scene.batch(['in.csv', '--from', 'segment-warehouse', '--table', table]);
    expect(sent(scene).map(({ event }) => event)).toEqual(['order_completed', 'order_refunded']);
    expect(new Set(sent(scene).map(({ messageId }) => messageId)).size).toBe(2);
  });

  it.each([
    [['--table', 'tracks'], 'from_missing'],
    [['--identify'], 'from_missing'],
    [['--stream', 'orders'], 'from_missing'],
    [['--from', 'singer'], 'stream_missing'],
    [['--from', 'segment-warehouse'], 'table_missing'],
    [['--from', 'mixpanel', '--table', 'tracks'], 'table_unused'],
    [['--explain'], 'from_missing'],
    [['--from', 'singer', '--stream', 'orders', '--explain'], 'from_missing'],
  ])('%j ends with 2', async (flags, code) => {
    const scene = await openScene();
    scene.write('in.ndjson', '{}\n');
    const { code: exit, stderr } = await scene.batch(['in.ndjson', '--json', ...flags]);
    expect([exit, codeOf(stderr), scene.arrived()[0]]).toEqual([2, code, 0]);
  });
});

describe('--explain', () => {
  it.each(presetNames)('shows the table of %s, and reads nothing', async (name) => {
    const scene = await openScene();
    const flags = name === 'segment-warehouse' ? ['--table', 'tracks'] : [];
    const { code, stdout, stderr } = await scene.batch(['--from', name, ...flags, '--explain']);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/By https:\/\//)]);
    expect(stdout).toMatch(/\ttype\t/);
    const json = JSON.parse((await scene.batch(['--from', name, ...flags, '--explain', '--json'])).stdout);
    expect([json.name, json.source]).toEqual([name, expect.stringMatching(/^https:/)]);
  });
});

describe('what a Singer tap writes', () => {
  const state = (n: number) => `{"type":"STATE","value":{"n":${n}}}`;
  const row = (stream: string, id: number) =>
    JSON.stringify({ type: 'RECORD', stream, record: { id, email: `u${id}@example.com` } });
  const lines = [
    '{"type":"SCHEMA","stream":"orders","schema":{"properties":{}},"key_properties":["id"]}',
    row('orders', 1),
    state(1),
    row('customers', 2),
    row('orders', 3),
    state(2),
  ];
  const flags = ['--from', 'singer', '--stream', 'orders', '--set', 'type=track', '--set', 'event=Order'];
  const args = ['-', ...flags, '--map', 'userId=email', '--map', 'properties.id=id', '--rest', 'none'];

  it('is messages of one stream, and the last STATE comes out behind them', async () => {
    const scene = await openScene();
    const { code, stdout } = await scene.batch(args, { stdin: `${lines.join('\n')}\n` });
    expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, state(2)]);
    expect(sent(scene).map(({ userId, properties }) => [userId, properties])).toEqual([
      ['u1@example.com', { id: 1 }],
      ['u3@example.com', { id: 3 }],
    ]);
  });

  it('adds nothing when the tap writes the same records at other places', async () => {
    const scene = await openScene();
    await scene.batch(args, { stdin: lines.join('\n') });
    await scene.batch(args, { stdin: [lines[0], row('orders', 3), row('orders', 1)].join('\n') });
    expect(sent(scene)).toHaveLength(2);
  });

  it('has no STATE of a call that names another stream, and says which there are', async () => {
    const scene = await openScene();
    const named = (stream: string) => ['--json', ...args.map((arg) => (arg === 'orders' ? stream : arg))];
    const wrong = await scene.batch(named('order'), { stdin: lines.join('\n') });
    expect(wrong.code).toBe(2);
    expect(wrong.stdout).not.toContain('STATE');
    expect(JSON.parse(wrong.stderr.trimEnd().split('\n').at(-1) ?? '').error).toMatchObject({
      code: 'stream_missing',
      message: 'stdin has nothing of the stream order.',
      details: [expect.stringContaining('orders, customers')],
      hint: 'Did you mean --stream orders?',
    });
    expect(sent(scene)).toEqual([]);
    // A stream may have nothing new, which its schema says.
    const schema = JSON.stringify({ type: 'SCHEMA', stream: 'order', schema: {}, key_properties: ['id'] });
    const none = await scene.batch(named('order'), { stdin: [...lines, schema, state(3)].join('\n') });
    expect([none.code, none.stdout.split('\n')[0]]).toEqual([0, state(3)]);
  });

  it('rejects records that are in files of their own', async () => {
    const scene = await openScene();
    const batch = (stream: string) =>
      JSON.stringify({ type: 'BATCH', stream, encoding: {}, manifest: ['a.gz'] });
    const stdin = [...lines, batch('orders'), batch('customers')].join('\n');
    const { code, stdout } = await scene.batch([...args, '--json'], { stdin });
    const { rejects, ...summary } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
    expect([code, summary]).toMatchObject([8, { read: 8, acknowledged: 2, rejected: 1, filtered: 5 }]);
    const reject = JSON.parse(readFileSync(rejects, 'utf8'));
    expect(reject).toMatchObject({ line: 7, code: 'type_unknown', row: batch('orders') });
    expect(reject.message).toContain('in files of their own');
  });

  it('rejects a RECORD of the stream without a record', async () => {
    const scene = await openScene();
    const record = (stream: string, record?: unknown) => JSON.stringify({ type: 'RECORD', stream, record });
    const stdin = [record('orders'), record('orders', null), record('orders', [1]), record('customers')];
    const { code, stdout } = await scene.batch([...args, '--json'], { stdin: stdin.join('\n') });
    const { rejects, ...summary } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
    expect([code, summary]).toMatchObject([3, { read: 4, rejected: 3, filtered: 1 }]);
    const codes = readFileSync(rejects, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).code);
    expect(codes).toEqual(Array.from({ length: 3 }, () => 'not_an_object'));
  });

  it('has no STATE on stdout when what stands before it was not acknowledged, nor in a dry run', async () => {
    const refusing = await openScene({ sandbox: { faults: { rules: [{ status: 401 }] } } });
    const refused = await refusing.batch(args, { stdin: lines.join('\n') });
    expect([refused.code === 0, refused.stdout]).toEqual([false, '']);
    const scene = await openScene();
    expect(await scene.batch([...args, '--dry-run'], { stdin: lines.join('\n') })).toMatchObject({
      code: 0,
      stdout: '',
    });
  });
});

describeDuckdb('Parquet', () => {
  it('is read row by row: structs nest, NULL is absent, digits stay, and a second time it adds nothing', async () => {
    const scene = await openScene();
    const rows = `SELECT 'track' AS type, 'u' || i AS "userId", 'E' AS event, TIMESTAMPTZ '2024-01-02 03:04:05+00' AS timestamp,
      {big: 9007199254740993 + i, none: NULL::VARCHAR, text: 'a"b' || chr(10) || 'c'} AS properties FROM range(30) r(i)`;
    await ask(':memory:', `COPY (${rows}) TO '${scene.path('in.parquet')}' (FORMAT parquet)`);
    // To DuckDB this name is a pattern.
    copyFileSync(scene.path('in.parquet'), scene.path('in[1].parquet'));
    for (const file of ['in.parquet', 'in[1].parquet']) {
      const { code, stderr } = await scene.batch([file]);
      expect([code, stderr]).toEqual([0, expect.stringContaining('is read as Parquet')]);
    }
    expect(scene.arrived().slice(1)).toEqual([30, 30]);
    const [first] = scene.sandbox.journal.messages;
    expect(first?.raw.toString()).toContain('"properties":{"big":9007199254740993,"text":"a\\"b\\nc"}');
    expect(sent(scene)[0]).toMatchObject({ userId: 'u0', timestamp: '2024-01-02T03:04:05Z' });
  });

  it('says each value of a column as JSON says it', async () => {
    const scene = await openScene();
    const values: Readonly<Record<string, readonly [sql: string, json: string | undefined]>> = {
      zoned: ["TIMESTAMPTZ '2024-01-02 03:04:05.5+02'", '"2024-01-02T01:04:05.5Z"'],
      time: ["TIMESTAMP '2024-01-02 03:04:05.123456'", '"2024-01-02T03:04:05.123456"'],
      nano: ["TIMESTAMP_NS '2024-01-02 03:04:05.123456789'", '"2024-01-02T03:04:05.123456789"'],
      day: ["DATE '2024-01-02'", '"2024-01-02"'],
      decimal: ['12345678901234567890.10::DECIMAL(38,2)', '12345678901234567890.10'],
      price: ['1234567890123456.78::DECIMAL(18,2)', '1234567890123456.78'],
      unsigned: ['18446744073709551615::UBIGINT', '18446744073709551615'],
      float: ['0.1::FLOAT', '0.1'],
      double: ['1e-7::DOUBLE', '1e-7'],
      notNumber: ["'nan'::DOUBLE", undefined],
      infinite: ["'-infinity'::FLOAT", undefined],
      none: ['NULL::VARCHAR', undefined],
      list: ["[TIMESTAMP '2024-01-02 03:04:05', NULL]", '["2024-01-02T03:04:05",null]'],
      noItems: ['[]::DOUBLE[]', '[]'],
      structs: [`[{a: 1, "b c": NULL::DOUBLE, "d""": 'x'}]`, String.raw`[{"a":1,"d\"":"x"}]`],
      map: [`MAP {'a"': 0.1::FLOAT, 'b': NULL}`, String.raw`{"a\"":0.1}`],
      letters: [String.raw`'\x42\xC3\xB8'::BLOB`, '"Bø"'],
      bytes: [String.raw`['\xFF\x00'::BLOB]`, '["/wA="]'],
      text: [String.raw`'"\ 😀, {x:null}' || chr(10)`, String.raw`"\"\\ 😀, {x:null}\n"`],
      json: [`'{"a":1.00000000000000000001,"b":null}'::JSON`, '{"a":1.00000000000000000001,"b":null}'],
    };
    const columns = Object.entries(values).map(([name, [sql]]) => `${name}: ${sql}`);
    const row = `SELECT 'track' AS type, 'u' AS "userId", 'E' AS event, {${columns.join(', ')}} AS properties`;
    await ask(':memory:', `COPY (${row}) TO '${scene.path('in.parquet')}' (FORMAT parquet)`);
    expect((await scene.batch(['in.parquet'])).code).toBe(0);
    const members = Object.entries(values).flatMap(([name, [, json]]) =>
      json === undefined ? [] : [`"${name}":${json}`],
    );
    const [first] = scene.sandbox.journal.messages;
    expect(first?.raw.toString()).toContain(`"properties":{${members.join(',')}}`);
  });

  it('has rejects that are sent again with the types that their columns have', async () => {
    const scene = await openScene();
    const row = `SELECT 'track' AS type, NULL::VARCHAR AS "userId", 'E' AS event, '042' AS a, '42' AS b, 9007199254740993 AS c, {d: 1.50::DECIMAL(5,2)} AS properties`;
    await ask(':memory:', `COPY (${row}) TO '${scene.path('in.parquet')}' (FORMAT parquet)`);
    for (const flags of [[], ['--map', 'properties.b=b', '--map', 'properties.e=c']]) {
      const { rejects } = JSON.parse((await scene.batch(['in.parquet', '--json', ...flags])).stdout);
      const [line = ''] = readFileSync(rejects, 'utf8').split('\n');
      scene.write('fixed.ndjson', line.replace('"row":{', '"row":{"userId":"u",'));
      const { code, stdout } = await scene.batch(['fixed.ndjson', '--json', ...flags]);
      expect([code, JSON.parse(stdout)]).toMatchObject([0, { read: 1, acknowledged: 1 }]);
    }
    const [plain, mapped] = scene.sandbox.journal.messages;
    expect(plain?.raw.toString()).toContain(
      '"type":"track","userId":"u","event":"E","properties":{"a":"042","b":"42","c":9007199254740993,"d":1.50}}',
    );
    expect(mapped?.raw.toString()).toContain(
      '"properties":{"b":"42","e":9007199254740993,"a":"042","d":1.50}',
    );
  });

  it('rejects a row where a column would be a value and an object', async () => {
    const scene = await openScene();
    const row = `SELECT 'track' AS type, 'u' AS "userId", 'E' AS event, x AS a, 2 AS "a.b" FROM (VALUES (1), (NULL)) v(x)`;
    await ask(':memory:', `COPY (${row}) TO '${scene.path('in.parquet')}' (FORMAT parquet)`);
    const { code, stdout } = await scene.batch(['in.parquet', '--json']);
    const { rejects } = JSON.parse(stdout);
    expect([code, JSON.parse(readFileSync(rejects, 'utf8'))]).toMatchObject([
      8,
      { line: 1, code: 'cell_invalid' },
    ]);
    expect(sent(scene)).toMatchObject([{ properties: { a: { b: 2 } } }]);
  });

  it('ends with 2 where the mapping names a column that is not there, and where the file is cut', async () => {
    const scene = await openScene();
    await ask(
      ':memory:',
      `COPY (SELECT 'a@b.example' AS email) TO '${scene.path('in.parquet')}' (FORMAT parquet)`,
    );
    const missing = await scene.batch(['in.parquet', '--map', 'userId=mail', '--json']);
    expect([missing.code, codeOf(missing.stderr)]).toEqual([2, 'column_missing']);
    scene.write(
      'cut.parquet',
      Buffer.concat([readFileSync(scene.path('in.parquet')).subarray(0, 60), Buffer.from('PAR1')]),
    );
    const cut = await scene.batch(['cut.parquet', '--json']);
    expect([cut.code, codeOf(cut.stderr), scene.arrived()[0]]).toEqual([2, 'input_kind_unsupported', 0]);
  });
});
