import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint, parseCheckpoint } from '../../../src/backfill/keeping/checkpoint.ts';
import { type CliOptions, type CliResult, MemoryStream } from '../../helpers/cli.ts';
import { forwardProxy } from '../../helpers/forward-proxy.ts';
import { expectStored, failureOf, openScene, type Scene, track, tracks } from '../scene.ts';

const content = tracks(60);
const notice = 'this input was sent to its end';
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
async function sentTo() {
  const scene = await finish(['--checkpoint', 'job.json']);
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
    ['after 25 h: up to a whole window may arrive twice', 25, true],
  ])('%s', async (_name, hours, isWarned) => {
    const scene = await openScene();
    scene.write('a.ndjson', content);
    await scene.batch(['a.ndjson', '--limit', '30']);
    const { code, stderr } = await scene.batch(['a.ndjson'], later(hours * hour));
    expect(code).toBe(0);
    expect(stderr).toContain(`going on at line 31 of a.ndjson, where a run stopped ${hours} h ago`);
    // Ten messages a request and one request at a time.
    expect(stderr.includes('up to 10 lines that were on their way then may arrive twice')).toBe(isWarned);
    await expectStored(scene, [content]);
  });
});
