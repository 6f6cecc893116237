import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../helpers/zip.ts';
import { openScene, type Scene } from '../scene.ts';

const header = 'type,userId,event,timestamp,properties.text,properties.n\n';
const rowOf = (index: number) =>
  index % 10 === 7
    ? `track,,E,2020-01-01T00:00:00Z,x,${index}\n`
    : `track,u${String(index).padStart(4, '0')},E,2020-01-01T00:00:00Z,"a ""b""\nline ${index}, é",${index}\n`;
const table = (count: number) => header + Array.from({ length: count }, (_, index) => rowOf(index)).join('');

interface Message {
  readonly messageId: string;
  readonly userId: string;
  readonly properties: { readonly text: string; readonly n: number };
}

function stored({ sandbox }: Scene): Message[] {
  return [...sandbox.journal.messages].map(({ raw }) => JSON.parse(raw.toString()) as Message);
}

function linesIn(
  path: string,
): { line: number; record: number; code: string; row: unknown; raw: string; message: string }[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const idsIn = (scene: Scene) => stored(scene).map(({ messageId }) => messageId);

describe('a table', () => {
  it('is sent a message a row, and names what it rejects by line and record', async () => {
    const scene = await openScene();
    scene.write('in.csv', table(30));
    const { code, stdout } = await scene.batch(['in.csv', '--json']);
    const summary = JSON.parse(stdout);
    expect([code, summary]).toMatchObject([8, { read: 30, acknowledged: 27, rejected: 3, blank: 0 }]);
    expect(stored(scene)[0]).toMatchObject({
      userId: 'u0000',
      properties: { text: 'a "b"\nline 0, é', n: 0 },
    });
    const rejects = linesIn(summary.rejects);
    // Each of the rows before has two lines, and so has none of the rejected.
    expect(rejects.map(({ line, record, code: reason }) => [line, record, reason])).toEqual([
      [16, 8, 'no_user_anon_id'],
      [35, 18, 'no_user_anon_id'],
      [54, 28, 'no_user_anon_id'],
    ]);
    expect(rejects[0]?.row).toEqual({
      ...{ type: 'track', userId: '', event: 'E', timestamp: '2020-01-01T00:00:00Z' },
      ...{ 'properties.text': 'x', 'properties.n': '7' },
    });
    expect(JSON.parse(rejects[0]?.raw ?? '')).toEqual({
      ...{ type: 'track', event: 'E', timestamp: '2020-01-01T00:00:00Z', properties: { text: 'x', n: 7 } },
    });
  });

  it('has the same messages and ids whatever its name, its compression and the way it is read', async () => {
    const scene = await openScene();
    const text = table(60);
    scene.write('a.csv', text);
    await scene.batch(['a.csv']);
    const first = stored(scene);
    expect(new Set(idsIn(scene)).size).toBe(54);
    const forms: readonly (readonly [string, string | Buffer, string[]])[] = [
      ['b.csv', text, []],
      ['c.csv.gz', gzipSync(text), []],
      ['d.zip', zipOf([['x.csv', text, { method: 8 }]]), []],
      // What chooses or changes messages leaves the kernel out.
      ['e.csv', text, ['--where', 'type = "track"']],
    ];
    for (const [name, content, flags] of forms) {
      scene.write(name, content);
      const { stdout } = await scene.batch([name, '--json', ...flags]);
      expect([name, JSON.parse(stdout).acknowledged]).toEqual([name, 54]);
    }
    expect(stored(scene)).toEqual(first);
    expect(scene.arrived()[2]).toBe(4 * 54);
    // Another mapping makes other messages, under other ids.
    const { stderr } = await scene.batch(['a.csv', '--types', 'properties.n=string']);
    expect(stderr).toContain('a.csv is read as CSV');
    expect(new Set(idsIn(scene)).size).toBe(108);
  });

  it.each([
    ['a file', 'in.csv', (text: string) => Buffer.from(text), []],
    ['gzip', 'in.csv.gz', (text: string) => gzipSync(text), []],
    ['UTF-16', 'in.csv', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'), ['--encoding', 'utf-16']],
  ])(
    'resumes in the middle of %s, with its header, and another mapping is another job',
    async (_what, name, encode, flags) => {
      const scene = await openScene();
      scene.write(name, encode(table(60)));
      expect((await scene.batch([name, '--limit', '25', ...flags])).code).toBe(8);
      const { code, stdout } = await scene.batch([name, '--json', ...flags]);
      expect([code, JSON.parse(stdout)]).toMatchObject([
        8,
        { read: 60, acknowledged: 54, rejected: 6, resumedFrom: { line: 50 } },
      ]);
      expect(scene.arrived().slice(1)).toEqual([54, 0]);
      await scene.batch([name, '--limit', '25', '--rest', 'none', ...flags]);
      const other = await scene.batch([name, '--json', '--rest', 'traits', ...flags]);
      expect(JSON.parse(other.stdout).resumedFrom).toBeNull();
    },
  );

  it('derives the same ids in blocks and row by row, also where a column messageId is used for something else', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, index) => `track,u${index},E,2020-01-01T00:00:00Z,m${index}\n`,
    );
    const ids: string[][] = [];
    for (const flags of [[], ['--limit', '39'], ['--coerce-ids']]) {
      const scene = await openScene();
      scene.write('in.csv', `type,userId,event,timestamp,messageId\n${rows.join('')}`);
      await scene.batch(['in.csv', '--map', 'properties.mid=messageId', ...flags]);
      ids.push(idsIn(scene));
    }
    const [blocks = [], single, coerced] = ids;
    expect(new Set(blocks).size).toBe(40);
    expect(blocks[0]).toMatch(/^sc1-/);
    expect(single).toEqual(blocks.slice(0, 39));
    expect(coerced).toEqual(blocks);
  });

  it('keeps the digits of a number that somebody wrote into a row', async () => {
    const scene = await openScene();
    const flags = ['--map', 'userId=uid', '--map', 'type:="track"', '--map', 'event:="E"'];
    scene.write('in.csv', 'uid,n\n,1\n');
    const { rejects } = JSON.parse((await scene.batch(['in.csv', '--json', ...flags])).stdout);
    const corrected = readFileSync(rejects, 'utf8')
      .replace('"uid":""', '"uid":12345678901234567890')
      .replace('"n":"1"', '"n":1.50');
    scene.write('fixed.ndjson', corrected);
    expect((await scene.batch(['fixed.ndjson', ...flags])).code).toBe(0);
    const [raw = ''] = [...scene.sandbox.journal.messages].map((each) => each.raw.toString());
    expect(raw).toContain('"userId":"12345678901234567890"');
    expect(raw).toContain('"n":1.50');
  });

  it('feeds corrected rows through the same mapping again', async () => {
    const scene = await openScene();
    const flags = [
      '--map',
      'userId=Email',
      '--map',
      'type:="track"',
      '--map',
      'event:="E"',
      '--types',
      'Total=number',
    ];
    scene.write('in.csv', 'Email,Total\na@x.example,1.50\n,2\nb@x.example,much\nc@x.example\n');
    const first = await scene.batch(['in.csv', '--json', ...flags]);
    const { rejects } = JSON.parse(first.stdout);
    expect(linesIn(rejects)).toMatchObject([
      { line: 3, record: 2, code: 'no_user_anon_id', row: { Email: '', Total: '2' } },
      { line: 4, record: 3, code: 'cell_invalid', row: { Email: 'b@x.example', Total: 'much' } },
      { line: 5, record: 4, code: 'row_length', row: 'c@x.example', raw: 'c@x.example' },
    ]);
    const corrected = readFileSync(rejects, 'utf8')
      .replace('"Email":""', '"Email":"d@x.example"')
      .replace('"much"', '7')
      .replace('"row":"c@x.example"', '"row":{"Email":"c@x.example","Total":""}');
    scene.write('fixed.ndjson', corrected);
    const again = await scene.batch(['fixed.ndjson', '--json', ...flags]);
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([0, { read: 3, acknowledged: 3 }]);
    expect(stored(scene).map(({ userId, properties }) => [userId, properties])).toEqual([
      ['a@x.example', { Total: 1.5 }],
      ['d@x.example', { Total: 2 }],
      ['b@x.example', { Total: 7 }],
      ['c@x.example', undefined],
    ]);
    // Uncorrected, they are rejected for the same reasons.
    scene.write('same.ndjson', readFileSync(rejects));
    const same = JSON.parse((await scene.batch(['same.ndjson', '--json', ...flags])).stdout);
    expect(linesIn(same.rejects).map(({ code }) => code)).toEqual([
      'no_user_anon_id',
      'cell_invalid',
      'row_length',
    ]);
  });

  it('has no message of a header that comes again, nor of a row of NULL', async () => {
    const content =
      'userId,messageId,properties.n\nu1,m1,1\nuserId,messageId,properties.n\r\n\\N,\\N,\n\uFEFFuserId,messageId,properties.n\nu2,\\N,2\nuserId,m3,3\n';
    const set = ['--set', 'type=track', '--set', 'event=E'];
    for (const flags of [[], ['--where', 'type != ""'], ['--from', 'csv', '--rest', 'properties']]) {
      const scene = await openScene();
      scene.write('in.csv', content);
      const { code, stdout } = await scene.batch(['in.csv', '--json', ...set, ...flags]);
      expect([code, JSON.parse(stdout)]).toMatchObject([
        0,
        { read: 6, acknowledged: 3, blank: 3, rejected: 0 },
      ]);
      expect(stored(scene).map(({ messageId, userId }) => [userId, messageId.slice(0, 4)])).toEqual([
        ['u1', 'm1'],
        ['u2', 'sc1-'],
        ['userId', 'm3'],
      ]);
    }
  });

  it.each<
    [what: string, content: string | Buffer, flags: string[], code: string, message: string, hint: string]
  >([
    ['names a column twice', 'a,b,a\n1,2,3\n', [], 'column_twice', '“a”', 'line 1'],
    ['is empty', '', [], 'header_missing', 'it is empty', 'type,userId'],
    [
      'is not UTF-8',
      Buffer.from('type,userId\ntrack,é\n', 'latin1'),
      [],
      'input_kind_unsupported',
      'Windows-1252',
      'segment batch in.csv --encoding windows-1252',
    ],
    [
      'is not UTF-8 far behind its header',
      Buffer.from(`a,b\n${'1,2\n'.repeat(50_000)}é,1\n`, 'latin1'),
      [],
      'input_kind_unsupported',
      'Windows-1252',
      '--encoding windows-1252',
    ],
    [
      'is UTF-16',
      Buffer.from('\uFEFFtype,userId\n', 'utf16le'),
      [],
      'input_kind_unsupported',
      'UTF-16',
      '--encoding utf-16',
    ],
    [
      'lacks a column',
      'Email\nx\n',
      ['--map', 'userId=Emial'],
      'column_missing',
      'in.csv: There is no column Emial',
      'Email',
    ],
    [
      'is named in an unknown encoding',
      'a\n',
      ['--encoding', 'latn1'],
      'encoding_unknown',
      'latn1',
      '--encoding',
    ],
    [
      'is JSON, and said to be a table',
      '{"type":"track"}\n',
      ['--from', 'csv'],
      'input_kind_unsupported',
      'it is JSON',
      'segment batch in.csv',
    ],
  ])('that %s ends with 2 before anything is sent', async (_what, content, flags, code, message, hint) => {
    const scene = await openScene();
    scene.write('first.csv', 'Emial,type\nu,track\n');
    scene.write('in.csv', content);
    const result = await scene.batch([
      ...(flags[0] === '--from' ? [] : ['first.csv']),
      'in.csv',
      '--json',
      ...flags,
    ]);
    const { error } = JSON.parse(result.stderr.trimEnd().split('\n').at(-1) ?? '');
    expect([result.code, error.code, error.message, error.hint]).toEqual([
      2,
      code,
      expect.stringContaining(message),
      expect.stringContaining(hint),
    ]);
    expect(scene.arrived()[0]).toBe(0);
    expect(scene.checkpoints()).toEqual([]);
  });

  it('does not lose rows behind a quote without a word', async () => {
    const scene = await openScene();
    const rows = [rowOf(0), 'track,u1,"E,2020-01-01T00:00:00Z,x,1\n', 'track,u2,E,,,\n', rowOf(3), rowOf(4)];
    scene.write('in.csv', header + rows.join(''));
    scene.write('end.csv', `${header}${rowOf(0)}track,u1,E,,"x,1\ntrack,u2,E,,,\n`);
    const { rejects, read, acknowledged } = JSON.parse((await scene.batch(['in.csv', '--json'])).stdout);
    // The quote of the next quoted cell closes it, which shows: that row is lost with it, and no other.
    expect([read, acknowledged]).toEqual([4, 2]);
    expect(linesIn(rejects)).toMatchObject([
      { line: 4, record: 2, code: 'quote_invalid', message: expect.stringContaining('opens in line 4') },
      { line: 7, record: 3, code: 'row_length' },
    ]);
    const end = JSON.parse((await scene.batch(['end.csv', '--json'])).stdout);
    expect(linesIn(end.rejects)).toMatchObject([
      {
        ...{ line: 4, record: 2, code: 'quote_invalid' },
        message: 'the quote that opens in line 4 is not closed; nothing from line 4 on is read',
      },
    ]);
  });

  it('reads Windows-1252, a delimiter by its name, and rows of nothing as blank ones', async () => {
    const scene = await openScene();
    scene.write(
      'in.txt',
      Buffer.from('type:userId:event\ntrack:u1:Käse €\n::\n\n'.replace('€', '\x80'), 'latin1'),
    );
    const flags = ['--from', 'csv', '--delimiter', 'colon', '--encoding', 'windows-1252', '--json'];
    const { code, stdout } = await scene.batch(['in.txt', ...flags]);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { read: 3, acknowledged: 1, blank: 2 }]);
    expect(stored(scene)[0]).toMatchObject({ event: 'Käse €' });
  });

  it('takes stdin with --from, and divides its rows among shards by their messages', async () => {
    const scene = await openScene();
    const sent = await Promise.all(
      [1, 2, 3].map(async (part) => {
        const { stdout } = await scene.batch(['-', '--from', 'csv', '--json', '--shard', `${part}/3`], {
          stdin: table(60),
        });
        return JSON.parse(stdout);
      }),
    );
    expect(sent.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBe(54);
    expect(sent.reduce((sum, { rejected }) => sum + rejected, 0)).toBe(6);
    expect(scene.arrived().slice(1)).toEqual([54, 0]);
  });

  it('is changed and chosen by the flags for messages', async () => {
    const scene = await openScene();
    scene.write('in.csv', 'userId,event,n\n1,A,1\n2,B,2\n3,A,3\n');
    const flags = [
      '--set',
      'type=track',
      '--where',
      'event = "A"',
      '--import-id',
      'x',
      '--types',
      'n=string',
    ];
    const { code, stdout } = await scene.batch(['in.csv', '--json', ...flags]);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { read: 3, acknowledged: 2, filtered: 1 }]);
    expect(stored(scene).map(({ userId, properties }) => [userId, properties])).toEqual([
      ['1', { n: '1' }],
      ['3', { n: '3' }],
    ]);
  });
});

