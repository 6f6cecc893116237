import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { type CliResult, cli } from '../helpers/cli.ts';
import { partOf } from '../helpers/part.ts';
import { openSandbox } from '../helpers/sandbox.ts';
import { isShared, sharedPath } from '../helpers/shared.ts';

/** `segment validate` and `segment batch` judge every line alike. */

const shapes = sharedPath('shapes') ?? '';
const shapeFiles = isShared('shapes')
  ? readdirSync(shapes, { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && !/^(?:README\.md|expected\.json|make\.mjs|run\.mjs)$/.test(entry.name),
      )
      .map(({ parentPath, name }) => relative(shapes, join(parentPath, name)))
  : ['files of every kind (needs ../shared)'];

interface Finding {
  readonly level: 'error' | 'warning';
  readonly code: string;
}

function parsed(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'segment-validate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function rejectsIn(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Runs both, and expects the same rejects byte for byte, the same counts, and the same exit code. */
async function expectAgreement(args: readonly string[], stdin?: Uint8Array) {
  const cwd = scratch();
  const call = (...words: string[]) => cli([...words, ...args], { cwd, ...(stdin && { stdin }) });
  const dry = await call('batch', '--dry-run', '--json', '--rejects', 'of-batch.ndjson');
  const json = await call('validate', '--json', '--rejects', 'of-validate.ndjson');
  const list = await call('validate', '--ndjson');
  expect([json.code, list.code], json.stderr).toEqual([dry.code, dry.code]);
  const rejects = rejectsIn(join(cwd, 'of-batch.ndjson'));
  expect(rejectsIn(join(cwd, 'of-validate.ndjson'))).toBe(rejects);
  const findings = parsed(list.stdout) as unknown as (Finding & Record<string, unknown>)[];
  const errors = findings.filter(({ level }) => level === 'error');
  const placed = (found: Record<string, unknown>) => {
    const { file, line, record = null, member = null, offset, code, message } = found;
    return { file, line, record, member, offset, code, message };
  };
  expect(errors.map(placed)).toEqual(parsed(rejects).map(placed));
  if (dry.stdout === '') expect([json.stdout, list.stdout]).toEqual(['', '']);
  else expectCounts(json, dry, findings);
  return { code: dry.code, findings };
}

function expectCounts(json: CliResult, dry: CliResult, findings: readonly Finding[]): void {
  const { read, valid, invalid, blank, filtered, warnings, byCode } = JSON.parse(json.stdout);
  const batch = JSON.parse(dry.stdout);
  expect({ read, valid, invalid, blank, filtered }).toEqual({
    read: batch.read,
    valid: batch.unacknowledged,
    invalid: batch.rejected,
    blank: batch.blank,
    filtered: batch.filtered,
  });
  // The reader counts warnings for both; which lines have them is found out for the list alone.
  expect(findings).toHaveLength(invalid + warnings);
  for (const { code, count, level } of byCode)
    expect([code, findings.filter((each) => each.code === code && each.level === level).length]).toEqual([
      code,
      count,
    ]);
}

it.skipIf(!isShared('shapes')).each(partOf(shapeFiles, 3))('about the shape %s', async (name) => {
  await expectAgreement([join(shapes, name)]);
});

it.skipIf(!isShared('shapes'))('about a shape from stdin (needs ../shared)', async () => {
  const bytes = readFileSync(join(shapes, '03-array-minified', 'events.json.gz'));
  const { code, findings } = await expectAgreement(['-'], bytes);
  expect([code, findings.filter(({ level }) => level === 'error')]).toEqual([
    3,
    [expect.anything(), expect.anything()],
  ]);
});

it.skipIf(!isShared('shapes'))(
  'about several files at once, and with every flag that changes a verdict (needs ../shared)',
  async () => {
    const names = ['01-ndjson/events.ndjson', '03-array-minified/events.json', '14-rudderstack/dump.ndjson'];
    const files = names.map((name) => join(shapes, name));
    for (const flags of [
      [],
      ['--set', 'type=track', '--set', 'event=Added', '--coerce-ids'],
      ['--where', 'type = "track"'],
      ['--replay'],
      ['--limit', '20'],
      ['--max-event-bytes', '300'],
    ])
      await expectAgreement([...files, ...flags]);
  },
);

it.skipIf(!isShared('corpora'))('about bad JSON of every kind (needs ../shared)', async () => {
  const corpus = sharedPath('corpora', 'JSONTestSuite') ?? '';
  const files = readdirSync(corpus, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(files.length).toBeGreaterThan(100);
  const { findings } = await expectAgreement([...files, '--on-invalid', 'reject']);
  expect(new Set(findings.map(({ code }) => code))).toContain('invalid_utf8');
  const lines = files.flatMap((file) => [
    Buffer.from('{"type":"track","event":"E","userId":"u","properties":{"p":'),
    readFileSync(file),
    Buffer.from('}}\n'),
  ]);
  await expectAgreement(['-', '--on-invalid', 'reject'], gzipSync(Buffer.concat(lines)));
});

it.skipIf(!isShared('data'))('about real traffic (needs ../shared)', async () => {
  for (const name of ['web-access.segment.ndjson.gz', 'wikipedia-edits.raw.ndjson.gz'])
    await expectAgreement([sharedPath('data', name) ?? '', '--limit', '3000']);
  expect(await expectAgreement([sharedPath('data', 'wikipedia-edits.segment.ndjson.gz') ?? ''])).toEqual({
    code: 0,
    findings: [],
  });
});

it('about lines that are sent to a sandbox', async () => {
  const cwd = scratch();
  const sandbox = await openSandbox();
  const good = '{"type":"page","userId":"u","timestamp":"2026-01-01T00:00:00Z"}\n';
  writeFileSync(join(cwd, 'in.ndjson'), `${good.repeat(300)}broken\n${good}{"type":"page"}\n`);
  const env = { SEGMENT_WRITE_KEY: 'k'.repeat(32), SEGMENT_TRACKING_URL: sandbox.url };
  expect((await cli(['batch', 'in.ndjson'], { cwd, env })).code).toBe(8);
  await cli(['validate', 'in.ndjson', '--rejects', 'found.ndjson'], { cwd });
  const withoutIds = (name: string) =>
    parsed(readFileSync(join(cwd, name), 'utf8')).map(({ messageId: _messageId, ...rest }) => rest);
  expect(withoutIds('found.ndjson')).toEqual(withoutIds('in.ndjson.rejects.ndjson'));
  expect(withoutIds('found.ndjson')).toHaveLength(2);
});
