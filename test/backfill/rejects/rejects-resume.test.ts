import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  formatCheckpoint,
  parseCheckpoint,
} from '../../../src/backfill/checkpoint/checkpoint.ts';
import type { CliResult } from '../../helpers/cli.ts';
import { stepOf } from '../../helpers/part.ts';
import { expectStored, failureOf, openScene, readRejects, type Scene, track, tracks } from '../scene.ts';

/** Every fourth line is bad, and some are blank. */
const content = Array.from({ length: 60 }, (_, index) => {
  if (index % 17 === 9) return '  \n';
  if (index % 4 === 3) return `{"bad":${index},}\n`;
  return track(`u${String(index).padStart(5, '0')}`);
}).join('');
const good = content.split('\n').filter((line) => line.includes('"userId"')).length;

const expectedRejects = content
  .split('\n')
  .flatMap((line, index) => (line.includes('"bad"') ? [`${index + 1} invalid_json`] : []));

/** What an uninterrupted run writes into the rejects file. */
let whole = Buffer.alloc(0);
beforeEach(async () => {
  if (whole.length > 0) return;
  const scene = await openScene();
  scene.write('a.ndjson', content);
  expect(await scene.batch(['a.ndjson'])).toMatchObject({ code: 8 });
  whole = readFileSync(scene.path('a.ndjson.rejects.ndjson'));
  expect(readRejects(scene.path('a.ndjson.rejects.ndjson'))).toEqual(expectedRejects);
});

interface Stopped extends Scene {
  /** The rejects file as the run left it, and what was in it. */
  readonly rejects: string;
  readonly kept: Buffer;
  again(...more: string[]): Promise<CliResult>;
}

/** Stopped after 30 lines that are not blank. */
async function stopHalfway(): Promise<Stopped> {
  const scene = await openScene();
  scene.write('a.ndjson', content);
  const again = (...more: string[]) => scene.batch(['a.ndjson', '--json', ...more]);
  await again('--limit', '30');
  const rejects = scene.path('a.ndjson.rejects.ndjson');
  const kept = readFileSync(rejects);
  expect(whole.subarray(0, kept.length).equals(kept)).toBe(true);
  expect(kept.length).toBeGreaterThan(500);
  return { ...scene, rejects, kept, again };
}

/** The run came to its end: every good line was sent once, every bad one is in the file once. */
async function expectWhole(scene: Scene, { code }: CliResult, rejects: string): Promise<void> {
  expect(code).toBe(8);
  expect(readFileSync(rejects, 'utf8')).toBe(whole.toString('utf8'));
  await expectStored(scene, [content]);
}

async function expectRefused(job: Stopped, ...more: string[]): Promise<void> {
  const before = job.arrived();
  const failure = failureOf(await job.again(...more));
  expect(failure).toMatchObject({ exit: 9, code: 'rejects_changed' });
  expect(failure.message).toContain(job.rejects);
  // The three ways out.
  expect(failure.hint).toMatch(/Put it back.*--rejects FILE.*--restart/);
  expect(job.arrived()).toEqual(before);
}

describe('a job that goes on', () => {
  it('stopped after any line: rejects as without a stop, each good line once', async () => {
    let stops = 0;
    for (let limit = 1; limit <= 56; limit += stepOf(5)) {
      const scene = await openScene();
      scene.write('a.ndjson', content);
      await scene.batch(['a.ndjson', '--limit', String(limit)]);
      const result = await scene.batch(['a.ndjson', '--json']);
      await expectWhole(scene, result, scene.path('a.ndjson.rejects.ndjson'));
      expect(JSON.parse(result.stdout)).toMatchObject({
        read: 60,
        rejected: expectedRejects.length,
        acknowledged: good,
      });
      expect(readdirSync(scene.folder)).toHaveLength(2);
      stops += 1;
    }
    process.stdout.write(`rejects after a stop: stopped after each of ${stops} lines\n`);
  });

  it('stopped again and again', async () => {
    const scene = await openScene();
    scene.write('a.ndjson', content);
    for (let limit = 3; limit < 56; limit += 3) await scene.batch(['a.ndjson', '--limit', String(limit)]);
    await expectWhole(scene, await scene.batch(['a.ndjson']), scene.path('a.ndjson.rejects.ndjson'));
  });

  it('cuts off what was written after the checkpoint: whole lines, and a line that a kill has cut', async () => {
    let lengths = 0;
    for (let more = 1; more < 600; more += stepOf(3) * 37) {
      const job = await stopHalfway();
      writeFileSync(job.rejects, whole.subarray(0, job.kept.length + more));
      await expectWhole(job, await job.again(), job.rejects);
      lengths += 1;
    }
    process.stdout.write(`rejects after a stop: ${lengths} lengths beyond the checkpoint\n`);
  });

  it('--rejects with the name it has goes on in it; with another one the rest goes there', async () => {
    const same = await stopHalfway();
    await expectWhole(same, await same.again('--rejects', 'a.ndjson.rejects.ndjson'), same.rejects);

    const job = await stopHalfway();
    expect(await job.again('--rejects', 'rest.ndjson')).toMatchObject({ code: 8 });
    expect(readFileSync(job.rejects).equals(job.kept)).toBe(true);
    expect(readFileSync(job.path('rest.ndjson')).equals(whole.subarray(job.kept.length))).toBe(true);
  });
});