describe('a mapping', () => {
  it('is refused for what is no table, before anything is sent', async () => {
    const scene = await openScene();
    const message = '{"type":"track","userId":"u","event":"E"}\n';
    scene.write('in.ndjson', message);
    for (const [args, options] of [
      [['in.ndjson'], {}],
      [['-'], { stdin: message }],
    ] as const) {
      const { code, stderr } = await scene.batch([...args, '--map', 'userId=Email', '--json'], options);
      expect([code, stderr]).toEqual([2, expect.stringContaining('mapping_unsupported')]);
    }
    expect(scene.arrived()[0]).toBe(0);
  });

  it('is written to a file, read from it, and overridden by flags', async () => {
    const scene = await openScene();
    scene.write('in.csv', 'Email,Total\na@x.example,1\n');
    const flags = [
      '--map',
      'userId=Email',
      '--map',
      'type:="track"',
      '--map',
      'event:="E"',
      '--save-mapping',
      'm.json',
    ];
    expect((await scene.batch(['in.csv', '--dry-run', ...flags])).code).toBe(0);
    await scene.batch(['in.csv', '--mapping', 'm.json', '--map', 'event:="F"']);
    expect(stored(scene)).toMatchObject([{ userId: 'a@x.example', event: 'F', properties: { Total: 1 } }]);
    scene.write('other.json', '{"mine":1}');
    const { code } = await scene.batch([
      'in.csv',
      '--dry-run',
      '--map',
      'userId=Email',
      '--save-mapping',
      'other.json',
    ]);
    expect([code, readFileSync(scene.path('other.json'), 'utf8')]).toEqual([2, '{"mine":1}']);
  });
});

