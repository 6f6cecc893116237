import { renameSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CliResult } from '../../helpers/cli.ts';
import { expectStored, failureOf, makeFifo, openScene, type Scene, track, tracks } from '../scene.ts';
import { countChange, expectRefused, lineBytes, reportChanges } from './stopped-input.ts';

reportChanges('of two files');

describe('a job of two files', () => {
  const first = tracks(60, { prefix: 'f' });
  const second = tracks(100, { prefix: 's' });
  /** Stopped 40 lines into the second file. */
  async function stop(flags: readonly string[] = [], limit = 100) {
    const scene = await openScene();
    scene.write('1.ndjson', first);
    scene.write('2.ndjson', second);
    const run = (names = ['1.ndjson', '2.ndjson'], ...more: string[]) =>
      scene.batch([...names, ...flags, '--json', ...more]);
    expect(await run(undefined, '--limit', String(limit))).toMatchObject({ code: 0 });
    expect(scene.arrived()[1]).toBe(limit);
    return { scene, run };
  }
  async function expectWhole(scene: Scene, result: CliResult, texts: readonly string[], line: number) {
    countChange();
    expect(result.code).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({ resumedFrom: { line }, unacknowledged: 0 });
    await expectStored(scene, texts);
  }

  it('as they were, second one longer, second one changed after the place: goes on in the second', async () => {
    for (const text of [
      second,
      second + tracks(9, { prefix: 'new' }),
      second.slice(0, 40 * lineBytes) + tracks(9, { prefix: 'y' }),
    ]) {
      const { scene, run } = await stop();
      scene.write('2.ndjson', text);
      await expectWhole(scene, await run(), [first, text], 41);
    }
  });

  it.each<[string, string, string]>([
    ['the first one has grown', first + track('late'), second],
    ['the first one is shorter', first.slice(0, -lineBytes), second],
    ['the first one has another first line', track('x00000') + first.slice(lineBytes), second],
    ['the first one has another last line', first.slice(0, -lineBytes) + track('x00000'), second],
    ['the first one is empty', '', second],
    ['the second one has another first line', first, track('x00000') + second.slice(lineBytes)],
    ['the second one is cut off before the place', first, second.slice(0, 39 * lineBytes)],
    ['the two have changed places', second, first],
  ])('%s: refused', async (_name, one, two) => {
    for (const flags of [[], ['--checkpoint', 'job.json']]) {
      const { scene, run } = await stop(flags);
      scene.write('1.ndjson', one);
      scene.write('2.ndjson', two);
      await expectRefused(scene, await run());
      scene.write('1.ndjson', first);
      scene.write('2.ndjson', second);
      await expectWhole(scene, await run(), [first, second], 41);
    }
  });

  it('the first one is a FIFO now: refused, and not even opened', async () => {
    const { scene, run } = await stop();
    rmSync(scene.path('1.ndjson'));
    const fifo = makeFifo(scene.path('1.ndjson'), first);
    await expectRefused(scene, await run());
    expect(fifo.isRead()).toBe(false);
  });

  it('both renamed: goes on', async () => {
    const { scene, run } = await stop();
    renameSync(scene.path('1.ndjson'), scene.path('3.ndjson'));
    renameSync(scene.path('2.ndjson'), scene.path('4.ndjson'));
    await expectWhole(scene, await run(['3.ndjson', '4.ndjson']), [first, second], 41);
  });

  it('stopped in the first one: both may grow, and the second may be another', async () => {
    const { scene, run } = await stop([], 30);
    const [one, two] = [first + track('late'), tracks(20, { prefix: 'other' })];
    scene.write('1.ndjson', one);
    scene.write('2.ndjson', two);
    await expectWhole(scene, await run(), [one, two], 31);
  });

  it('stopped at the very end of the first one: what it has grown by is sent', async () => {
    const { scene, run } = await stop([], 60);
    const one = first + track('late');
    scene.write('1.ndjson', one);
    await expectWhole(scene, await run(), [one, second], 61);
  });

  it('named in the other order, or with a third one: another job, and with --checkpoint refused', async () => {
    const { scene, run } = await stop(['--checkpoint', 'job.json']);
    await expectRefused(scene, await run(['2.ndjson', '1.ndjson']));
    scene.write('3.ndjson', tracks(3, { prefix: 't' }));
    const result = await run(['1.ndjson', '2.ndjson', '3.ndjson']);
    countChange();
    expect(failureOf(result)).toMatchObject({ exit: 9, code: 'checkpoint_of_another_job' });
    expect(scene.arrived()).toEqual([10, 100, 0]);
    await expectWhole(scene, await run(), [first, second], 41);
  });
});
