import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { type CliOptions, type CliResult, cli } from '../helpers/cli.ts';
import { isShared, sharedPath } from '../helpers/shared.ts';

let sandbox: RunningSandbox;
let folder: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  folder = mkdtempSync(join(tmpdir(), 'segment-batch-'));
});
afterEach(() => sandbox.close());

const writeKey = 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk';

function batch(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const env = { SEGMENT_TRACKING_URL: sandbox.url, SEGMENT_WRITE_KEY: writeKey, ...options.env };
  return cli(['batch', ...args], { cwd: folder, ...options, env });
}
function write(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return name;
}
const stored = () => [...sandbox.journal.messages];
const rejectLines = (name: string) =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
const track = (id: string) =>
  `{"type":"track","event":"E","userId":"${id}","timestamp":"2020-01-01T00:00:00Z"}`;
const lines = (...all: string[]) => all.map((line) => `${line}\n`).join('');

describe('segment batch', () => {
  it('sends every line and says so on stderr only', async () => {
    write('a.ndjson', lines(track('1'), track('2')));
    const { code, stdout, stderr } = await batch(['a.ndjson']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/2 of 2 lines accepted · 1 request/);
    expect(stderr).not.toContain('delivered');
    expect(stored().map(({ userId }) => userId)).toEqual(['1', '2']);
  });

  it('--json prints one object with every count', async () => {
    write('a.ndjson', lines(track('1'), '', '{"bad"', track('2')));
    const { code, stdout } = await batch(['a.ndjson', '--json']);
    const { durationMs, bytes, ...rest } = JSON.parse(stdout);
    expect(typeof durationMs).toBe('number');
    expect(bytes).toBeGreaterThan(0);
    expect(rest).toEqual({
      read: 4,
      acknowledged: 2,
      rejected: 1,
      blank: 1,
      filtered: 0,
      unacknowledged: 0,
      replayed: 0,
      archived: 0,
      requests: 1,
      retries: 0,
      resumedFrom: null,
      rejects: join(folder, 'a.ndjson.rejects.ndjson'),
      checkpoint: null,
    });
    expect(code).toBe(8);
  });

  it('the same file twice adds nothing the second time', async () => {
    write('a.ndjson', lines(track('1'), track('1'), track('2')));
    await batch(['a.ndjson']);
    await batch(['a.ndjson']);
    expect(sandbox.journal.counts).toMatchObject({ stored: 3, duplicates: 3 });
  });

  it('a renamed, a gzipped and a piped copy have the same ids; another write key has others', async () => {
    const text = lines(track('1'), track('2'));
    write('a.ndjson', text);
    write('b.txt', gzipSync(text));
    await batch(['a.ndjson']);
    await batch(['b.txt']);
    await batch(['-'], { stdin: text });
    expect(sandbox.journal.counts).toMatchObject({ stored: 2, duplicates: 4 });
    await batch(['a.ndjson'], { env: { SEGMENT_WRITE_KEY: 'q'.repeat(32) } });
    expect(sandbox.journal.counts).toMatchObject({ stored: 4, duplicates: 4 });
  });

  it('reads several gzip members, several files and quoted globs, and skips rejects files in a glob', async () => {
    mkdirSync(join(folder, 'in'));
    write('in/1.ndjson.gz', Buffer.concat([gzipSync(lines(track('1'))), gzipSync(lines(track('2')))]));
    write('in/2.ndjson', lines(track('3')));
    write('in/2.ndjson.rejects.ndjson', lines('{"no":"message"}'));
    write('last.ndjson', lines(track('4')));
    const { code } = await batch(['in/*', 'last.ndjson']);
    expect(code).toBe(0);
    expect(stored().map(({ userId }) => userId)).toEqual(['1', '2', '3', '4']);
  });

  it('bad lines go to the rejects file with line, offset and code; nothing else is lost', async () => {
    const content = Buffer.concat([
      Buffer.from(`\ufeff${track('first')}\r\n`),
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      Buffer.from('{"type":"track",}\n\n   \n'),
      Buffer.from(`{"type":"track","event":"E","userId":"big","properties":{"x":"${'y'.repeat(40_000)}"}}\n`),
      Buffer.from('{"type":"track","event":"E","userId":7}\n'),
      Buffer.from('{}\n{"type":"trak","userId":"u"}\n'),
      Buffer.from(
        `{"type":"track","event":"N\\u0000","userId":"deep","properties":{"x":${'['.repeat(5000)}${']'.repeat(5000)}}}\n`,
      ),
      Buffer.from(
        `{"__proto__":{"x":1},"constructor":1,"type":"track","event":"E","userId":"proto","properties":{"n":12345678901234567890}}\n`,
      ),
      Buffer.from(track('last')),
    ]);
    write('a.ndjson', content);
    const { code, stderr } = await batch(['a.ndjson']);
    expect(code).toBe(8);
    expect(stored().map(({ userId }) => userId)).toEqual(['first', 'deep', 'proto', 'last']);
    expect(stored()[2]?.raw.toString()).toContain('"n":12345678901234567890');
    const rejects = rejectLines('a.ndjson.rejects.ndjson');
    expect(
      rejects.map(({ file, line, offset, code: reason, status }) => [file, line, offset, reason, status]),
    ).toEqual([
      ['a.ndjson', 2, content.indexOf(0xff) - 1, 'invalid_utf8', null],
      ['a.ndjson', 3, content.indexOf('{"type":"track",}'), 'invalid_json', null],
      [
        'a.ndjson',
        6,
        content.indexOf('{"type":"track","event":"E","userId":"big"'),
        'message_too_large',
        null,
      ],
      ['a.ndjson', 7, content.indexOf('{"type":"track","event":"E","userId":7}'), 'id_not_string', null],
      ['a.ndjson', 8, content.indexOf('{}\n'), 'type_missing', null],
      ['a.ndjson', 9, content.indexOf('{"type":"trak"'), 'type_unknown', null],
    ]);
    expect(rejects[0]?.rawBase64).toBe(Buffer.from([0x7b, 0xff, 0x7d]).toString('base64'));
    expect(rejects[1]?.raw).toBe('{"type":"track",}');
    expect(stderr).toContain('6 lines rejected');
    expect(stderr).toContain('first: a.ndjson line 2');
    expect(statSync(join(folder, 'a.ndjson.rejects.ndjson')).mode & 0o777).toBe(0o600);
  });

  it('a corrected rejects file sends its lines under the ids they had', async () => {
    write('a.ndjson', lines(track('1'), '{"type":"track","event":"E"}', '{"type":"track","event":"F"}'));
    await batch(['a.ndjson']);
    const name = 'a.ndjson.rejects.ndjson';
    const ids = rejectLines(name).map(({ messageId }) => messageId);
    write(
      name,
      readFileSync(join(folder, name), 'utf8').replaceAll(
        '\\"event\\":',
        '\\"userId\\":\\"u\\",\\"event\\":',
      ),
    );
    const { code, stderr } = await batch([name]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('2 of 2 lines accepted')]);
    expect(
      stored()
        .slice(1)
        .map(({ messageId }) => messageId),
    ).toEqual(ids);
  });

  it.each([[[]], [['--dry-run']]])('a table without a type %j: the hint names the flags', async (flags) => {
    write('a.csv', 'Email,Total\na@example.com,1\nb@example.com,2\n');
    const { code, stderr } = await batch(['a.csv', ...flags]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('hint: No line has a type. Name it,')]);
    const made = await batch(['a.csv', '--set', 'type=identify', '--map', 'userId=Email', ...flags]);
    expect(made.code).toBe(0);
  });

  it('one line that was not sent is one', async () => {
    write('a.ndjson', lines(track('1'), '{}'));
    const { code, stderr } = await batch(['a.ndjson']);
    expect([code, stderr]).toEqual([8, expect.stringContaining('error: 1 of 2 lines was not sent.')]);
    expect(stderr).toContain('hint: Correct the lines in ');
  });

  it.each([
    ['a missing file', ['nowhere.ndjson'], 'no such file or directory'],
    ['a folder', ['.'], 'is a folder, not a file'],
    ['a glob that matches nothing', ['*.none'], 'No file matches'],
    ['the same file twice', ['a.ndjson', './a.ndjson'], 'are the same file'],
    ['stdin twice', ['-', '-'], 'named twice'],
    ['an unknown flag', ['a.ndjson', '--bogus'], "Unknown option '--bogus'"],
    ['a limit that is no number', ['a.ndjson', '--limit', 'x'], 'whole number'],
    ['limits that exclude each other', ['a.ndjson', '--max-batch-bytes', '10kb'], 'would not fit'],
    ['--set without a value', ['a.ndjson', '--set', 'type'], 'key=value'],
    ['--set for a reserved key', ['a.ndjson', '--set', 'messageId=x'], 'cannot be set'],
  ])('%s: exit 2, and nothing is sent', async (_name, args, message) => {
    write('a.ndjson', lines(track('1')));
    const { code, stderr, stdout } = await batch(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(sandbox.journal.counts.requests).toBe(0);
  });

  it.each([
    ['two hard links', ['a.ndjson', 'hard.ndjson']],
    ['a hard link through a symbolic one', ['a.ndjson', 'soft.ndjson']],
    ['hard links that a glob finds', ['[ah]*.ndjson']],
  ])('%s are one file: exit 2, and nothing is sent', async (_name, args) => {
    write('a.ndjson', lines(track('1')));
    linkSync(join(folder, 'a.ndjson'), join(folder, 'hard.ndjson'));
    symlinkSync('hard.ndjson', join(folder, 'soft.ndjson'));
    const { code, stderr } = await batch(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining('are the same file')]);
    expect(sandbox.journal.counts.requests).toBe(0);
  });

  it('two files of equal content are two files', async () => {
    write('a.ndjson', lines(track('1')));
    write('b.ndjson', lines(track('1')));
    expect(await batch(['a.ndjson', 'b.ndjson'])).toMatchObject({ code: 0 });
  });

  it.skipIf(process.getuid?.() === 0)('an unreadable file: exit 2', async () => {
    chmodSync(join(folder, write('a.ndjson', lines(track('1')))), 0);
    expect(await batch(['a.ndjson'])).toMatchObject({ code: 2 });
  });

  it('an empty file is a notice, not an error', async () => {
    write('empty.ndjson', '');
    const { code, stderr } = await batch(['empty.ndjson']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('has no lines')]);
  });

  it('only bad lines: nothing is sent, exit 3', async () => {
    write('a.ndjson', lines('bad', '[]'));
    expect(await batch(['a.ndjson'])).toMatchObject({ code: 3 });
    expect(sandbox.journal.counts.requests).toBe(0);
  });

  it('--dry-run sends nothing, writes nothing and needs no key', async () => {
    write('a.ndjson', lines(track('1'), 'bad'));
    const { code, stdout } = await batch(['a.ndjson', '--dry-run', '--json'], {
      env: { SEGMENT_WRITE_KEY: '' },
    });
    expect(JSON.parse(stdout)).toMatchObject({
      read: 2,
      acknowledged: 0,
      rejected: 1,
      unacknowledged: 1,
      rejects: null,
    });
    expect(code).toBe(3);
    expect(sandbox.journal.counts.requests).toBe(0);
    expect(readdirSync(folder)).toEqual(['a.ndjson']);
  });

  it('--on-invalid stop and send do what they say', async () => {
    write('a.ndjson', lines(track('1'), '{"type":"track","event":"E"}', track('2')));
    expect(await batch(['a.ndjson', '--on-invalid', 'stop'])).toMatchObject({ code: 3 });
    expect(stored().map(({ userId }) => userId)).toEqual(['1']);
    expect(await batch(['a.ndjson', '--on-invalid', 'send'])).toMatchObject({ code: 0 });
    expect(sandbox.journal.counts.stored).toBe(2);
    expect(Object.fromEntries(sandbox.journal.counts.discards)).toEqual({ no_user_anon_id: 1 });
  });

  it('a damaged gzip file sends its whole lines and fails', async () => {
    const zipped = gzipSync(
      lines(...Array.from({ length: 3000 }, (_, index) => track(`user-${index * 7919}`))),
    );
    write('cut.ndjson.gz', zipped.subarray(0, zipped.length - 100));
    const { code, stderr, stdout } = await batch(['cut.ndjson.gz', '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stderr).error.code).toBe('input_damaged');
    const { read, acknowledged, rejected } = JSON.parse(stdout);
    expect({ acknowledged, rejected }).toEqual({ acknowledged: read, rejected: 0 });
    expect(sandbox.journal.counts.stored).toBe(read);
    expect(read).toBeGreaterThan(2000);
  });

  it('without a write key: exit 4 and the way to one', async () => {
    write('a.ndjson', lines(track('1')));
    const { code, stderr } = await batch(['a.ndjson'], { env: { SEGMENT_WRITE_KEY: '' } });
    expect([code, stderr]).toEqual([4, expect.stringContaining('hint:')]);
  });

  it('compresses when asked to; the sandbox stores the same bytes', async () => {
    write('a.ndjson', lines(track('1'), track('2')));
    await batch(['a.ndjson', '--gzip']);
    const [request] = [...sandbox.journal.requests];
    expect(request?.headers['content-encoding']).toBe('gzip');
    expect(stored().map(({ userId }) => userId)).toEqual(['1', '2']);
  });

  it('keeps every body within the limits it was given', async () => {
    write('a.ndjson', lines(...Array.from({ length: 400 }, (_, index) => track(`u${index}`))));
    await batch([
      'a.ndjson',
      '--max-event-bytes',
      '1kib',
      '--max-batch-bytes',
      '5kib',
      '--max-batch-events',
      '30',
    ]);
    for (const request of sandbox.journal.requests) {
      expect(request.bodyBytes).toBeLessThanOrEqual(5120);
      expect(request.messages).toBeLessThanOrEqual(30);
    }
    expect(sandbox.journal.counts.stored).toBe(400);
  });
});