describe('--save-mapping', () => {
  it.each([
    ['a table', 'in.csv', 'the file exists and is not a mapping'],
    ['stdout', '-', 'a mapping is kept in a file'],
    ['a folder', '.', 'that is not a file'],
    ['a device', '/dev/null', 'that is not a file'],
    ['a folder that is not there', 'none/m.json', 'no such file or directory'],
  ])('writes over no %s', async (_what, name, reason) => {
    const scene = await openScene();
    scene.write('in.csv', 'Email\na\n');
    const { code, stderr } = await scene.batch([
      'in.csv',
      '-n',
      '--map',
      'userId=Email',
      '--save-mapping',
      name,
      '--json',
    ]);
    expect([code, JSON.parse(stderr).error]).toMatchObject([
      2,
      {
        code: 'mapping_unwritable',
        message: expect.stringContaining(`cannot be written to ${name}: ${reason}`),
      },
    ]);
    expect(readFileSync(scene.path('in.csv'), 'utf8')).toBe('Email\na\n');
    expect(readdirSync(scene.folder)).toEqual(['in.csv']);
  });
});

describe('a line to paste', () => {
  const flags = [
    '--map',
    'userId=Email',
    '--set',
    'type=track',
    '--set',
    'context:={"a":1}',
    '--set',
    'event=It’s',
  ];
  const words = ` --map userId=Email --set type=track --set 'context:={"a":1}' --set 'event=It’s'`;
  const hintIn = (stderr: string): string => JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '').error.hint;

  it('looks where the call looked, and sends nothing that it would not', async () => {
    const scene = await openScene();
    scene.write('in.txt', 'Email,Total\na,1\n');
    for (const flag of ['--dry-run', '--preview'])
      expect(hintIn((await scene.batch(['in.txt', flag, ...flags, '--json'])).stderr)).toBe(
        `segment batch in.txt --from csv${words} ${flag}`,
      );
    const others = [
      '--encoding',
      'windows-1252',
      '--shard',
      '1/4',
      '--import-id',
      'z',
      '--limit',
      '1',
      '--replay',
    ];
    const hint = hintIn((await scene.batch(['in.txt', ...others, '--dry-run', '--json'])).stderr);
    for (const word of others) expect(hint).toContain(word);
  });

  it('makes the same messages of rows that were corrected', async () => {
    const scene = await openScene();
    scene.write('in.csv', 'Email,Total\n,1\nb\n');
    const { stdout, stderr } = await scene.batch(['in.csv', ...flags, '--json']);
    const { rejects } = JSON.parse(stdout);
    expect(hintIn(stderr)).toContain(`then: segment batch ${rejects}${words}`);
    scene.write('old.ndjson', '{"type":"track","userId":"u","messageId":"old1"}\n');
    const replayed = await scene.batch(['old.ndjson', '--replay', '--json']);
    expect(hintIn(replayed.stderr)).toMatch(/then: segment batch \S+ --replay$/);
    expect(linesIn(rejects)[1]?.message).toBe('the row has 1 cell, and the header 2 columns');
  });
});

