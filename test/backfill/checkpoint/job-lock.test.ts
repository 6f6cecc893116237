import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { json, serve } from '../../helpers/http-server.ts';
import { expectStored, failureOf, idsOf, openScene, type Scene, tracks } from '../scene.ts';

const content = tracks(30);

/** A server that answers so many requests and lets the next ones wait. */
async function openGate() {
  let allowed = 0;
  let answered = 0;
  const replies: (() => void)[] = [];
  const letPass = (count: number) => {
    allowed += count;
    while (answered < allowed && replies.length > 0) {
      answered += 1;
      replies.shift()?.();
    }
  };
  // A test that fails must not leave a run waiting.
  onTestFinished(() => letPass(1000));
  const server = await serve((_request, reply) => {
    replies.push(() => json(reply, 200, { success: true }));
    letPass(0);
  });
  return {
    env: { SEGMENT_TRACKING_URL: server.url },
    allow: letPass,
    /** Resolves when so many requests have come in all. */
    async arrived(count: number) {
      for (let looks = 0; looks < 2000 && server.requests.length < count; looks += 1)
        await new Promise((resolve) => setTimeout(resolve, 5));
      expect(server.requests).toHaveLength(count);
    },
    ids: () =>
      server.requests.flatMap(({ body }) => {
        const { batch }: { batch: { messageId: string }[] } = JSON.parse(body);
        return batch.map(({ messageId }) => messageId);
      }),
  };
}

describe('two at once', () => {
  it.each<[string, string[], string[]]>([
    ['of the same file', ['a.ndjson'], ['a.ndjson']],
    ['of a file and its copy', ['a.ndjson'], ['copy.ndjson']],
    ['of the same file by another name', ['a.ndjson'], ['sub/../a.ndjson']],
    ['with --restart', ['a.ndjson'], ['a.ndjson', '--restart']],
    [
      'of two files with the same --checkpoint',
      ['a.ndjson', '--checkpoint', 'job.json'],
      ['other.ndjson', '--checkpoint', 'job.json'],
    ],
  ])('%s: the second one refuses, and the first one is not hurt', async (_name, first, second) => {
    const scene = await openScene();
    const gate = await openGate();
    mkdirSync(scene.path('sub'));
    scene.write('a.ndjson', content);
    copyFileSync(scene.path('a.ndjson'), scene.path('copy.ndjson'));
    scene.write('other.ndjson', tracks(30, { prefix: 'o' }));
    // One batch is noted down: that is what a copy is recognised by.
    gate.allow(1);
    const running = scene.batch(first, gate);
    await gate.arrived(2);
    const refused = await scene.batch([...second, '--json'], gate);
    expect(failureOf(refused)).toMatchObject({
      exit: 9,
      code: 'job_locked',
      message: `This job is running already (process ${process.pid}).`,
    });
    expect(refused.stdout).toBe('');
    gate.allow(100);
    expect(await running).toMatchObject({ code: 0 });
    expect(gate.ids()).toEqual(await idsOf(content));
  });

  it.each<[string, string[]]>([
    ['a file that only begins alike', ['alike.ndjson']],
    ['the same file for another import', ['a.ndjson', '--import-id', 'other']],
    ['the same file without a checkpoint', ['a.ndjson', '--no-checkpoint']],
    ['the same lines from stdin', ['-']],
  ])('%s: each goes its way', async (_name, second) => {
    const scene = await openScene();
    const gate = await openGate();
    scene.write('a.ndjson', content);
    scene.write('alike.ndjson', content.slice(0, content.length / 2) + tracks(15, { prefix: 'x' }));
    gate.allow(2);
    const running = scene.batch(['a.ndjson'], gate);
    await gate.arrived(3);
    const beside = scene.batch(second, { ...gate, stdin: content });
    await gate.arrived(4);
    gate.allow(100);
    expect([(await running).code, (await beside).code]).toEqual([0, 0]);
    expect(gate.ids()).toHaveLength(60);
  });
});

/** A job that was stopped, and the lock file beside its checkpoint. */
async function stopHalfway(): Promise<Scene & { readonly lock: string }> {
  const scene = await openScene();
  scene.write('a.ndjson', content);
  expect(await scene.batch(['a.ndjson', '--limit', '10'])).toMatchObject({ code: 0 });
  return { ...scene, lock: `${scene.checkpoint()}.lock` };
}

async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.on('close', resolve));
  return child.pid ?? 0;
}
const isRunning = (pid: number) => existsSync(`/proc/${pid}`) || pid === process.pid;
const locks = ({ lock }: { readonly lock: string }) =>
  readdirSync(dirname(lock)).filter((name) => name.includes('.lock'));

