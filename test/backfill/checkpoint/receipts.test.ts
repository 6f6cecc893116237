import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  formatCheckpoint,
  parseCheckpoint,
} from '../../../src/backfill/checkpoint/checkpoint.ts';
import { type CliOptions, type CliResult, MemoryStream } from '../../helpers/cli.ts';
import { forwardProxy } from '../../helpers/forward-proxy.ts';
import { expectStored, failureOf, openScene, type Scene, track, tracks } from '../scene.ts';

const content = tracks(60);
const notice = 'this input was sent completely';
const hour = 3_600_000;

/** The clock of the program, so much later. */
const later = (milliseconds: number): CliOptions => ({
  io: { now: () => new Date(Date.now() + milliseconds) },
});

async function finish(flags: readonly string[] = []): Promise<Scene> {
  const scene = await openScene();
  scene.write('a.ndjson', content);
  const { code, stderr } = await scene.batch(['a.ndjson', ...flags]);
  expect([code, stderr]).toEqual([0, expect.not.stringContaining(notice)]);
  expect(scene.arrived()).toEqual([6, 60, 0]);
  return scene;
}

function expectTold({ code, stderr }: CliResult, isTold: boolean): void {
  expect(code).toBe(0);
  expect(stderr.includes(notice)).toBe(isTold);
}