describe('the rejects file is not as the run left it', () => {
  const changes: readonly [string, (job: Stopped) => void][] = [
    ['gone', ({ rejects }) => rmSync(rejects)],
    ['renamed', ({ rejects }) => renameSync(rejects, `${rejects}.mine`)],
    ['empty', ({ rejects }) => truncateSync(rejects)],
    ['one byte shorter', ({ rejects, kept }) => truncateSync(rejects, kept.length - 1)],
    [
      'edited, as long as before',
      ({ rejects, kept }) => writeFileSync(rejects, kept.toString().replace('bad', 'BAD')),
    ],
    [
      'edited, and longer',
      ({ rejects, kept }) => writeFileSync(rejects, kept.toString().replace('bad', 'mended')),
    ],
    [
      'a link to the same bytes',
      ({ rejects }) => {
        renameSync(rejects, `${rejects}.mine`);
        symlinkSync(`${rejects}.mine`, rejects);
      },
    ],
    [
      'a folder',
      ({ rejects }) => {
        rmSync(rejects);
        mkdirSync(rejects);
      },
    ],
  ];

  it.each(changes)('%s: refused, and nothing is touched', async (_name, change) => {
    const job = await stopHalfway();
    change(job);
    const files = () =>
      readdirSync(job.folder)
        .sort()
        .map((name) => [
          name,
          lstatSync(job.path(name)).isFile() ? readFileSync(job.path(name), 'utf8') : '',
        ]);
    const before = files();
    await expectRefused(job);
    expect(files()).toEqual(before);
  });

  it.each(changes)('%s, and put back: goes on', async (_name, change) => {
    const job = await stopHalfway();
    change(job);
    await expectRefused(job);
    rmSync(job.rejects, { recursive: true, force: true });
    writeFileSync(job.rejects, job.kept);
    await expectWhole(job, await job.again(), job.rejects);
  });

  it.each(changes)('%s, and --rejects FILE: the rest goes there', async (_name, change) => {
    const job = await stopHalfway();
    change(job);
    // The very file that is in the way does not count as another one.
    await expectRefused(job, '--rejects', job.rejects);
    expect(await job.again('--rejects', 'rest.ndjson')).toMatchObject({ code: 8 });
    expect(readFileSync(job.path('rest.ndjson')).equals(whole.subarray(job.kept.length))).toBe(true);
    await expectStored(job, [content]);
  });

  it.each(changes)('%s, and --restart: all of it in a new file', async (_name, change) => {
    const job = await stopHalfway();
    const sent = job.arrived()[1];
    change(job);
    const result = await job.again('--restart');
    expect(result.code).toBe(8);
    const { rejects }: { rejects: string } = JSON.parse(result.stdout);
    expect(readFileSync(rejects).equals(whole)).toBe(true);
    await expectStored(job, [content], { duplicates: sent });
  });
});