describe.skipIf(!isShared('data'))('real traffic (passed over where the files are absent)', () => {
  const dataFile = (name: string) => sharedPath('data', name) ?? '';
  const sourceLines = (name: string) =>
    gunzipSync(readFileSync(dataFile(name)))
      .toString('utf8')
      .trimEnd()
      .split('\n');

  it.each([
    ['web-access.segment.ndjson.gz', 9_999],
    ['wikipedia-edits.segment.ndjson.gz', 39_244],
  ])('%s: all %i lines are acknowledged, each with its own id and its own bytes', async (name, count) => {
    const first = await batch([dataFile(name), '--json']);
    expect([first.code, first.stderr]).toEqual([0, expect.not.stringContaining('error')]);
    expect(JSON.parse(first.stdout)).toMatchObject({
      read: count,
      acknowledged: count,
      rejected: 0,
      rejects: null,
    });
    expect(new Set(stored().map(({ messageId }) => messageId)).size).toBe(count);

    const expected = sourceLines(name);
    const byId = new Map(stored().map(({ messageId, raw }) => [messageId, raw.toString('utf8')]));
    const withoutId = [...byId].map(([id, text]) => {
      expect(text.startsWith(`{"messageId":"${id}",`)).toBe(true);
      return `{${text.slice(`{"messageId":"${id}",`.length)}`;
    });
    expect(withoutId.sort()).toEqual([...expected].sort());

    const second = await batch([dataFile(name), '--json']);
    expect(JSON.parse(second.stdout)).toMatchObject({ acknowledged: count, rejected: 0 });
    expect(sandbox.journal.counts).toMatchObject({ stored: count, duplicates: count });
  });

  it('wikipedia-edits.raw.ndjson.gz: 39,244 rejects with code type_missing, nothing sent, exit 3', async () => {
    const { code, stdout } = await batch([dataFile('wikipedia-edits.raw.ndjson.gz'), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      read: 39_244,
      acknowledged: 0,
      rejected: 39_244,
      requests: 0,
    });
    expect(code).toBe(3);
    const rejects = rejectLines('wikipedia-edits.raw.ndjson.gz.rejects.ndjson');
    expect(new Set(rejects.map(({ code: reason }) => reason))).toEqual(new Set(['type_missing']));
    expect(rejects.map(({ raw }) => raw)).toEqual(sourceLines('wikipedia-edits.raw.ndjson.gz'));
    expect(sandbox.journal.counts.requests).toBe(0);
  });
});