describe('a second run of a finished job', () => {
  it.each([
    ['at once', 0, 'which Segment drops'],
    ['after 23 h 59 min', 24 * hour - 60_000, 'which Segment drops'],
    ['after 25 h: a server on this machine is sent to all the same', 25 * hour, '25 h ago'],
  ])('%s: sends the same ids again and says so', async (_name, milliseconds, words) => {
    const scene = await finish();
    const again = await scene.batch(['a.ndjson'], later(milliseconds));
    expectTold(again, true);
    expect(again.stderr).toContain(words);
    expect(again.stderr.includes('which Segment drops')).toBe(milliseconds < 24 * hour);
    await expectStored(scene, [content], { duplicates: 60 });
  });

  it('renamed: it is recognised', async () => {
    const scene = await finish();
    renameSync(scene.path('a.ndjson'), scene.path('b.ndjson'));
    expectTold(await scene.batch(['b.ndjson']), true);
    await expectStored(scene, [content], { duplicates: 60 });
  });

  it('with lines added: it is told, and they are sent', async () => {
    const scene = await finish();
    const grown = content + tracks(5, { prefix: 'new' });
    scene.write('a.ndjson', grown);
    expectTold(await scene.batch(['a.ndjson']), true);
    await expectStored(scene, [grown], { duplicates: 60 });
  });

  it.each([
    ['other lines under the same name', tracks(60, { prefix: 'x' }), 0],
    ['the same first line only', content.slice(0, track('u00000').length) + tracks(59, { prefix: 'x' }), 1],
  ])('%s: nothing is told, for it is another job', async (_name, other, duplicates) => {
    const scene = await finish();
    scene.write('a.ndjson', other);
    expectTold(await scene.batch(['a.ndjson'], later(48 * hour)), false);
    expect(scene.arrived()).toEqual([12, 120 - duplicates, duplicates]);
  });

  it.each<[string, string[], CliOptions]>([
    ['piped', ['-'], { stdin: content }],
    ['with --no-checkpoint', ['a.ndjson', '--no-checkpoint'], {}],
    ['compressed', ['a.ndjson.gz'], {}],
  ])('%s: nothing is told, and every line is a duplicate', async (_name, args, options) => {
    const scene = await finish();
    scene.write('a.ndjson.gz', gzipSync(content));
    expectTold(await scene.batch(args, options), false);
    await expectStored(scene, [content], { duplicates: 60 });
  });

  it('that is stopped goes on where it stopped', async () => {
    const scene = await finish();
    await scene.batch(['a.ndjson', '--limit', '30']);
    const { code, stdout, stderr } = await scene.batch(['a.ndjson', '--json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ resumedFrom: { line: 31 }, acknowledged: 60 });
    expect(scene.arrived()).toEqual([12, 60, 60]);
    expectTold(await scene.batch(['a.ndjson']), true);
  });

  it.each<[string, string[]]>([
    ['of another file', ['b.ndjson']],
    ['of another import', ['b.ndjson', '--import-id', 'other']],
    ['of two files', ['b.ndjson', 'c.ndjson']],
  ])(
    '--checkpoint FILE of a finished job serves the next one, %s, as if it were new',
    async (_name, args) => {
      const scene = await finish(['--checkpoint', 'job.json']);
      scene.write('b.ndjson', tracks(20, { prefix: 'b' }));
      scene.write('c.ndjson', tracks(10, { prefix: 'c' }));
      expectTold(await scene.batch([...args, '--checkpoint', 'job.json']), false);
      expect(scene.arrived().slice(1)).toEqual([60 + 20 + (args.includes('c.ndjson') ? 10 : 0), 0]);
    },
  );
});

const origin = 'https://127.0.0.1.example.invalid';

/** A receipt of that host, and a proxy that refuses: nothing leaves this machine, and every attempt is seen. */
async function sentTo(make = () => finish(['--checkpoint', 'job.json'])) {
  const scene = await make();
  const read = parseCheckpoint(readFileSync(scene.path('job.json')));
  if (read.kind !== 'checkpoint') throw new Error(read.kind);
  const { job } = read.checkpoint;
  writeFileSync(scene.path('job.json'), formatCheckpoint({ ...read.checkpoint, job: { ...job, origin } }));
  const proxy = await forwardProxy(1, 403);
  const send = (milliseconds: number, args: readonly string[], io: CliOptions['io'] = {}) =>
    scene.batch(['a.ndjson', '--checkpoint', 'job.json', '--max-wait', '1ms', ...args], {
      io: { ...later(milliseconds).io, ...io },
      env: { SEGMENT_TRACKING_URL: origin, HTTPS_PROXY: proxy.url },
    });
  return { proxy, send };
}

describe('where Segment may have forgotten the ids', () => {
  it('after a day it needs --again: exit 2 before anything is tried', async () => {
    const { proxy, send } = await sentTo();
    const result = await send(25 * hour, ['--json']);
    expect(failureOf(result)).toMatchObject({
      exit: 2,
      code: 'sent_before',
      hint: expect.stringContaining('--again'),
    });
    expect([result.stdout, proxy.tunnels]).toEqual(['', []]);
  });

  it.each<[string, number, string[]]>([
    ['with --again', 25 * hour, ['--again']],
    ['within a day', 23 * hour, []],
  ])('%s it is tried', async (_name, milliseconds, args) => {
    const { proxy, send } = await sentTo();
    const result = await send(milliseconds, [...args, '--json']);
    expect(failureOf(result).code).not.toBe('sent_before');
    expect(proxy.tunnels.length).toBeGreaterThan(0);
  });
});

/** A job of 60 lines: half of them sent, the other half so much later, to its end. */
async function finishSlowly(milliseconds: number): Promise<Scene> {
  const scene = await openScene();
  scene.write('a.ndjson', content);
  await scene.batch(['a.ndjson', '--checkpoint', 'job.json', '--limit', '30']);
  const last = await scene.batch(['a.ndjson', '--checkpoint', 'job.json'], later(milliseconds));
  expect(last.code).toBe(0);
  return scene;
}

describe('a job that took long: its oldest line counts', () => {
  it.each([
    ['begun 30 h ago, ended 23 h ago', 7, 30, 'sent_before'],
    ['begun 25 h ago, ended a moment ago', 25, 25, 'sent_before'],
    ['begun 23 h ago, ended 16 h ago', 7, 23, undefined],
  ])('%s', async (_name, took, hours, refusal) => {
    const { proxy, send } = await sentTo(() => finishSlowly(took * hour));
    const failure = failureOf(await send(hours * hour, ['--json']));
    expect(failure.code === 'sent_before').toBe(refusal !== undefined);
    expect(proxy.tunnels.length > 0).toBe(refusal === undefined);
    if (refusal !== undefined && took < hours) expect(failure.message).toContain('first line 30 h ago');
  });

  it('what was sent again within the window was dropped: it is as old as before', async () => {
    const twice = async () => {
      const scene = await finish(['--checkpoint', 'job.json']);
      await scene.batch(['a.ndjson', '--checkpoint', 'job.json'], later(20 * hour));
      return scene;
    };
    const { send } = await sentTo(twice);
    expect(failureOf(await send(30 * hour, ['--json'])).code).toBe('sent_before');
  });

  it('what --restart sends again within the window is as old as before', async () => {
    const restarted = async () => {
      const scene = await openScene();
      scene.write('a.ndjson', content);
      await scene.batch(['a.ndjson', '--checkpoint', 'job.json', '--limit', '30']);
      await scene.batch(['a.ndjson', '--checkpoint', 'job.json', '--restart'], later(20 * hour));
      return scene;
    };
    const { send } = await sentTo(restarted);
    expect(failureOf(await send(30 * hour, ['--json'])).code).toBe('sent_before');
  });

  it('what was sent after the window is new from then on', async () => {
    const again = async () => {
      const scene = await finish(['--checkpoint', 'job.json']);
      await scene.batch(['a.ndjson', '--checkpoint', 'job.json', '--again'], later(30 * hour));
      return scene;
    };
    const { proxy, send } = await sentTo(again);
    expect(failureOf(await send(50 * hour, ['--json'])).code).not.toBe('sent_before');
    expect(proxy.tunnels.length).toBeGreaterThan(0);
  });
});

/** Puts something else into the receipt of a scene. */
function rewrite(
  path: string,
  change: Partial<Checkpoint>,
  without: readonly (keyof Checkpoint)[] = [],
): void {
  const read = parseCheckpoint(readFileSync(path));
  if (read.kind !== 'checkpoint') throw new Error(read.kind);
  const next = Object.entries({ ...read.checkpoint, ...change }).filter(
    ([key]) => !without.some((name) => name === key),
  );
  // Without a key it is what an earlier version wrote.
  writeFileSync(path, formatCheckpoint(Object.fromEntries(next) as unknown as Checkpoint));
}

describe('a receipt of which nobody was told', () => {
  const mixed = `${content}{"bad":1}\n`;
  async function unreported(text = mixed, more: readonly string[] = []): Promise<Scene> {
    const scene = await openScene();
    scene.write('a.ndjson', text);
    await scene.batch(['a.ndjson', ...more]);
    rewrite(scene.checkpoint(), { reported: false });
    return scene;
  }
  const told = 'by a run that was killed before it could report it';

  it('the next run prints the same counts and ends with the same code, and sends nothing', async () => {
    const scene = await openScene();
    scene.write('a.ndjson', mixed);
    const first = await scene.batch(['a.ndjson', '--rejects', 'mine.ndjson', '--json']);
    const before = scene.arrived();
    rewrite(scene.checkpoint(), { reported: false });
    const second = await scene.batch(['a.ndjson', '--rejects', 'mine.ndjson', '--json']);
    const untimed = (text: string) => text.replace(/"durationMs":\d+/, '');
    expect([second.code, second.stderr]).toEqual([8, first.stderr]);
    expect(untimed(second.stdout)).toBe(untimed(first.stdout));
    rewrite(scene.checkpoint(), { reported: false });
    const third = await scene.batch(['a.ndjson', '--rejects', 'mine.ndjson']);
    expect([third.code, third.stderr]).toEqual([8, expect.stringContaining(told)]);
    expect(third.stderr).toContain('60 of 61 lines accepted');
    expect(third.stderr).toContain(`segment batch ${scene.path('mine.ndjson')}`);
    expect(scene.arrived()).toEqual(before);
  });

  it.each([
    ['all accepted', content, 0],
    ['all rejected', '{"bad":1}\n', 3],
  ])('%s: exit as that run would have', async (_name, text, exit) => {
    const scene = await unreported(text);
    const before = scene.arrived();
    expect(await scene.batch(['a.ndjson'])).toMatchObject({ code: exit });
    expect(scene.arrived()).toEqual(before);
  });

  it('is reported once: the run after that sends the same messageIds again', async () => {
    const scene = await unreported();
    expect((await scene.batch(['a.ndjson'])).stderr).toContain(told);
    const { stderr } = await scene.batch(['a.ndjson']);
    expect([stderr.includes(told), stderr.includes('which Segment drops')]).toEqual([false, true]);
    await expectStored(scene, [content], { duplicates: 60 });
  });

  it('after days too, and under another name: the job is done', async () => {
    const scene = await unreported();
    renameSync(scene.path('a.ndjson'), scene.path('b.ndjson'));
    expect(await scene.batch(['b.ndjson'], later(72 * hour))).toMatchObject({
      code: 8,
      stderr: expect.stringContaining(told),
    });
    await expectStored(scene, [content]);
  });

  it.each(['--again', '--restart'])('%s sends it again', async (flag) => {
    const scene = await unreported();
    const { code, stderr } = await scene.batch(['a.ndjson', flag]);
    expect([code, stderr.includes(told)]).toEqual([8, false]);
    await expectStored(scene, [content], { duplicates: 60 });
  });

  it('with lines added since: they are sent', async () => {
    const scene = await unreported(content);
    const grown = content + tracks(5, { prefix: 'new' });
    scene.write('a.ndjson', grown);
    expectTold(await scene.batch(['a.ndjson']), true);
    await expectStored(scene, [grown], { duplicates: 60 });
  });

  it('of an earlier version counts as reported', async () => {
    const scene = await finish();
    rewrite(scene.checkpoint(), {}, ['reported', 'windowSince']);
    expectTold(await scene.batch(['a.ndjson']), true);
    await expectStored(scene, [content], { duplicates: 60 });
  });

  it('a reader of stdout that went away has seen what it wanted: it is reported', async () => {
    const scene = await openScene();
    scene.write('a.ndjson', content);
    const stdout = new MemoryStream();
    const closed: Error = Object.assign(new Error('closed'), { code: 'EPIPE' });
    stdout._write = (_chunk, _encoding, done: (error?: Error) => void) => done(closed);
    expect(await scene.batch(['a.ndjson', '--json'], { io: { stdout } })).toMatchObject({ code: 0 });
    expectTold(await scene.batch(['a.ndjson']), true);
    expect(scene.arrived()).toEqual([12, 60, 60]);
  });
});

describe('asked at a terminal after a day', () => {
  it.each([
    ['no', 'n\r', 130, false],
    ['yes', 'y\r', 7, true],
  ])('%s', async (_name, answer, exit, isTried) => {
    const { proxy, send } = await sentTo();
    const keyboard = new PassThrough();
    const stderr = new MemoryStream();
    const write = stderr._write.bind(stderr);
    let isAsked = false;
    stderr._write = (chunk: Buffer, encoding, done) => {
      if (!isAsked && chunk.includes('Send it again?')) {
        isAsked = true;
        // In the next turn: the question is drawn before it listens.
        setImmediate(() => keyboard.write(answer));
      }
      write(chunk, encoding, done);
    };
    const { code } = await send(25 * hour, ['--progress', 'none'], {
      stdin: () => keyboard,
      stdinIsTerminal: true,
      stderr: Object.assign(stderr, { isTTY: true, columns: 80 }),
    });
    expect([isAsked, code]).toEqual([true, exit]);
    expect(stderr.text.replace(/\s+/g, ' ')).toContain('may not recognise its messageIds any more');
    expect(proxy.tunnels.length > 0).toBe(isTried);
  });
});

describe('a job that was stopped longer ago than that', () => {
  it.each([
    ['after 23 h: nothing to warn of', 23, false],
    ['after 25 h: up to a whole window may be duplicated', 25, true],
  ])('%s', async (_name, hours, isWarned) => {
    const scene = await openScene();
    scene.write('a.ndjson', content);
    await scene.batch(['a.ndjson', '--limit', '30']);
    const { code, stderr } = await scene.batch(['a.ndjson'], later(hours * hour));
    expect(code).toBe(0);
    expect(stderr).toContain(`resuming at line 31 of a.ndjson, where a run stopped ${hours} h ago`);
    // Ten messages a request and one request at a time.
    expect(stderr.includes('up to 10 lines that were in flight then may be duplicated')).toBe(isWarned);
    await expectStored(scene, [content]);
  });
});

describe('what was on its way when a job stopped', () => {
  it('is as old as its sending, not as the last thing that was noted', async () => {
    const scene = await openScene();
    scene.write('a.ndjson', content);
    await scene.batch(['a.ndjson', '--limit', '30']);
    const checkpoint = scene.checkpoint();
    const at = (hours: number) => new Date(Date.now() - hours * hour).toISOString();
    // It was answered by nothing but 503 for seven hours, and was killed then.
    rewrite(checkpoint, { windowSince: at(30), savedAt: at(23) });
    const { stderr } = await scene.batch(['a.ndjson', '--limit', '35']);
    expect(stderr).toContain('sent 30 h ago, longer ago than the 24 hours');
    expect(stderr).toContain('up to 10 lines that were in flight then may be duplicated');
    // Five lines on, some of them may still lie ahead.
    expect((await scene.batch(['a.ndjson', '--limit', '50'])).stderr).toContain('may be duplicated');
    expect((await scene.batch(['a.ndjson'])).stderr).not.toContain('may be duplicated');
    await expectStored(scene, [content]);
  });

  it('begins with the oldest span that is not recorded', async () => {
    const scene = await openScene({ sandbox: { faults: { rules: [{ status: 503, after: 2 }] } } });
    scene.write('a.ndjson', content);
    let hours = 0;
    const now = () => new Date(Date.UTC(2026, 0, 1, hours));
    const sleep = async (milliseconds: number) => {
      // Each wait for a retry is an hour; what waits a few milliseconds is no retry.
      if (milliseconds > 50) hours += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
    };
    let clock = 0;
    const monotonic = () => {
      clock += 1;
      return clock + hours * hour;
    };
    const io = { now, sleep, monotonic, random: () => 0.9 };
    const { code } = await scene.batch(['a.ndjson', '--max-wait', '6h'], { io });
    expect(code).toBe(7);
    const read = parseCheckpoint(readFileSync(scene.checkpoint()));
    if (read.kind !== 'checkpoint') throw new Error(read.kind);
    expect(hours).toBeGreaterThan(3);
    expect(read.checkpoint).toMatchObject({
      savedAt: now().toISOString(),
      windowSince: '2026-01-01T00:00:00.000Z',
    });
  });
});
