import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint, parseCheckpoint } from '../../../src/backfill/checkpoint/checkpoint.ts';
import type { CliResult } from '../../helpers/cli.ts';
import { partOf, stepOf } from '../../helpers/part.ts';
import { expectStored, failureOf, makeFifo, openScene, type Scene, tracks } from '../scene.ts';

const content = tracks(60);

/** A job of 60 lines that was stopped after 30. */
interface Stopped extends Scene {
  /** Its checkpoint. */
  readonly file: string;
  readonly whole: Buffer;
  again(...more: string[]): Promise<CliResult>;
}

async function stopHalfway(flags: readonly string[]): Promise<Stopped> {
  const scene = await openScene();
  scene.write('a.ndjson', content);
  const again = (...more: string[]) => scene.batch(['a.ndjson', ...flags, '--json', ...more]);
  expect(await again('--limit', '30')).toMatchObject({ code: 0 });
  expect(scene.arrived()).toEqual([3, 30, 0]);
  const file = flags.length === 0 ? scene.checkpoint() : scene.path('job.json');
  return { ...scene, file, whole: readFileSync(file), again };
}

/** Refused with 9 and something to do about it; nothing was sent, and nothing beside the checkpoint was left. */
async function expectRefused(job: Stopped, code: string, ...more: string[]): Promise<void> {
  const before = [job.arrived(), readdirSync(dirname(job.file))];
  const result = await job.again(...more);
  expect(failureOf(result)).toMatchObject({
    exit: 9,
    code,
    message: expect.stringContaining(job.file),
    hint: expect.stringMatching(
      code === 'checkpoint_damaged' ? /--restart/ : /--checkpoint|move|that version/,
    ),
  });
  expect(result.stdout).toBe('');
  expect([job.arrived(), readdirSync(dirname(job.file))]).toEqual(before);
}

/** With the checkpoint as it was, the job goes on where it stopped, to its end. */
async function expectResumed(job: Stopped): Promise<void> {
  const { code, stdout } = await job.again();
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ read: 60, acknowledged: 60, resumedFrom: { line: 31 } });
  await expectStored(job, [content]);
}

function* cutOff(whole: Buffer): Generator<Buffer> {
  for (let end = 0; end < whole.length; end += 16) yield whole.subarray(0, end);
  yield whole.subarray(0, -1);
}

function* oneByteChanged(whole: Buffer): Generator<Buffer> {
  for (let at = 0; at < whole.length; at += 1) {
    const copy = Buffer.from(whole);
    // Digits stay digits, letters become others: what a reader that checks less would take.
    copy[at] = (copy[at] ?? 0) ^ 1;
    yield copy;
  }
}

const someDamages: readonly [string, (whole: Buffer) => Buffer][] = [
  ['an empty file', () => Buffer.alloc(0)],
  ['zeros', (whole) => Buffer.alloc(whole.length)],
  ['half of it', (whole) => whole.subarray(0, whole.length / 2)],
  ['all but the newline', (whole) => whole.subarray(0, -1)],
  ['a later place', (whole) => Buffer.from(whole.toString().replace('"line":31', '"line":41'))],
  ['more behind it', (whole) => Buffer.concat([whole, whole])],
];

const otherFiles: readonly [string, string, (whole: Buffer) => string][] = [
  ['text', 'checkpoint_foreign', () => 'dear diary\n'],
  ['the JSON of another program', 'checkpoint_foreign', () => '{"offset":2460,"line":31}\n'],
  ['a data file', 'checkpoint_foreign', () => tracks(5)],
  ['random bytes', 'checkpoint_foreign', () => 'øþ\u0001\u0002'.repeat(100)],
  [
    'a checkpoint of a newer version',
    'checkpoint_newer',
    (whole) => whole.toString().replace('"segmentCheckpoint":1', '"segmentCheckpoint":2'),
  ],
];

