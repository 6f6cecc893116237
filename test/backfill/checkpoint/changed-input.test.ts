import { describe, expect, it } from 'vitest';
import { track, tracks } from '../scene.ts';
import {
  countChange,
  expectRefused,
  expectResumed,
  gzipFile,
  lineBytes,
  original,
  place,
  plainFile,
  plainFileNoted,
  reportChanges,
  stdin,
  stopHalfway,
  withOther,
} from './stopped-input.ts';

reportChanges('other text');

const refused: readonly [string, string][] = [
  ['empty', ''],
  ['cut off before the place', original.slice(0, place - lineBytes)],
  ['cut off one byte before the place', original.slice(0, place - 1)],
  ['another first line', withOther(1)],
  ['the last line before the place is another', withOther(100)],
  ['a line 4 KiB before the place is another', withOther(100 - Math.floor(4096 / lineBytes) + 1)],
  ['a blank line more before the place', original.replace(track('u00090'), `\n${track('u00090')}`)],
  ['a line less before the place', original.replace(track('u00090'), '')],
  ['other lines altogether', tracks(200, { prefix: 'x' })],
];
/** Beyond the 4 KiB, where only what is read through from its beginning is compared whole (R7, R8). */
const refusedWhenReadThrough: readonly [string, string][] = [
  ['the second line is another', withOther(2)],
  ['two lines far before the place change places', swapLines(10, 11)],
];
const resumed: readonly [string, string][] = [
  ['as it was', original],
  ['cut off at the place', original.slice(0, place)],
  ['cut off after the place', original.slice(0, place + 10 * lineBytes)],
  ['lines added', original + tracks(25, { prefix: 'new' })],
  ['the line after the place is another', withOther(101)],
  ['the last line is another', withOther(200)],
  ['other lines after the place', original.slice(0, place) + tracks(50, { prefix: 'y' })],
];

function swapLines(a: number, b: number): string {
  const lines = original.split('\n');
  [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
  return lines.join('\n');
}

describe.each([plainFile, plainFileNoted, gzipFile, stdin])('$name', (kind) => {
  const isReadThrough = !kind.name.startsWith('a plain');

  it.each([...refused, ...(isReadThrough ? refusedWhenReadThrough : [])])(
    '%s: refused',
    async (_name, text) => {
      const scene = await stopHalfway(kind);
      await expectRefused(scene, await kind.run(scene, text));
      await expectResumed(scene, await kind.run(scene, original), [original]);
    },
  );

  it.each(resumed)('%s: goes on at its place', async (_name, text) => {
    const scene = await stopHalfway(kind);
    await expectResumed(scene, await kind.run(scene, text), [text]);
  });

  it('changed before the place, and --restart: all of it, and what is the same is a duplicate', async () => {
    const scene = await stopHalfway(kind);
    const text = withOther(100);
    countChange();
    expect(await kind.run(scene, text, '--restart')).toMatchObject({ code: 0 });
    // The line that was changed is another message under another id.
    expect(scene.arrived()).toEqual([30, 201, 99]);
  });
});
