import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Checkpoint, parseCheckpoint } from '../../../src/backfill/checkpoint/checkpoint.ts';
import { expectStored, failureOf, openScene, type Scene, track } from '../scene.ts';

/** A file system of 64 KiB, gone when the test is over. Undefined where this process must not mount one. */
function mountSmall(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'segment-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}
function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
  rmSync(folder, { recursive: true });
}
function smallDisk(): string {
  const folder = mountSmall();
  if (folder === undefined) throw new Error('cannot mount');
  onTestFinished(() => unmount(folder));
  return folder;
}
const canMount = ((folder) => {
  if (folder !== undefined) unmount(folder);
  return folder !== undefined;
})(process.platform === 'linux' ? mountSmall() : undefined);

const pageBytes = 4096;

/** Fills a disk up to so many pages. */
function fill(disk: string, freePages: number): void {
  const filler = join(disk, 'filler');
  writeFileSync(filler, '');
  let size = 0;
  try {
    for (; size < 1024 * 1024; size += pageBytes) appendFileSync(filler, Buffer.alloc(pageBytes));
  } catch {
    // Full.
  }
  truncateSync(filler, size - freePages * pageBytes);
}
const free = (disk: string) => rmSync(join(disk, 'filler'));

/** Every sixth line is bad, and so long that the rejects fill several pages. */
const content = Array.from({ length: 90 }, (_, index) =>
  index % 6 === 5
    ? `{"bad":${index},"x":"${'y'.repeat(1_500)}",}\n`
    : track(`u${String(index).padStart(5, '0')}`),
).join('');

/** What an uninterrupted run writes into the rejects file. */
let whole = Buffer.alloc(0);
beforeEach(async () => {
  if (!canMount || whole.length > 0) return;
  const scene = await openScene();
  scene.write('a.ndjson', content);
  await scene.batch(['a.ndjson']);
  whole = readFileSync(scene.path('a.ndjson.rejects.ndjson'));
  expect(whole.length).toBeGreaterThan(5 * pageBytes);
});

function readCheckpoint(scene: Scene): Checkpoint | undefined {
  const [path] = scene.checkpoints();
  if (path === undefined) return undefined;
  const read = parseCheckpoint(readFileSync(path));
  return read.kind === 'checkpoint' ? read.checkpoint : undefined;
}

interface Summary {
  readonly read: number;
  readonly acknowledged: number;
  readonly rejected: number;
  readonly unacknowledged: number;
}

/** The same command finishes: every good line is stored, every bad one is in the rejects file once. */
async function expectFinished(scene: Scene, rejects: string): Promise<void> {
  const { code, stdout } = await scene.batch(['a.ndjson', '--json']);
  expect(code).toBe(8);
  expect(JSON.parse(stdout)).toMatchObject({ read: 90, acknowledged: 75, rejected: 15, unacknowledged: 0 });
  expect(readFileSync(rejects, 'utf8') === whole.toString('utf8')).toBe(true);
  // One batch of ten was on its way when the disk was full.
  const [, , duplicates] = scene.arrived();
  expect(duplicates).toBeLessThanOrEqual(10);
  await expectStored(scene, [content], { duplicates });
}

