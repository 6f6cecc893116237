import { gzipSync } from 'node:zlib';
import { afterAll, expect } from 'vitest';
import type { CliResult } from '../../helpers/cli.ts';
import { expectStored, failureOf, openScene, type Scene, track, tracks } from '../scene.ts';

/** 200 lines of 82 bytes. Runs stop after 100 of them, well beyond the 4 KiB that a plain file is recognised by. */
export const original = tracks(200);
export const lineBytes = track('u00000').length;
export const place = 100 * lineBytes;

/** The text with line `number` (from 1) as another message of the same length. */
export const withOther = (number: number) => {
  const start = (number - 1) * lineBytes;
  return original.slice(0, start) + track(`x${number}`.padEnd(6, '-')) + original.slice(start + lineBytes);
};

let changes = 0;

/** Counts one change of an input between two runs. */
export function countChange(): void {
  changes += 1;
}

/** Prints how many there were when a test file is through. */
export function reportChanges(what: string): void {
  afterAll(() => {
    process.stdout.write(`changed inputs, ${what}: ${changes} changes between two runs\n`);
  });
}

/** Nothing was sent, the error says what to do, and with the input as it was the job goes on to its end. */
export async function expectRefused(
  scene: Scene,
  result: CliResult,
  { exit = 9, code = 'input_changed' } = {},
): Promise<void> {
  changes += 1;
  const failure = failureOf(result);
  expect(failure).toMatchObject({ exit, code });
  if (exit === 9) expect(failure.hint).toMatch(/as it was.*--restart/);
  expect(scene.arrived()).toEqual([10, 100, 0]);
}

/** The run went on at line 101, and every line of the texts has arrived once. */
export async function expectResumed(
  scene: Scene,
  result: CliResult,
  texts: readonly string[],
): Promise<void> {
  changes += 1;
  expect(result.code).toBe(0);
  const { resumedFrom, read, acknowledged, unacknowledged, checkpoint } = JSON.parse(result.stdout);
  expect(resumedFrom).toMatchObject({ line: 101, offset: place });
  const lines = texts.join('').split('\n').length - 1;
  expect({ read, acknowledged, unacknowledged, checkpoint }).toEqual({
    read: lines,
    acknowledged: lines,
    unacknowledged: 0,
    checkpoint: null,
  });
  await expectStored(scene, texts);
}

/** One way to give a text to `segment batch`. */
export interface Kind {
  readonly name: string;
  run(scene: Scene, text: string, ...more: string[]): Promise<CliResult>;
}
const fileKind = (
  name: string,
  file: string,
  pack: (text: string) => string | Buffer,
  flags: string[],
): Kind => ({
  name,
  run(scene, text, ...more) {
    scene.write(file, pack(text));
    return scene.batch([file, '--json', ...flags, ...more]);
  },
});
export const plainFile = fileKind('a plain file', 'a.ndjson', (text) => text, []);
export const plainFileNoted = fileKind('a plain file with --checkpoint', 'a.ndjson', (text) => text, [
  '--checkpoint',
  'job.json',
]);
export const gzipFile = fileKind('a gzip file', 'a.ndjson.gz', (text) => gzipSync(text), []);
export const stdin: Kind = {
  name: 'stdin with --checkpoint',
  run: (scene, text, ...more) =>
    scene.batch(['-', '--checkpoint', 'job.json', '--json', ...more], { stdin: text }),
};

export async function stopHalfway(kind: Kind): Promise<Scene> {
  const scene = await openScene();
  expect(await kind.run(scene, original, '--limit', '100')).toMatchObject({ code: 0 });
  expect(scene.arrived()).toEqual([10, 100, 0]);
  return scene;
}
