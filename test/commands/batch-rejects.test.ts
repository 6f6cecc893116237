import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { failureOf, openScene, readRejects, type Scene, track, tracks } from '../backfill/scene.ts';
import { startBackfill } from '../helpers/backfill-child.ts';

/** Five lines, two of them bad. */
const content = `${track('u1')}{"bad":1}\n${track('u2')}{"bad":2}\n${track('u3')}`;
const bad = ['2 type_missing', '4 type_missing'];
const codesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line): string => JSON.parse(line).code);
const bothBad = ['type_missing', 'type_missing'];

async function open(): Promise<Scene> {
  const scene = await openScene();
  scene.write('a.ndjson', content);
  return scene;
}

/** Exit code of a call with `--json`, and where it says that the rejects are. */
async function rejectsOf(scene: Scene, args: readonly string[]): Promise<readonly [number, string | null]> {
  const { code, stdout } = await scene.batch(['a.ndjson', '--json', ...args]);
  const { rejects }: { rejects: string | null } = JSON.parse(stdout);
  return [code, rejects];
}

describe('a rejects file that exists', () => {
  it.each([
    ['the default name', [], 'a.ndjson.rejects.ndjson', 'a.ndjson.rejects.2.ndjson'],
    ['a name that is given', ['--rejects', 'mine.ndjson'], 'mine.ndjson', 'mine.2.ndjson'],
    ['a name of another kind', ['--rejects', 'mine.txt'], 'mine.txt', 'mine.txt.2'],
  ])('%s gets a number, also after a finished run of the same job', async (_name, args, first, second) => {
    const scene = await open();
    expect(await rejectsOf(scene, args)).toEqual([8, scene.path(first)]);
    const kept = readFileSync(scene.path(first), 'utf8');
    expect(await rejectsOf(scene, args)).toEqual([8, scene.path(second)]);
    expect(readFileSync(scene.path(first), 'utf8')).toBe(kept);
    expect(readRejects(scene.path(second))).toEqual(bad);
  });

  it('of somebody else is not touched, nor is what a link of that name leads to', async () => {
    const scene = await open();
    scene.write('mine.ndjson', 'precious\n');
    symlinkSync('elsewhere.ndjson', scene.path('mine.2.ndjson'));
    expect(await rejectsOf(scene, ['--rejects', 'mine.ndjson'])).toEqual([8, scene.path('mine.3.ndjson')]);
    expect(readFileSync(scene.path('mine.ndjson'), 'utf8')).toBe('precious\n');
    expect(readdirSync(scene.folder)).not.toContain('elsewhere.ndjson');
  });

  it('a job that goes on writes to its own file, whatever number it has', async () => {
    const scene = await open();
    scene.write('mine.ndjson', 'precious\n');
    const args = ['--rejects', 'mine.ndjson'];
    expect(await rejectsOf(scene, [...args, '--limit', '3'])).toEqual([8, scene.path('mine.2.ndjson')]);
    expect(await rejectsOf(scene, args)).toEqual([8, scene.path('mine.2.ndjson')]);
    expect(readRejects(scene.path('mine.2.ndjson'))).toEqual(bad);
    expect(readdirSync(scene.folder).sort()).toEqual(['a.ndjson', 'mine.2.ndjson', 'mine.ndjson']);
  });

  it('another name than the one that was numbered is another file', async () => {
    const scene = await open();
    scene.write('mine.ndjson', 'precious\n');
    await scene.batch(['a.ndjson', '--rejects', 'mine.ndjson', '--limit', '3']);
    expect(await rejectsOf(scene, ['--rejects', 'rest.ndjson'])).toEqual([8, scene.path('rest.ndjson')]);
    expect(readRejects(scene.path('rest.ndjson'))).toEqual(bad.slice(1));
  });
});