describe.each([
  ['in the state folder', []],
  ['named with --checkpoint', ['--checkpoint', 'job.json']],
])('a checkpoint %s', (where, flags: readonly string[]) => {
  it('cut off or changed anywhere stops the run; as it was, it goes on', async () => {
    const job = await stopHalfway(flags);
    const codes = new Map<string, number>();
    for (const damaged of partOf([...cutOff(job.whole), ...oneByteChanged(job.whole)], 11)) {
      writeFileSync(job.file, damaged);
      const { kind } = parseCheckpoint(damaged);
      await expectRefused(job, `checkpoint_${kind}`);
      expect(readFileSync(job.file).equals(damaged)).toBe(true);
      codes.set(kind, (codes.get(kind) ?? 0) + 1);
    }
    const total = [...codes.values()].reduce((sum, count) => sum + count, 0);
    const kinds = [...codes].map(([kind, count]) => `${count} ${kind}`).join(', ');
    process.stdout.write(`damaged checkpoints ${where}: ${total} damages, all refused (${kinds})\n`);
    expect(codes.get('damaged')).toBeGreaterThan(job.whole.length / stepOf(11));

    writeFileSync(job.file, job.whole);
    await expectResumed(job);
  });

  it.each(someDamages)('that is %s: --restart begins anew, under the same ids', async (_name, damage) => {
    const job = await stopHalfway(flags);
    writeFileSync(job.file, damage(job.whole));
    await expectRefused(job, 'checkpoint_damaged');
    const { code, stdout } = await job.again('--restart');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ read: 60, acknowledged: 60, resumedFrom: null });
    await expectStored(job, [content], { duplicates: 30 });
  });

  it.each(otherFiles)(
    'that is %s: refused, and with --restart as well; it stays as it is',
    async (_name, code, make) => {
      const job = await stopHalfway(flags);
      const other = make(job.whole);
      writeFileSync(job.file, other);
      await expectRefused(job, code);
      await expectRefused(job, code, '--restart');
      expect(readFileSync(job.file, 'utf8')).toBe(other);
      writeFileSync(job.file, job.whole);
      await expectResumed(job);
    },
  );

  it('replaced by a folder: refused, and what is in the folder stays', async () => {
    const job = await stopHalfway(flags);
    rmSync(job.file);
    mkdirSync(job.file);
    writeFileSync(join(job.file, 'precious'), 'precious');
    await expectRefused(job, 'checkpoint_foreign');
    await expectRefused(job, 'checkpoint_foreign', '--restart');
    expect(readFileSync(join(job.file, 'precious'), 'utf8')).toBe('precious');
    rmSync(job.file, { recursive: true });
    writeFileSync(job.file, job.whole);
    await expectResumed(job);
  });

  it('replaced by a FIFO: refused, and not even opened', async () => {
    const job = await stopHalfway(flags);
    rmSync(job.file);
    const fifo = makeFifo(job.file, job.whole.toString());
    await expectRefused(job, 'checkpoint_foreign');
    await expectRefused(job, 'checkpoint_foreign', '--restart');
    expect(lstatSync(job.file).isFIFO()).toBe(true);
    expect(fifo.isRead()).toBe(false);
  });

  it.each([
    ['this very checkpoint, moved', (whole: Buffer) => whole],
    ['a damaged one', (whole: Buffer) => whole.subarray(0, 50)],
    ['a data file', () => Buffer.from(tracks(5))],
    ['nothing', () => undefined],
  ])('replaced by a link to %s: refused, and nothing is written through it', async (_name, make) => {
    const job = await stopHalfway(flags);
    const target = job.path('precious');
    const precious = make(job.whole);
    if (precious !== undefined) writeFileSync(target, precious);
    rmSync(job.file);
    symlinkSync(target, job.file);
    await expectRefused(job, 'checkpoint_foreign');
    await expectRefused(job, 'checkpoint_foreign', '--restart');
    expect(readlinkSync(job.file)).toBe(target);
    if (precious === undefined) expect(lstatSync(target, { throwIfNoEntry: false })).toBeUndefined();
    else expect(readFileSync(target).equals(precious)).toBe(true);
  });

  describe('what a killed write of it left', () => {
    /** A checkpoint that says the job was finished: whoever reads it sends nothing more of it, or asks. */
    const finished = (whole: Buffer) => {
      const read = parseCheckpoint(whole);
      if (read.kind !== 'checkpoint') throw new Error(read.kind);
      const { checkpoint } = read;
      const place = { ...checkpoint.place, offset: content.length, line: 61 };
      return formatCheckpoint({ ...checkpoint, place, finishedAt: checkpoint.savedAt });
    };
    const leftovers: readonly [string, (leftover: string, job: Stopped) => void][] = [
      ['a whole checkpoint', (leftover, job) => writeFileSync(leftover, finished(job.whole))],
      ['an empty file', (leftover) => writeFileSync(leftover, '')],
      ['a read-only file', (leftover) => writeFileSync(leftover, 'x', { mode: 0o400 })],
      ['a link to a precious file', (leftover, job) => symlinkSync(job.path('precious'), leftover)],
      ['a link to nothing', (leftover, job) => symlinkSync(job.path('nothing'), leftover)],
      [
        'a folder',
        (leftover) => {
          mkdirSync(leftover);
          writeFileSync(join(leftover, 'x'), 'x');
        },
      ],
    ];

    it.each(leftovers)('%s: removed, never read, and the run goes on', async (_name, leave) => {
      const job = await stopHalfway(flags);
      job.write('precious', 'precious');
      const leftover = `${job.file}.unfinished`;
      leave(leftover, job);
      await expectResumed(job);
      expect(lstatSync(leftover, { throwIfNoEntry: false })).toBeUndefined();
      expect(lstatSync(job.path('nothing'), { throwIfNoEntry: false })).toBeUndefined();
      expect(readFileSync(job.path('precious'), 'utf8')).toBe('precious');
    });

    it.each(leftovers)(
      '%s, and no checkpoint beside it: the job begins at its beginning',
      async (_name, leave) => {
        const job = await stopHalfway(flags);
        job.write('precious', 'precious');
        const leftover = `${job.file}.unfinished`;
        leave(leftover, job);
        rmSync(job.file);
        const { code, stdout } = await job.again();
        expect(code).toBe(0);
        expect(JSON.parse(stdout)).toMatchObject({ acknowledged: 60, resumedFrom: null });
        await expectStored(job, [content], { duplicates: 30 });
        expect(lstatSync(leftover, { throwIfNoEntry: false })).toBeUndefined();
        expect(readFileSync(job.path('precious'), 'utf8')).toBe('precious');
      },
    );
  });
});

