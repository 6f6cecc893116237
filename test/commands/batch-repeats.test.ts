import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openScene, type Scene, track, tracks } from '../backfill/scene.ts';
import type { CliOptions } from '../helpers/cli.ts';
import { serve } from '../helpers/http-server.ts';

const hour = 3_600_000;
const beginsLike = / begins like .* gets the same messageId, and Segment (may )?drops? it\..*--import-id/;
const event = track('cron', 'Backup Finished');

const later = (milliseconds: number): CliOptions => ({
  io: { now: () => new Date(Date.now() + milliseconds) },
});
const pipe = (scene: Scene, text: string, args: readonly string[] = [], options: CliOptions = {}) =>
  scene.batch(['-', ...args], { ...options, stdin: text });
const receipts = (scene: Scene): string[] => {
  try {
    return readdirSync(join(scene.state, 'receipts'));
  } catch {
    return [];
  }
};

describe('a pipe that begins like an earlier one', () => {
  it('says so every time, how long ago that was, and what makes new messages of it', async () => {
    const scene = await openScene();
    expect((await pipe(scene, event)).stderr).not.toMatch(beginsLike);
    for (const hours of [1, 2, 3]) {
      const { code, stderr } = await pipe(scene, event, [], later(hours * hour));
      expect([code, stderr]).toEqual([0, expect.stringMatching(beginsLike)]);
      expect(stderr).toMatch(/stdin begins like the input sent 1 h ago/);
    }
    expect(scene.arrived()).toEqual([4, 1, 3]);
    const { stderr } = await pipe(scene, event, ['--import-id', 'run-5']);
    expect([stderr, scene.arrived()]).toEqual([expect.not.stringMatching(beginsLike), [5, 2, 3]]);
    expect((await pipe(scene, event, ['--import-id', 'run-5'])).stderr).toMatch(/another --import-id gives/);
  });

  it.each([
    ['after 25 h', 25 * hour, 'Segment may drop it'],
    ['after 6 days', 144 * hour, 'Segment may drop it'],
  ])('%s it may be dropped', async (_name, milliseconds, words) => {
    const scene = await openScene();
    await pipe(scene, event);
    expect((await pipe(scene, event, [], later(milliseconds))).stderr).toContain(words);
  });

  it('is a warning: it is there with --quiet and with --json, on stderr', async () => {
    const scene = await openScene();
    await pipe(scene, event);
    expect((await pipe(scene, event, ['--quiet'])).stderr).toMatch(beginsLike);
    const { stdout, stderr } = await pipe(scene, event, ['--json']);
    expect(stderr).toMatch(beginsLike);
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged: 1 });
  });

  it.each<[string, readonly string[], readonly string[], CliOptions]>([
    ['after eight days', [], [], later(192 * hour)],
    ['with another write key', [], [], { env: { SEGMENT_WRITE_KEY: 'j'.repeat(32) } }],
    ['of other lines by --where', [], ['--where', 'event = "Backup Finished"'], {}],
    ['of another shard', ['--shard', '1/2'], ['--shard', '2/2'], {}],
    ['when the first one noted nothing', ['--no-checkpoint'], [], {}],
    ['with --no-checkpoint', [], ['--no-checkpoint'], {}],
    ['after a dry run', ['--dry-run'], [], {}],
    ['in a dry run', [], ['--dry-run'], {}],
  ])('%s: no warning', async (_name, first, second, options) => {
    const scene = await openScene();
    await pipe(scene, event, first);
    expect((await pipe(scene, event, second, options)).stderr).not.toMatch(beginsLike);
  });

  it.each([['--no-checkpoint'], ['--dry-run']])('%s leaves nothing in the state folder', async (flag) => {
    const scene = await openScene();
    await pipe(scene, event, [flag]);
    expect(receipts(scene)).toEqual([]);
  });

  it('and of which nothing was acknowledged leaves nothing', async () => {
    const scene = await openScene();
    expect(await pipe(scene, '{"bad":1}\n')).toMatchObject({ code: 3 });
    expect(receipts(scene)).toEqual([]);
  });
});

describe('files that begin alike', () => {
  const one = `${track('cron', 'Job Started')}${track('x1')}`;
  const two = `${track('cron', 'Job Started')}${track('x2')}`;

  it('in two calls: the second one says so and names the first', async () => {
    const scene = await openScene();
    scene.write('one.ndjson', one);
    scene.write('two.ndjson', two);
    await scene.batch(['one.ndjson']);
    const { stderr } = await scene.batch(['two.ndjson']);
    expect(stderr).toMatch(beginsLike);
    expect(stderr).toContain('two.ndjson begins like one.ndjson sent');
    expect(scene.arrived()).toEqual([2, 3, 1]);
  });

  it('in one call: it is reported once, however many they are', async () => {
    const scene = await openScene();
    for (const [index, text] of [one, two, one, two].entries()) scene.write(`${index}.ndjson`, text);
    const { stderr } = await scene.batch(['*.ndjson']);
    expect(stderr).toContain('1.ndjson begins like 0.ndjson, before it in this call');
    expect(stderr.split('begins like')).toHaveLength(2);
  });

  it.each([
    ['a file, then a pipe', ['a.ndjson'], ['-']],
    ['a pipe, then a file', ['-'], ['a.ndjson']],
    ['a pipe, then one with a checkpoint', ['-'], ['-', '--checkpoint', 'job.json']],
  ])('%s', async (_name, first, second) => {
    const scene = await openScene();
    scene.write('a.ndjson', one);
    const { stderr } = await scene.batch(first, { stdin: one });
    expect(stderr).not.toMatch(beginsLike);
    expect((await scene.batch(second, { stdin: two })).stderr).toMatch(beginsLike);
  });

  it('a file that was rewritten says so; one that has grown has its own words', async () => {
    const scene = await openScene();
    scene.write('a.ndjson', one);
    await scene.batch(['a.ndjson']);
    scene.write('a.ndjson', one + track('x3'));
    const grown = await scene.batch(['a.ndjson']);
    expect(grown.stderr).toContain('this input was sent completely');
    expect(grown.stderr).not.toMatch(beginsLike);
    scene.write('a.ndjson', two);
    expect((await scene.batch(['a.ndjson'])).stderr).toMatch(beginsLike);
  });

  it.each([
    ['resumes', []],
    ['starts over', ['--restart']],
  ])('a job that %s does not meet itself', async (_name, more) => {
    const scene = await openScene();
    scene.write('a.ndjson', tracks(30));
    await scene.batch(['a.ndjson', '--limit', '20']);
    expect((await scene.batch(['a.ndjson', ...more])).stderr).not.toMatch(beginsLike);
  });
});