describe('a lock that is there before', () => {
  it.each([
    ['of a process that was killed', true],
    ['that is empty', false],
  ])('%s: the next run goes on', async (_name, isOwned) => {
    const job = await stopHalfway();
    const owner = { pid: await endedPid(), host: hostname(), token: 'theirs' };
    writeFileSync(job.lock, isOwned ? JSON.stringify(owner) : '');
    const { code, stdout } = await job.batch(['a.ndjson', '--json'], { io: { isRunning } });
    expect([code, JSON.parse(stdout).resumedFrom]).toEqual([0, { file: 'a.ndjson', line: 11, offset: 820 }]);
    await expectStored(job, [content]);
    expect(locks(job)).toEqual([]);
  });

  it('of another machine: refused within its lease, with a word on when it is free; taken over after it', async () => {
    const job = await stopHalfway();
    writeFileSync(job.lock, '{"pid":1,"host":"elsewhere.example","token":"theirs"}');
    const failure = failureOf(await job.batch(['a.ndjson', '--json']));
    expect(failure).toMatchObject({ exit: 9, code: 'job_locked' });
    expect([failure.message, failure.hint]).toEqual([
      expect.stringContaining('process 1 on elsewhere.example'),
      expect.stringContaining('a minute'),
    ]);
    expect(job.arrived()).toEqual([1, 10, 0]);
    utimesSync(job.lock, 0, 0);
    expect(await job.batch(['a.ndjson'])).toMatchObject({ code: 0 });
    await expectStored(job, [content]);
  });

  it('that is a folder: refused, what is in it stays, and the hint can be pasted', async () => {
    const job = await stopHalfway();
    mkdirSync(job.lock);
    writeFileSync(join(job.lock, 'precious'), 'precious');
    const { hint, ...failure } = failureOf(await job.batch(['a.ndjson', '--json']));
    expect(failure).toMatchObject({ exit: 9, code: 'job_locked' });
    expect(hint).toBe(`Move it away: mv ${job.lock} ${job.lock}.aside`);
    expect(readFileSync(join(job.lock, 'precious'), 'utf8')).toBe('precious');
    expect(job.arrived()).toEqual([1, 10, 0]);
  });
});

describe('a lock that is lost on the way', () => {
  it.each([
    ['taken over by another process', '{"pid":1,"host":"elsewhere.example","token":"theirs"}'],
    ['written over', ''],
  ])('%s: the run stops and leaves the checkpoint and the lock to it', async (_name, other) => {
    const scene = await openScene();
    const gate = await openGate();
    scene.write('a.ndjson', content);
    gate.allow(1);
    const running = scene.batch(['a.ndjson', '--json'], gate);
    await gate.arrived(2);
    const checkpoint = scene.checkpoint();
    const lock = `${checkpoint}.lock`;
    const before = readFileSync(checkpoint, 'utf8');
    writeFileSync(lock, other);
    gate.allow(100);
    const result = await running;
    expect(failureOf(result)).toMatchObject({ exit: 9, code: 'job_lock_lost' });
    expect(JSON.parse(result.stdout)).toMatchObject({ checkpoint });
    expect(readFileSync(checkpoint, 'utf8')).toBe(before);
    expect(readFileSync(lock, 'utf8')).toBe(other);
    expect(gate.ids()).toHaveLength(20);
  });

  it.each([
    ['before its first checkpoint', 0],
    ['after it', 1],
  ])(
    '%s: no file of the job is touched any more, not even for the rejects on their way',
    async (_name, allowed) => {
      const scene = await openScene();
      const gate = await openGate();
      const bad = '{"type":"track"}\n';
      scene.write('a.ndjson', [1, 2, 3].map((n) => bad + tracks(10, { first: n })).join(''));
      gate.allow(allowed);
      const running = scene.batch(['a.ndjson', '--checkpoint', 'job.json', '--json'], gate);
      await gate.arrived(allowed + 1);
      for (const name of ['job.json', 'job.json.latest', 'job.json.unfinished', 'job.json.lock'])
        scene.write(name, `of another process: ${name}\n`);
      const files = () =>
        [
          'job.json',
          'job.json.latest',
          'job.json.unfinished',
          'job.json.lock',
          'a.ndjson.rejects.ndjson',
        ].map((name) => existsSync(scene.path(name)) && readFileSync(scene.path(name), 'utf8'));
      const before = files();
      expect(before[4]).toEqual(allowed === 0 ? false : expect.stringContaining('"line":1,'));
      gate.allow(100);
      expect(failureOf(await running)).toMatchObject({ exit: 9, code: 'job_lock_lost' });
      expect(files()).toEqual(before);
    },
  );
});

describe('what killed writes of other jobs have left', () => {
  const leave = (scene: Scene, name: string, ageMs = 24 * 3_600_000): string => {
    const folder = join(scene.state, 'checkpoints');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, name);
    writeFileSync(path, '{');
    const then = new Date(Date.now() - ageMs);
    utimesSync(path, then, then);
    return path;
  };

  it('is removed when it is old, and stays while it may still be written', async () => {
    const scene = await openScene();
    scene.write('a.ndjson', content);
    const old = leave(scene, 'gone.json.unfinished');
    const fresh = leave(scene, 'new.json.unfinished', 60_000);
    const held = leave(scene, 'held.json.unfinished');
    const owner = { pid: process.pid, host: hostname(), token: 'theirs' };
    writeFileSync(held.replace('.unfinished', '.lock'), JSON.stringify(owner));
    const dead = leave(scene, 'dead.json.unfinished');
    const ended = { ...owner, host: 'elsewhere.example' };
    const deadLock = dead.replace('.unfinished', '.lock');
    writeFileSync(deadLock, JSON.stringify(ended));
    utimesSync(deadLock, new Date(0), new Date(0));
    const foreign = leave(scene, 'notes.txt');
    expect(await scene.batch(['a.ndjson'])).toMatchObject({ code: 0 });
    expect([old, fresh, held, dead, foreign].map((path) => existsSync(path))).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });
});
