import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  countChange,
  expectRefused,
  expectResumed,
  gzipFile,
  original,
  place,
  plainFileNoted,
  reportChanges,
  stdin,
  stopHalfway,
  withOther,
} from '../checkpoint/stopped-input.ts';
import { expectStored, failureOf, openScene, type Scene, track, tracks } from '../scene.ts';

reportChanges('compressed and piped');

describe('what a compressed file is now', () => {
  const stop = () => stopHalfway(gzipFile);
  const run = (scene: Scene) => scene.batch(['a.ndjson.gz', '--json']);

  it.each([
    ['compressed harder', gzipSync(original, { level: 9 })],
    ['compressed less', gzipSync(original, { level: 1 })],
    [
      'two members',
      Buffer.concat([gzipSync(original.slice(0, place - 100)), gzipSync(original.slice(place - 100))]),
    ],
    ['not compressed any more', Buffer.from(original)],
  ])('%s, with the same text: goes on', async (_name, bytes) => {
    const scene = await stop();
    scene.write('a.ndjson.gz', bytes);
    await expectResumed(scene, await run(scene), [original]);
  });

  it('another member behind it: its lines are sent as well', async () => {
    const scene = await stop();
    const more = tracks(30, { prefix: 'more' });
    scene.write('a.ndjson.gz', Buffer.concat([gzipSync(original), gzipSync(more)]));
    await expectResumed(scene, await run(scene), [original + more]);
  });

  it('cut off in its stored bytes: what is whole is sent, the rest when the file is whole again', async () => {
    const scene = await openScene();
    // Users that do not compress well: the cuts below then stand before and behind the place.
    const users = Array.from({ length: 3000 }, (_, index) => `${(index * 2_654_435_761) % 4_294_967_296}`);
    const text = users.map((user) => track(user)).join('');
    const whole = gzipSync(text);
    scene.write('a.ndjson.gz', whole);
    const run = (...more: string[]) =>
      scene.batch(['a.ndjson.gz', '--max-batch-events', '100', '--json', ...more]);
    expect(await run('--limit', '1000')).toMatchObject({ code: 0 });
    const ends: unknown[] = [];
    for (const part of [0.1, 0.2, 0.6, 0.8, 0.99]) {
      countChange();
      scene.write('a.ndjson.gz', whole.subarray(0, Math.floor(whole.length * part)));
      const result = await run();
      const { exit, code } = failureOf(result);
      expect([exit, code]).toEqual([3, 'input_damaged']);
      expect(JSON.parse(result.stdout)).toMatchObject({
        acknowledged: scene.arrived()[1],
        unacknowledged: 0,
        resumedFrom: { line: expect.any(Number) },
      });
      ends.push(scene.arrived()[1]);
    }
    // What ends before the place brings nothing and takes nothing away.
    expect(ends.slice(0, 2)).toEqual([1000, 1000]);
    expect(new Set(ends).size).toBe(4);
    scene.write('a.ndjson.gz', whole);
    expect(await run()).toMatchObject({ code: 0 });
    await expectStored(scene, [text]);
  });
});

describe.runIf(existsSync('/proc/self/fd'))('a run that is refused', () => {
  /** Other tests of this process open and close files meanwhile. */
  const openedIn = (folder: string) =>
    readdirSync('/proc/self/fd').filter((descriptor) => {
      try {
        return readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(folder);
      } catch {
        return false;
      }
    });

  it.each([
    ['other text before the place', gzipSync(withOther(50))],
    ['the end before the place', gzipSync(original.slice(0, place - 100))],
    ['damaged data', gzipSync(original).subarray(0, 40)],
  ])('leaves no input open: %s', async (_name, bytes) => {
    const scene = await stopHalfway(gzipFile);
    scene.write('a.ndjson.gz', bytes);
    expect((await scene.batch(['a.ndjson.gz', '--json'])).code).not.toBe(0);
    expect(openedIn(scene.folder)).toEqual([]);
  });

  it('leaves no input open: zstd, damaged or not to be read here', async () => {
    const scene = await openScene();
    scene.write('a.zst', Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), Buffer.alloc(100, 255)]));
    expect((await scene.batch(['a.zst', '--json'])).code).not.toBe(0);
    expect(openedIn(scene.folder)).toEqual([]);
  });
});

describe('from stdin to a file and back, with --checkpoint', () => {
  const flags = ['--checkpoint', 'job.json', '--json'];

  it('stdin, then the file it came from: goes on', async () => {
    const scene = await stopHalfway(stdin);
    scene.write('a.ndjson', original);
    await expectResumed(scene, await scene.batch(['a.ndjson', ...flags]), [original]);
  });

  it('a file, then stdin: refused, for its place cannot be compared there', async () => {
    const scene = await stopHalfway(plainFileNoted);
    await expectRefused(scene, await scene.batch(['-', ...flags], { stdin: original }));
  });
});