it('two that begin alike and are sent at the same time: one of them says so', async () => {
  const scene = await openScene();
  const arrived: (() => void)[] = [];
  const { url } = await serve(async (_request, reply) => {
    // Both have looked before either of them can note anything; then one is done before the other.
    const isFirst = arrived.length === 0;
    await new Promise<void>((resolve) => {
      arrived.push(resolve);
      if (!isFirst) arrived[0]?.();
      if (!isFirst) resolve();
    });
    if (!isFirst) while (receipts(scene).length === 0) await wait(10);
    await wait(10);
    reply.end();
  });
  const env = { SEGMENT_TRACKING_URL: url };
  const results = await Promise.all(
    ['one', 'two'].map((user) => pipe(scene, event + track(user), [], { env })),
  );
  expect(results.map(({ code }) => code)).toEqual([0, 0]);
  expect(results.filter(({ stderr }) => beginsLike.test(stderr))).toHaveLength(1);
});

describe('the receipts of inputs', () => {
  it('are for their owner only, hold no key, and one pipe has one', async () => {
    const scene = await openScene();
    for (let run = 0; run < 3; run += 1) await pipe(scene, event);
    const [name = '', ...others] = receipts(scene);
    const path = join(scene.state, 'receipts', name);
    expect(others).toEqual([]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(scene.state, 'receipts')).mode & 0o777).toBe(0o700);
    expect(readFileSync(path, 'utf8')).not.toContain('kkkk');
  });

  it('are a thousand or a little more: the oldest go', async () => {
    const scene = await openScene();
    const folder = join(scene.state, 'receipts');
    mkdirSync(folder, { recursive: true });
    for (let index = 0; index < 1_100; index += 1) {
      const path = join(folder, `${index}.json`);
      writeFileSync(path, '{}');
      utimesSync(path, index, index);
    }
    await pipe(scene, event);
    const names = receipts(scene);
    expect(names).toHaveLength(1_000);
    expect(names.filter((name) => /^\d{1,2}\.json$/.test(name))).toEqual([]);
    expect((await pipe(scene, event)).stderr).toMatch(beginsLike);
  });

  it('a folder among them does not keep the old ones', async () => {
    const scene = await openScene();
    const folder = join(scene.state, 'receipts');
    mkdirSync(join(folder, 'old', 'in'), { recursive: true });
    utimesSync(join(folder, 'old'), 1, 1);
    for (let index = 0; index < 1_100; index += 1) writeFileSync(join(folder, `${index}.json`), '{}');
    const { code, stderr } = await pipe(scene, event, ['--verbose']);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('could be written')]);
    expect(receipts(scene)).toHaveLength(1_001);
  });

  it.each([
    ['cannot be written', (scene: Scene) => writeFileSync(join(scene.state, 'receipts'), '')],
    ['are damaged', (scene: Scene) => mkdirSync(join(scene.state, 'receipts'))],
  ])('that %s hinder no run', async (_name, harm) => {
    const scene = await openScene();
    mkdirSync(scene.state, { recursive: true });
    harm(scene);
    expect(await pipe(scene, event)).toMatchObject({ code: 0 });
    for (const name of receipts(scene)) writeFileSync(join(scene.state, 'receipts', name), '{"sentAt":');
    expect(await pipe(scene, event)).toMatchObject({ code: 0 });
    expect(scene.arrived()).toEqual([2, 1, 1]);
  });
});

describe('an input of which nothing was sent', () => {
  it('is read again, at once and days later, and nobody says that it was sent', async () => {
    const scene = await openScene();
    writeFileSync(join(scene.folder, 'bad.ndjson'), '{"type":"track"}\n');
    for (const options of [{}, later(hour), later(72 * hour)]) {
      const { code, stderr } = await scene.batch(['bad.ndjson'], options);
      expect([code, stderr]).toEqual([3, expect.not.stringContaining('was sent completely')]);
      expect(stderr).toContain('rejected: nothing was sent');
    }
    const again = await scene.batch(['bad.ndjson']);
    expect(again.stderr).toContain('and nothing of it was sent: reading it again');
  });
});