describe('a place where rejects cannot be written is found before anything is sent', () => {
  it.each([
    ['a missing folder with a quote', "it's/x.ndjson", 2, 'rejects_folder_missing', /mkdir -p '.*it'\\''s'/],
    ['a missing folder', 'missing/x.ndjson', 2, 'rejects_folder_missing', /mkdir -p '.*missing'/],
    ['a file for a folder', 'a.ndjson/x.ndjson', 2, 'rejects_folder_missing', /--rejects FILE/],
    ['a folder', 'folder', 2, 'rejects_is_folder', /folder\/rejects\.ndjson/],
    ['a name that is too long', 'x'.repeat(300), 9, 'rejects_file_unwritable', /--rejects FILE/],
  ])('%s', async (_name, rejects, exit, code, hint) => {
    const scene = await open();
    mkdirSync(scene.path('folder'));
    // Without a bad line too: whoever names a file wants to know.
    scene.write('good.ndjson', tracks(3));
    for (const input of ['a.ndjson', 'good.ndjson']) {
      const failure = failureOf(await scene.batch([input, '--rejects', rejects, '--json']));
      expect(failure).toMatchObject({ exit, code, hint: expect.stringMatching(hint) });
      expect(failure.message).toContain(scene.path(rejects.split('/')[0] ?? ''));
    }
    expect(scene.arrived()).toEqual([0, 0, 0]);
    // And put right, the same job is sent.
    expect(await scene.batch(['a.ndjson', '--rejects', 'x.ndjson'])).toMatchObject({ code: 8 });
    expect(scene.arrived()).toEqual([1, 3, 0]);
  });

  it.skipIf(process.getuid?.() === 0)('a folder that may not be written to', async () => {
    const scene = await open();
    mkdirSync(scene.path('closed'), { mode: 0o500 });
    const result = await scene.batch(['a.ndjson', '--rejects', 'closed/x.ndjson', '--json']);
    expect(failureOf(result)).toMatchObject({ exit: 9, code: 'rejects_file_unwritable' });
    expect(scene.arrived()).toEqual([0, 0, 0]);
  });
});

it('a name that a shell would take apart can be pasted from the hint', async () => {
  const scene = await open();
  scene.write("it's\nmine.ndjson", '{"x');
  const { stderr } = await scene.batch(["it's\nmine.ndjson"]);
  const rejects = `${scene.folder}/it's\\nmine.ndjson.rejects.ndjson`;
  expect(stderr).toContain("sending it's\\nmine.ndjson to");
  expect(stderr).toContain(`1 line rejected ▸ ${rejects}\n`);
  expect(stderr).toContain(`then: segment batch $'${scene.folder}/it\\'s\\x0amine.ndjson.rejects.ndjson'`);
});

describe('rejects that go elsewhere than to a file', () => {
  it.each(['-', '/dev/stdout'])('--rejects %s: to stdout, and nothing else goes there', async (name) => {
    const scene = await open();
    const { code, stdout, stderr } = await scene.batch(['a.ndjson', '--rejects', name]);
    expect([code, codesOf(stdout)]).toEqual([8, bothBad]);
    // No file to correct: no hint that names one.
    expect(stderr).not.toContain('hint:');
    expect(readdirSync(scene.folder)).toEqual(['a.ndjson']);
  });

  it.each(['-', '/dev/stdout', '/dev/fd/1'])(
    '--rejects %s with --json: exit 2, nothing is sent',
    async (name) => {
      const scene = await open();
      const result = await scene.batch(['a.ndjson', '--rejects', name, '--json']);
      expect([result.stdout, failureOf(result)]).toEqual([
        '',
        expect.objectContaining({ exit: 2, code: 'flags_conflict' }),
      ]);
      expect(scene.arrived()).toEqual([0, 0, 0]);
    },
  );

  it('--rejects - in a dry run prints what would be rejected', async () => {
    const scene = await open();
    const { code, stdout } = await scene.batch(['a.ndjson', '--rejects', '-', '--dry-run']);
    expect([code, codesOf(stdout)]).toEqual([3, bothBad]);
  });

  it.each([
    ['/dev/null', []],
    ['/dev/null', ['--shard', '1/1']],
  ])('--rejects %s %j: counted, kept nowhere', async (name, more) => {
    const scene = await open();
    expect(await rejectsOf(scene, ['--rejects', name, ...more])).toEqual([8, null]);
    expect(readdirSync(scene.folder)).toEqual(['a.ndjson']);
  });

  it.each([
    ['with rejects', content, 8, bothBad.length],
    ['without', tracks(3), 0, 0],
  ])('a FIFO, %s: its reader comes to an end', async (_name, text, exit, count) => {
    const scene = await openScene();
    scene.write('a.ndjson', text);
    execFileSync('mkfifo', [scene.path('fifo')]);
    const reader = spawn('cat', [scene.path('fifo')], { stdio: ['ignore', 'pipe', 'inherit'] });
    let read = '';
    reader.stdout.on('data', (chunk: Buffer) => {
      read += chunk.toString();
    });
    const ended = once(reader, 'close');
    expect(await rejectsOf(scene, ['--rejects', 'fifo'])).toEqual([exit, null]);
    await ended;
    expect(read.split('\n').length - 1).toBe(count);
  });

  it('a FIFO that nobody reads yet: it is reported, and the run waits', async () => {
    const scene = await open();
    execFileSync('mkfifo', [scene.path('fifo')]);
    const child = startBackfill({
      args: ['a.ndjson', '--rejects', 'fifo'],
      cwd: scene.folder,
      url: scene.sandbox.url,
    });
    let told = '';
    await new Promise<void>((resolve) => {
      child.process.stderr?.on('data', (chunk: Buffer) => {
        told += chunk.toString();
        if (told.includes('waiting for a reader of')) resolve();
      });
    });
    expect(scene.arrived()).toEqual([0, 0, 0]);
    const { stdout } = await promisify(execFile)('cat', [scene.path('fifo')]);
    expect([(await child.ended).code, codesOf(stdout)]).toEqual([8, bothBad]);
  });

  it.each([
    ['/dev/stderr', 'stderr'],
    ['/dev/fd/2', 'stderr'],
    ['/dev/stdout', 'stdout'],
  ] as const)('%s of the real program, though it is a socket', async (name, stream) => {
    const scene = await open();
    const end = await startBackfill({
      args: ['a.ndjson', '--rejects', name],
      cwd: scene.folder,
      url: scene.sandbox.url,
    }).ended;
    expect(end.code).toBe(8);
    expect(end[stream].split('\n').filter((line) => line.includes('"type_missing"'))).toHaveLength(2);
  });

  it('a reader of stdout that goes away does not stop the run', async () => {
    const scene = await openScene();
    const lines = Array.from({ length: 5000 }, (_, index) => `{"bad":${index}}\n`).join('');
    scene.write('a.ndjson', lines + content);
    const child = startBackfill({
      args: ['a.ndjson', '--rejects', '-'],
      cwd: scene.folder,
      url: scene.sandbox.url,
    });
    child.process.stdout?.once('data', () => child.process.stdout?.destroy());
    expect((await child.ended).code).toBe(8);
    expect(scene.arrived()[1]).toBe(3);
  });
});