describe('a rejects file that was announced', () => {
  /** Stopped before the first bad line, as if a kill had come just after the name of the file was noted down. */
  async function announced(name = 'a.ndjson.rejects.ndjson'): Promise<Stopped> {
    const scene = await openScene();
    scene.write('a.ndjson', content);
    const again = (...more: string[]) => scene.batch(['a.ndjson', '--json', ...more]);
    await again('--limit', '3');
    const rejects = scene.path(name);
    const first = whole.subarray(0, whole.indexOf('\n') + 1);
    rewrite(scene.checkpoint(), {
      rejects: {
        path: rejects,
        bytes: 0,
        sha256: sha256(Buffer.alloc(0)),
        first: { bytes: first.length, sha256: sha256(first) },
      },
    });
    return { ...scene, rejects, kept: Buffer.alloc(0), again };
  }

  it('and never made: made now', async () => {
    const job = await announced();
    await expectWhole(job, await job.again(), job.rejects);
  });

  it('and made by that run, up to any byte: each reject once, in one file', async () => {
    let lengths = 0;
    for (let length = 0; length <= whole.length; length += stepOf(4) * (length < 400 ? 13 : 211)) {
      const job = await announced();
      writeFileSync(job.rejects, whole.subarray(0, length));
      await expectWhole(job, await job.again(), job.rejects);
      expect(readdirSync(job.folder)).toHaveLength(2);
      lengths += 1;
    }
    process.stdout.write(`rejects files that were announced: ${lengths} lengths after a kill\n`);
  });

  const foreign: readonly [string, () => string | undefined][] = [
    ['text', () => 'dear diary\n'],
    ['the rejects of another job', () => whole.toString().replaceAll('a.ndjson', 'b.ndjson')],
    ['the rejects of another job, edited', () => `${whole.toString().slice(300)}`],
    ['a short line', () => '{}\n'],
    ['a link', () => undefined],
  ];

  it.each(foreign)(
    'but somebody else made a file of that name, %s: it stays as it is',
    async (_name, make) => {
      const job = await announced();
      const text = make();
      job.write('precious', 'precious');
      if (text === undefined) symlinkSync(job.path('precious'), job.rejects);
      else writeFileSync(job.rejects, text);
      await expectWhole(job, await job.again(), job.path('a.ndjson.rejects.2.ndjson'));
      expect(readFileSync(job.rejects, 'utf8')).toBe(text ?? 'precious');
    },
  );

  it('and could not be made: made when it can be', async () => {
    const scene = await openScene();
    scene.write('a.ndjson', content);
    refuseFilesIn(scene.path('out'));
    const again = () => scene.batch(['a.ndjson', '--rejects', 'out/r.ndjson', '--json']);
    const failure = failureOf(await again());
    expect(failure).toMatchObject({ exit: 9, code: 'rejects_file_unwritable' });
    expect(failure.message).toContain(scene.path('out/r.ndjson'));
    rmSync(scene.path('out'));
    mkdirSync(scene.path('out'));
    expect(await again()).toMatchObject({ code: 8 });
    expect(readFileSync(scene.path('out/r.ndjson')).equals(whole)).toBe(true);
    await expectStoredSet(scene);
  });

  it('and could not be made, and another job has made it since: its lines stay', async () => {
    const scene = await openScene();
    scene.write('a.ndjson', content);
    scene.write('b.ndjson', `${tracks(3, { prefix: 'b' })}bad\n`);
    const again = (file: string, rejects: string) => scene.batch([file, '--rejects', rejects, '--json']);
    refuseFilesIn(scene.path('out'));
    expect(await again('a.ndjson', 'out/r.ndjson')).toMatchObject({ code: 9 });
    rmSync(scene.path('out'));
    mkdirSync(scene.path('out'));
    expect(await again('b.ndjson', 'out/r.ndjson')).toMatchObject({ code: 8 });
    const others = readFileSync(scene.path('out/r.ndjson'), 'utf8');

    expect(await again('a.ndjson', 'out/r.ndjson')).toMatchObject({ code: 8 });
    expect(readFileSync(scene.path('out/r.ndjson'), 'utf8')).toBe(others);
    expect(readFileSync(scene.path('out/r.2.ndjson')).equals(whole)).toBe(true);
  });
});

/** A folder that is there and takes no file, not even from root. */
function refuseFilesIn(path: string): void {
  symlinkSync('/proc', path);
}

/** Every good line is there; what was on its way when a run failed may have come twice. */
async function expectStoredSet(scene: Scene): Promise<void> {
  await expectStored(scene, [content], { duplicates: scene.sandbox.journal.counts.duplicates });
}

function rewrite(path: string, change: Partial<Checkpoint>): void {
  const read = parseCheckpoint(readFileSync(path));
  if (read.kind !== 'checkpoint') throw new Error(read.kind);
  writeFileSync(path, formatCheckpoint({ ...read.checkpoint, ...change }));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
