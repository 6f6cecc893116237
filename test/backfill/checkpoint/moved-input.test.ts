import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { CliOptions } from '../../helpers/cli.ts';
import { expectStored, failureOf, idsOf, makeFifo, openScene, type Scene, tracks } from '../scene.ts';
import {
  countChange,
  expectRefused,
  expectResumed,
  lineBytes,
  original,
  place,
  plainFile,
  plainFileNoted,
  reportChanges,
  stopHalfway,
  withOther,
} from './stopped-input.ts';

reportChanges('other places');

describe('what a plain file is now', () => {
  const run = (scene: Scene, name = 'a.ndjson', options: CliOptions = {}) =>
    scene.batch([name, '--json'], options);
  const stop = async () => {
    const scene = await stopHalfway(plainFile);
    return { scene, file: scene.path('a.ndjson') };
  };

  it('touched: goes on', async () => {
    const { scene, file } = await stop();
    utimesSync(file, 0, 0);
    await expectResumed(scene, await run(scene), [original]);
  });

  it('another inode with the same bytes: goes on', async () => {
    const { scene, file } = await stop();
    const before = statSync(file).ino;
    copyFileSync(file, `${file}.copy`);
    renameSync(`${file}.copy`, file);
    expect(statSync(file).ino).not.toBe(before);
    await expectResumed(scene, await run(scene), [original]);
  });

  it('renamed: goes on', async () => {
    const { scene, file } = await stop();
    renameSync(file, scene.path('b.txt'));
    await expectResumed(scene, await run(scene, 'b.txt'), [original]);
  });

  it('renamed, and another file in its place: the one goes on, the other is refused until that is done', async () => {
    const { scene, file } = await stop();
    const other = tracks(20, { prefix: 'x' });
    renameSync(file, scene.path('a.ndjson.1'));
    scene.write('a.ndjson', other);
    await expectRefused(scene, await run(scene));
    await expectResumed(scene, await run(scene, 'a.ndjson.1'), [original]);
    expect(await run(scene)).toMatchObject({ code: 0 });
    await expectStored(scene, [original, other]);
  });

  it('copied: the copy goes on, and then the first one has been sent as well', async () => {
    const { scene, file } = await stop();
    copyFileSync(file, scene.path('b.ndjson'));
    await expectResumed(scene, await run(scene, 'b.ndjson'), [original]);
    const { code, stderr } = await scene.batch(['a.ndjson']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('was sent completely')]);
    await expectStored(scene, [original], { duplicates: 200 });
  });

  it('a copy that only begins alike is a job of its own', async () => {
    const { scene, file } = await stop();
    const other = original.slice(0, 60 * lineBytes) + tracks(60, { prefix: 'x' });
    scene.write('b.ndjson', other);
    expect(await run(scene, 'b.ndjson')).toMatchObject({ code: 0 });
    expect(scene.arrived()).toEqual([22, 160, 60]);
    expect(readFileSync(file, 'utf8')).toBe(original);
    expect(JSON.parse((await run(scene)).stdout)).toMatchObject({ resumedFrom: { line: 101 }, read: 200 });
    const ids = new Set([...(await idsOf(original)), ...(await idsOf(other))]);
    expect(new Set([...scene.sandbox.journal.messages].map(({ messageId }) => messageId))).toEqual(ids);
    expect(scene.arrived()).toEqual([32, 260, 60]);
  });

  it('moved to another folder, and called from there: goes on', async () => {
    const { scene, file } = await stop();
    mkdirSync(scene.path('sub'));
    renameSync(file, scene.path('sub/a.ndjson'));
    await expectResumed(scene, await run(scene, 'a.ndjson', { cwd: scene.path('sub') }), [original]);
  });

  it('a link to the same bytes elsewhere: goes on', async () => {
    const { scene, file } = await stop();
    renameSync(file, scene.path('elsewhere'));
    symlinkSync(scene.path('elsewhere'), file);
    await expectResumed(scene, await run(scene), [original]);
  });

  it('a link to other bytes: refused', async () => {
    const { scene, file } = await stop();
    rmSync(file);
    symlinkSync(scene.write('other', withOther(90)), file);
    await expectRefused(scene, await run(scene));
  });

  it('gone: exit 2', async () => {
    const { scene, file } = await stop();
    rmSync(file);
    await expectRefused(scene, await run(scene), { exit: 2, code: 'input_unreadable' });
    scene.write('a.ndjson', original);
    await expectResumed(scene, await run(scene), [original]);
  });

  it('a folder: exit 2', async () => {
    const { scene, file } = await stop();
    rmSync(file);
    mkdirSync(file);
    await expectRefused(scene, await run(scene), { exit: 2, code: 'input_is_folder' });
  });

  it.each([
    ['in the state folder', []],
    ['named with --checkpoint', ['--checkpoint', 'job.json']],
  ])('a FIFO: refused, and not even opened; checkpoint %s', async (_name, flags) => {
    const scene = await stopHalfway(flags.length === 0 ? plainFile : plainFileNoted);
    rmSync(scene.path('a.ndjson'));
    const fifo = makeFifo(scene.path('a.ndjson'), original);
    const result = await scene.batch(['a.ndjson', '--json', ...flags]);
    await expectRefused(scene, result);
    expect(failureOf(result).message).toContain('is a pipe now');
    expect(fifo.isRead()).toBe(false);
    rmSync(scene.path('a.ndjson'));
    scene.write('a.ndjson', original);
    await expectResumed(scene, await scene.batch(['a.ndjson', '--json', ...flags]), [original]);
  });

  it('compressed since: refused', async () => {
    const { scene } = await stop();
    scene.write('a.ndjson', gzipSync(original));
    await expectRefused(scene, await run(scene));
  });

  it('finished, rewritten, stopped and renamed: goes on under its new name', async () => {
    const scene = await openScene();
    const file = scene.write('a.ndjson', original);
    expect(await run(scene)).toMatchObject({ code: 0 });
    const other = tracks(200, { prefix: 'x' });
    scene.write('a.ndjson', other);
    countChange();
    expect(await scene.batch(['a.ndjson', '--limit', '100'])).toMatchObject({ code: 0 });
    renameSync(file, scene.path('b.ndjson'));
    const { code, stdout } = await run(scene, 'b.ndjson');
    expect([code, JSON.parse(stdout).resumedFrom]).toMatchObject([0, { line: 101 }]);
    await expectStored(scene, [original, other]);
  });

  it('rewritten, begun anew, stopped and renamed: goes on under its new name', async () => {
    const { scene, file } = await stop();
    const other = tracks(200, { prefix: 'x' });
    scene.write('a.ndjson', other);
    countChange();
    expect(await scene.batch(['a.ndjson', '--restart', '--limit', '100'])).toMatchObject({ code: 0 });
    renameSync(file, scene.path('b.ndjson'));
    const { code, stdout } = await run(scene, 'b.ndjson');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ resumedFrom: { line: 101 }, acknowledged: 200 });
    await expectStored(scene, [original.slice(0, place), other]);
  });
});