describe('--preview', () => {
  it('says that a column has no name', async () => {
    const scene = await openScene();
    scene.write('in.csv', ',userId\n1,a\n');
    const { stdout, stderr } = await scene.batch(['in.csv', '--preview']);
    expect(stdout).toMatch(/^ {2}\(no name\) {2}1$/m);
    expect(stderr).toContain('1 column in no message: (no name)');
  });

  it('shows row, message and verdict, sends nothing and leaves nothing', async () => {
    const scene = await openScene();
    scene.write('in.csv', table(9));
    const json = await scene.batch(['in.csv', '--preview', '--json', '--limit', '8']);
    const { rows } = JSON.parse(json.stdout);
    expect([json.code, rows.length]).toEqual([0, 8]);
    expect(rows[0]).toMatchObject({
      ...{ file: 'in.csv', line: 2, record: 1, verdict: 'accepted', warnings: [] },
      ...{ row: { userId: 'u0000' }, message: { userId: 'u0000', properties: { n: 0 } } },
    });
    expect(rows[0].bytes).toBe(Buffer.byteLength(JSON.stringify(rows[0].message)));
    expect(rows[7]).toMatchObject({ verdict: 'rejected', code: 'no_user_anon_id', message: { event: 'E' } });
    for (const columns of [40, 80]) {
      const { code, stdout } = await scene.batch(['in.csv', '--preview'], {
        env: { COLUMNS: String(columns) },
      });
      expect([code, stdout.match(/✓ accepted/g)?.length]).toEqual([0, 3]);
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
    }
    expect(scene.arrived()[0]).toBe(0);
    expect(scene.checkpoints()).toEqual([]);
  });
});