describe('--checkpoint names a file that is something else', () => {
  it.each([
    ['the input itself', 'a.ndjson'],
    ['another data file', 'b.ndjson'],
  ])(
    '%s: refused before anything is sent, with --restart as well; every file stays',
    async (_name, named) => {
      const scene = await openScene();
      scene.write('a.ndjson', content);
      scene.write('b.ndjson', tracks(3));
      for (const more of [[], ['--restart']]) {
        const result = await scene.batch(['a.ndjson', '--checkpoint', named, '--json', ...more]);
        expect(failureOf(result)).toMatchObject({ exit: 9, code: 'checkpoint_foreign' });
      }
      expect(scene.arrived()).toEqual([0, 0, 0]);
      expect(readdirSync(scene.folder).sort()).toEqual(['a.ndjson', 'b.ndjson']);
      expect(readFileSync(scene.path('a.ndjson'), 'utf8')).toBe(content);
      expect(readFileSync(scene.path('b.ndjson'), 'utf8')).toBe(tracks(3));
    },
  );

  it('the checkpoint of another job: refused; --restart gives that job up', async () => {
    const job = await stopHalfway(['--checkpoint', 'job.json']);
    const other = (...more: string[]) =>
      job.batch(['a.ndjson', '--checkpoint', 'job.json', '--import-id', 'other', '--json', ...more]);
    expect(failureOf(await other())).toMatchObject({
      exit: 9,
      code: 'checkpoint_of_another_job',
      message: expect.stringContaining('--import-id'),
      hint: expect.stringContaining('--restart'),
    });
    expect(readFileSync(job.file).equals(job.whole)).toBe(true);
    expect(job.arrived()).toEqual([3, 30, 0]);
    expect(await other('--restart')).toMatchObject({ code: 0 });
    expect(job.arrived()).toEqual([9, 90, 0]);
  });
});