describe.skipIf(!canMount)('a full disk (passed over where tmpfs cannot be mounted)', () => {
  it('under the state folder, from the start on or on the way: 9, and once there is space the job goes on', async () => {
    const ends = new Map<string, number>();
    for (let pages = 0; pages <= 7; pages += 1) {
      const disk = smallDisk();
      const scene = await openScene({ state: join(disk, 'state') });
      scene.write('a.ndjson', content);
      fill(disk, pages);
      const result = await scene.batch(['a.ndjson', '--json']);
      if (result.code === 9) {
        const { code, message, hint } = failureOf(result);
        expect(code).toBe('checkpoint_unwritable');
        expect(message).toMatch(/^The checkpoint .* cannot be written: the disk is full\.$/);
        expect(message).toContain(join(scene.state, 'checkpoints'));
        expect(hint).toBe('Free some space and run the same command again.');
        if (result.stdout !== '') expectSum(JSON.parse(result.stdout));
        // Nothing half written takes the space that the next run needs, and what it resumes from is there.
        const left = readdirSync(join(scene.state, 'checkpoints'));
        expect(left.filter((name) => !/\.json(\.latest)?$/.test(name))).toEqual([]);
        free(disk);
        await expectFinished(scene, scene.path('a.ndjson.rejects.ndjson'));
      } else expect(result.code).toBe(8);
      const [requests] = scene.arrived();
      const end = result.code === 8 ? 'enough' : result.stdout === '' ? 'at the start' : 'on the way';
      expect(requests).toBeGreaterThan(0);
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    process.stdout.write(
      `full state folders: ${[...ends].map(([end, count]) => `${count} ${end}`).join(', ')}\n`,
    );
    // Each kind of end was met, or the pages do not measure what they should.
    expect([...ends.keys()]).toEqual(['at the start', 'on the way', 'enough']);
  });

  it('under the rejects: 9, and in the end each reject is there once, also where a line was cut', async () => {
    let stops = 0;
    for (let pages = 0; pages <= 7; pages += 1) {
      for (const cut of [0, 1, 700]) {
        const disk = smallDisk();
        const scene = await openScene({ folder: disk });
        // A link takes no space here.
        const input = join(scene.state, '..', 'a.ndjson');
        writeFileSync(input, content);
        symlinkSync(input, scene.path('a.ndjson'));
        const rejects = scene.path('a.ndjson.rejects.ndjson');
        fill(disk, pages);
        const result = await scene.batch(['a.ndjson', '--json']);
        if (pages * pageBytes > whole.length) {
          expect(result.code).toBe(8);
          continue;
        }
        expect(failureOf(result)).toMatchObject({
          exit: 9,
          code: 'rejects_file_unwritable',
          message: `The rejects file ${rejects} cannot be written: the disk is full.`,
          hint: 'Free some space and run the same command again.',
        });
        const summary: Summary = JSON.parse(result.stdout);
        expectSum(summary);
        // Only what is noted down counts, and the file holds just that.
        const { totals, rejects: kept } = readCheckpoint(scene) ?? {};
        expect([summary.acknowledged, summary.rejected]).toEqual([
          totals?.acknowledged ?? 0,
          totals?.rejected ?? 0,
        ]);
        free(disk);
        // Without a checkpoint there is no file either: its name would be taken when the command is run again.
        if (!kept) expect(readdirSync(disk)).toEqual(['a.ndjson']);
        else {
          expect(kept).toMatchObject({ path: rejects, bytes: statSync(rejects).size });
          expect(readFileSync(rejects).equals(whole.subarray(0, kept.bytes))).toBe(true);
          // As if the run had been killed before it could take back the line that did not fit.
          appendFileSync(rejects, whole.subarray(kept.bytes, kept.bytes + cut));
        }
        await expectFinished(scene, rejects);
        stops += 1;
      }
    }
    process.stdout.write(`full rejects folders: ${stops} stops, all finished\n`);
    expect(stops).toBeGreaterThan(15);
  });

  it('under a rejects file that was named: the same command finds its name free again', async () => {
    const disk = smallDisk();
    const scene = await openScene();
    scene.write('a.ndjson', content);
    fill(disk, 0);
    const rejects = join(disk, 'r.ndjson');
    const call = ['a.ndjson', '--rejects', rejects, '--json'];
    expect(failureOf(await scene.batch(call))).toMatchObject({ exit: 9, code: 'rejects_file_unwritable' });
    expect(readdirSync(disk)).toEqual(['filler']);
    free(disk);
    expect(await scene.batch(call)).toMatchObject({ code: 8 });
    expect(readFileSync(rejects).equals(whole)).toBe(true);
  });

  it('is full before it starts: nothing is left behind, however often it is tried', async () => {
    const disk = smallDisk();
    const scene = await openScene({ state: disk });
    scene.write('a.ndjson', content);
    mkdirSync(join(disk, 'checkpoints'));
    fill(disk, 0);
    for (let tries = 0; tries < 5; tries += 1)
      expect(await scene.batch(['a.ndjson'])).toMatchObject({ code: 9, stdout: '' });
    expect(readdirSync(join(disk, 'checkpoints'))).toEqual([]);
    expect(scene.arrived()).toEqual([0, 0, 0]);
    expect(await scene.batch(['a.ndjson', '--no-checkpoint'])).toMatchObject({ code: 8 });
  });

  it('what was acknowledged but could not be noted down is not counted', async () => {
    const disk = smallDisk();
    const scene = await openScene({ state: disk });
    scene.write('a.ndjson', content);
    // One page for the lock, one for the first checkpoint, none for the second beside it.
    fill(disk, 2);
    const { code, stdout } = await scene.batch(['a.ndjson', '--json']);
    expect(code).toBe(9);
    const summary: Summary = JSON.parse(stdout);
    expect(summary.acknowledged).toBe(readCheckpoint(scene)?.totals.acknowledged);
  });
});

function expectSum({ read, acknowledged, rejected, unacknowledged }: Summary): void {
  expect(acknowledged + rejected + unacknowledged).toBe(read);
}
