import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Io } from '../../src/terminal/io.ts';
import { type CliOptions, cli } from '../helpers/cli.ts';
import { zipOf } from '../helpers/zip.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'segment-validate-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
});

const at = '"timestamp":"2026-01-01T00:00:00Z"';
const good = `{"type":"page","userId":"u",${at}}`;
/** Five valid lines, two of them with warnings, one of those with two; three invalid ones and a blank one. */
const mixed = [
  good,
  `{"type":"page","userId":17,${at}}`,
  '',
  '{"type":"page","userId":"u"}',
  `{"type":"track","event":"A","userId":"u","messageId":7,"properties":{"price":1,"currency":"EURO"},${at}}`,
  '{"type":"page","userId":"u","timestamp":"yesterday"}',
  good,
  `{"type":"page","anonymousId":0,${at}}`,
  good,
].join('\n');

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(cwd, name), content);
  return name;
}

function validate(args: readonly string[], options: CliOptions = {}) {
  return cli(['validate', ...args], { cwd, ...options });
}

describe('segment validate', () => {
  it('prints a line for each code in a pipe, errors first, and exits with 3', async () => {
    const { code, stdout, stderr } = await validate([write('in.ndjson', mixed)]);
    expect(stdout.split('\n').map((line) => line.split('\t').slice(0, 6))).toEqual([
      [
        ...['error', 'id_not_string', '2', 'in.ndjson:2'],
        ...['userId and anonymousId must be non-empty strings', '"userId":17'],
      ],
      [
        ...['error', 'timestamp_invalid', '1', 'in.ndjson:6'],
        ...['timestamp is not an ISO 8601 date and time', '"timestamp":"yesterday"'],
      ],
      [
        ...['warning', 'timestamp_missing', '1', 'in.ndjson:4'],
        ...['there is no timestamp: Segment takes the time of arrival', '{"type":"page","userId":"u"}'],
      ],
      [
        ...['warning', 'currency_unknown', '1', 'in.ndjson:5'],
        ...['currency is not a code of ISO 4217, such as USD or EUR', '"currency":"EURO"'],
      ],
      [
        ...['warning', 'message_id_replaced', '1', 'in.ndjson:5'],
        ...['messageId is not a string of 1 to 100 characters: it is replaced', '"messageId":7'],
      ],
      [''],
    ]);
    expect(stderr).toMatch(/^! 5 of 9 lines valid · 3 invalid · 3 warnings · 1 blank · /);
    expect(stderr).toContain('error: 3 lines are invalid.\nhint: Add --rejects rejects.ndjson');
    expect(code).toBe(3);
  });

  it.each([80, 40])('prints a paragraph for each code on a terminal of %i columns', async (columns) => {
    write('in.ndjson', `${mixed}\n{"type":"${'long '.repeat(100)}"}\n`);
    const env = { SEGMENT_FORCE_TTY: String(columns), NO_COLOR: '1' };
    const { stdout } = await validate(['in.ndjson'], { env });
    const lines = stdout.trimEnd().split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines.filter((line) => /^\S/.test(line))).toEqual([
      '✗ id_not_string · 2 lines',
      '✗ timestamp_invalid · 1 line',
      '✗ type_unknown · 1 line',
      '! timestamp_missing · 1 line',
      '! currency_unknown · 1 line',
      '! message_id_replaced · 1 line',
    ]);
    expect(stdout).toContain('  first    in.ndjson:2\n');
    expect(stdout).toContain('  example  "userId":17\n');
    expect(stdout).toContain('  example  "type":"long long');
  });

  it('prints one object with --json, whose counts add up', async () => {
    const { code, stdout, stderr } = await validate([write('in.ndjson', mixed), '--json']);
    const { durationMs, byCode, ...counts } = JSON.parse(stdout);
    expect(counts).toEqual({
      ...{ read: 9, valid: 5, invalid: 3, blank: 1, filtered: 0, warnings: 3, rejects: null },
    });
    expect(durationMs).toBeGreaterThanOrEqual(0);
    expect(byCode[0]).toEqual({
      level: 'error',
      code: 'id_not_string',
      count: 2,
      message: 'userId and anonymousId must be non-empty strings',
      first: { file: 'in.ndjson', line: 2, record: null, member: null, offset: 64 },
      example: '"userId":17',
      fix: 'Write ids as strings that are not empty. --coerce-ids makes strings of numbers.',
    });
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'lines_invalid', exitCode: 3 });
    expect(code).toBe(3);
  });

  it('prints every finding with --ndjson, in the order of the input, with its record in an array', async () => {
    write(
      'in.json',
      `[${good},{"type":"page","userId":"u"},{"type":"order"},\n${good},{"type":"page","userId":"u"}]`,
    );
    const { stdout } = await validate(['in.json', '--ndjson']);
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found.map(({ level, code, line, record }) => [level, code, line, record])).toEqual([
      ['warning', 'timestamp_missing', 1, 2],
      ['error', 'type_unknown', 1, 3],
      ['warning', 'timestamp_missing', 2, 5],
    ]);
    expect(found[1]).toMatchObject({ file: 'in.json', member: null, offset: 94, example: '"type":"order"' });
  });

  it('finds each of thousands of warnings, and of errors between them', async () => {
    const lines = Array.from({ length: 9000 }, (_, index) =>
      index % 10 === 3 ? '{"type":"page"}' : index % 3 === 0 ? '{"type":"page","userId":"u"}' : good,
    );
    const { stdout } = await validate([write('in.ndjson', lines.join('\n')), '--ndjson']);
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const expected = lines.flatMap((line, index) =>
      line === good
        ? []
        : [`${index + 1} ${line.includes('userId') ? 'timestamp_missing' : 'no_user_anon_id'}`],
    );
    expect(found.map(({ line, code }) => `${line} ${code}`)).toEqual(expected);
  });

  it('writes annotations with --format github: no more than are shown, and each code before one comes twice', async () => {
    const lines = [...Array.from({ length: 30 }, () => '{"type":"a%b\\r\\n::x::"}'), `{"userId":"u",${at}}`];
    const { code, stdout, stderr } = await validate([
      write('a,b:c.ndjson', lines.join('\n')),
      '--format',
      'github',
    ]);
    const shown = stdout.trimEnd().split('\n');
    expect(shown).toHaveLength(10);
    expect(shown[0]).toBe(
      '::error file=a%2Cb%3Ac.ndjson,line=1,title=type_unknown::type is not track, identify, page, screen, ' +
        'group or alias%0AUse track, identify, page, screen, group or alias.%0A"type":"a%25b\\r\\n::x::"',
    );
    expect(shown[9]).toMatch(/^::error file=\S+,line=31,title=type_missing::type is missing%0A/);
    expect(stderr).toContain('GitHub shows 10 errors and 10 warnings of a step; --ndjson prints all.');
    expect(code).toBe(3);
  });

  it('names no file in an annotation of stdin', async () => {
    const { stdout } = await validate(['--format', 'github'], { stdin: '{"type":"page"}' });
    expect(stdout).toMatch(/^::error title=no_user_anon_id::stdin:1: there is neither/);
  });

  it('names the file in a zip archive, and counts its lines as rejects do', async () => {
    write(
      'two.zip',
      zipOf([
        ['a.ndjson', `${good}\n${good}\n`],
        ['b.ndjson', `${good}\n{"type":"page"}\n`],
      ]),
    );
    const { stdout } = await validate(['two.zip', '--ndjson']);
    expect(JSON.parse(stdout)).toMatchObject({ file: 'two.zip', member: 'b.ndjson', line: 2, record: 4 });
    expect((await validate(['two.zip', '--json'])).stdout).toContain(
      '"first":{"file":"two.zip","line":2,"record":4,"member":"b.ndjson","offset":64}',
    );
    const { stdout: annotation } = await validate(['two.zip', '--format', 'github']);
    expect(annotation).toMatch(/^::error title=no_user_anon_id::b\.ndjson in two\.zip:2, record 4: there is/);
  });

  it('says of a line that Segment had what to do, but not where --replay does it', async () => {
    write('in.ndjson', `${good.slice(0, -1)},"receivedAt":"2026-01-01T00:00:00Z","projectId":"p"}`);
    const { byCode } = JSON.parse((await validate(['in.ndjson', '--json'])).stdout);
    expect(byCode).toMatchObject([
      {
        ...{ level: 'warning', code: 'archived', count: 1 },
        example: '"receivedAt":"2026-01-01T00:00:00Z", "projectId":"p"',
        fix: 'Send it with segment batch --replay, which gives it a new messageId.',
      },
    ]);
    expect((await validate(['in.ndjson', '--replay', '--strict'])).code).toBe(0);
  });

  it('counts warnings as findings with --strict alone', async () => {
    write('in.ndjson', `{"type":"page","userId":"u"}\n${good}\n`);
    expect((await validate(['in.ndjson'])).code).toBe(0);
    const strict = await validate(['in.ndjson', '--strict']);
    expect([strict.code, strict.stderr]).toEqual([
      3,
      expect.stringContaining('error: 1 warning with --strict.'),
    ]);
    expect((await validate([write('good.ndjson', good), '--strict'])).code).toBe(0);
  });

  it('writes the invalid lines with --rejects, for their owner alone, and batch reads them', async () => {
    const { stdout, stderr } = await validate([
      write('in.ndjson', mixed),
      '--rejects',
      'bad.ndjson',
      '--json',
    ]);
    const path = join(cwd, 'bad.ndjson');
    expect(JSON.parse(stdout).rejects).toBe(path);
    expect(JSON.parse(stderr).error.hint).toBe(`Correct the lines in ${path}, then: segment batch ${path}`);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('17', '\\"17\\"'));
    const again = await cli(['batch', 'bad.ndjson', '--dry-run', '--json'], { cwd });
    expect(JSON.parse(again.stdout)).toMatchObject({ read: 3, unacknowledged: 1, rejected: 2 });
  });

  it('keeps stdout for what was found', async () => {
    const { code, stderr } = await validate([write('in.ndjson', mixed), '--rejects', '-']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('stdout holds what was found')]);
  });

  it('needs no home, no settings and no key, and leaves nothing behind', async () => {
    write('in.ndjson', mixed);
    const env = { SEGMENT_CONFIG_DIR: '', SEGMENT_STATE_DIR: '' };
    const { code, stderr } = await validate(['in.ndjson'], { env, io: { home: undefined } });
    expect([code, stderr]).toEqual([3, expect.not.stringContaining('warning:')]);
    expect(readdirSync(cwd)).toEqual(['in.ndjson']);
  });

  it('reads stdin where no file is named, and asks for one at a terminal', async () => {
    expect((await validate([], { stdin: good })).stderr).toMatch(/^✓ 1 of 1 line valid · /);
    expect((await validate([], { stdin: '' })).stderr).toContain('nothing to validate');
    const { code, stdout, stderr } = await validate([], { io: { stdinIsTerminal: true } });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: segment validate');
    expect(stderr).toContain('hint: segment validate events.ndjson');
  });

  it.each<[string, () => string | string[], string, string]>([
    ['a file that is not there', () => 'none.ndjson', 'input_unreadable', 'ls -ld none.ndjson'],
    ['an empty folder', () => '.', 'input_is_folder', 'ls .'],
    [
      'a folder of inputs',
      () => {
        for (const name of ['a.jsonl.gz', 'b.jsonl.gz', 'c.csv', 'x.md', 'y.md', 'z.md']) write(name, good);
        return './';
      },
      'input_is_folder',
      "segment validate './*.jsonl.gz'",
    ],
    ['a glob of nothing', () => 'in/*.ndjson', 'no_input', 'ls in/'],
    [
      'a glob of rejects files alone',
      () => [write('a.rejects.ndjson', good), '*.ndjson'].slice(1),
      'no_input',
      'A glob skips rejects files: name those.',
    ],
    [
      'XML',
      () => write('a.xml', '<?xml version="1.0"?><a/>'),
      'input_kind_unsupported',
      'segment validate events',
    ],
    [
      'CSV in gzip',
      () => write('a.gz', gzipSync('id,name\n1,Ada\n2,Bo\n')),
      'input_kind_unsupported',
      'segment validate a.gz --from csv',
    ],
    ['a filter', () => [write('a', good), '--where', 'event = '], 'filter_invalid', 'Such as: --where'],
    [
      'two forms',
      () => [write('a', good), '--ndjson', '--format', 'github'],
      'format_conflict',
      'Choose one',
    ],
  ])('refuses %s with 2, and names no command that sends', async (_what, args, code, hint) => {
    const result = await validate(
      [args(), '--json'].flat().filter((word) => code !== 'format_conflict' || word !== '--json'),
      {
        env: { SEGMENT_OUTPUT: 'json' },
      },
    );
    const { error } = JSON.parse(result.stderr);
    expect([result.code, result.stdout, error.code]).toEqual([2, '', code]);
    expect(error.hint).toContain(hint);
    expect(error.hint).not.toContain('segment batch');
  });

  it('reports what it read before a file that is damaged, and fails for that', async () => {
    const whole = gzipSync(
      `{"type":"page"}\n${Array.from({ length: 9000 }, (_, i) => good.replace('"u"', `"${i}"`)).join('\n')}`,
    );
    const { code, stdout, stderr } = await validate([write('in.gz', whole.subarray(0, whole.length / 2))]);
    expect(stdout).toMatch(/^error\tno_user_anon_id\t1\tin\.gz:1\t/);
    expect(stderr).toMatch(/lines read so far valid · 1 invalid/);
    expect(stderr).toContain('error: in.gz cannot be decompressed to its end');
    expect(code).toBe(3);
  });

  it('reports what it judged before a signal', async () => {
    let interrupt = (_signal: NodeJS.Signals): void => {};
    const stdin = new Readable({ read() {} });
    // As many as are looked at together, and one more.
    stdin.push('{"type":"page"}\n'.repeat(1001));
    const stdout = new Writable({
      write(_text, _encoding, done) {
        interrupt('SIGTERM');
        done();
      },
    });
    const onSignal: Io['onSignal'] = (listener) => {
      interrupt = listener;
      return () => {};
    };
    const { code, stderr } = await validate(['--ndjson'], { stdin, io: { stdout, onSignal } });
    expect(code).toBe(143);
    expect(stderr).toContain('! 0 of 1,000 lines read so far valid · 1,000 invalid');
    expect(stderr).toContain('error: Interrupted: the rest of the input was not read.');
  });

  it.each(['{"type":"page","userId":"u"}', '{"type":"page"}'])(
    'tells of %s in a pipe that never pauses while it is read',
    async (line) => {
      let heard = false;
      let lines = 0;
      const stdin = new Readable({
        read() {
          lines += 1;
          setTimeout(() => this.push(heard || lines > 500 ? null : `${line}\n`), 2);
        },
      });
      const stdout = new Writable({
        write(_text, _encoding, done) {
          heard = lines <= 500;
          done();
        },
      });
      const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
      await validate(['--ndjson', '--progress', 'none'], { stdin, io: { stdout, sleep } });
      expect(heard).toBe(true);
    },
  );

  it('escapes what a terminal would act on, in every form but JSON', async () => {
    const name = write('in.ndjson', `{"type":"\u009d0;x"}\nbroken \u001b]8;;x\n`);
    for (const form of [[], ['--format', 'github']]) {
      const { stdout } = await validate([name, ...form]);
      expect(stdout).toContain('\\u009d0;x');
      expect(stdout).toContain('broken \\u001b]8;;x');
    }
    expect(existsSync(join(cwd, 'in.ndjson.rejects.ndjson'))).toBe(false);
  });
});
