import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseCheckpoint } from '../../src/backfill/checkpoint/checkpoint.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { readRejects, track, tracks } from '../backfill/scene.ts';
import { startBackfill } from '../helpers/backfill-child.ts';
import { projectRoot } from '../helpers/imports.ts';

// The built executable, killed before each single thing it does to a file or says, from its start to its exit.

const content = `${track('u1')}{"bad":1}\n${track('u2')}\n{"bad":2}\n${track('u3')}`;
const bad = ['2 type_missing', '5 type_missing'];
const counts = {
  read: 6,
  acknowledged: 3,
  rejected: 2,
  blank: 1,
  filtered: 0,
  unacknowledged: 0,
};

interface Form {
  readonly name: string;
  readonly input: string;
  readonly bytes: Buffer | string;
  readonly args: readonly string[];
  readonly exit: number;
  readonly counts: typeof counts;
  readonly bad: readonly string[];
}
const whole = { bytes: content, exit: 8, counts, bad };
const forms: readonly Form[] = [
  {
    ...whole,
    name: 'rejects in a file that is named',
    input: 'a.ndjson',
    args: ['a.ndjson', '--rejects', 'mine.ndjson'],
  },
  { ...whole, name: 'a gzip file', input: 'a.ndjson.gz', bytes: gzipSync(content), args: ['a.ndjson.gz'] },
  { ...whole, name: 'stdin with --checkpoint', input: 'in', args: ['-', '--checkpoint', 'job.json'] },
  {
    name: 'no rejects',
    input: 'a.ndjson',
    bytes: tracks(5),
    args: ['a.ndjson'],
    exit: 0,
    counts: { ...counts, read: 5, acknowledged: 5, rejected: 0, blank: 0 },
    bad: [],
  },
];

/** A fresh folder and sandbox, a run that is killed before a step if one is given, and the run after it. */
async function runTwice({ input, bytes, args }: Form, killAt: number) {
  const sandbox = await startSandbox();
  const cwd = mkdtempSync(join(tmpdir(), 'segment-steps-'));
  const log = join(cwd, 'steps.log');
  writeFileSync(join(cwd, input), bytes);
  const run = (env: Record<string, string>) =>
    startBackfill({
      args: [...args, '--json', '--concurrency', '1'],
      cwd,
      url: sandbox.url,
      // What is compiled is kept after everything else, in twenty steps that change nothing of the job.
      env: { NODE_DISABLE_COMPILE_CACHE: '1', ...env },
      ...(args.includes('-') ? { stdin: join(cwd, input) } : {}),
    }).ended;
  const preload = pathToFileURL(join(projectRoot, 'test', 'helpers', 'kill-at-step.mjs')).href;
  try {
    const first = await run({ NODE_OPTIONS: `--import=${preload}`, STEP_LOG: log, KILL_AT: String(killAt) });
    const steps = readFileSync(log, 'utf8').trimEnd().split('\n');
    const after = readReceipt(cwd);
    const requests = sandbox.journal.counts.requests;
    const second = await run({});
    const { rejects }: { rejects: string | null } = JSON.parse(second.stdout);
    return {
      first,
      second,
      steps,
      after,
      isSentAgain: sandbox.journal.counts.requests > requests,
      requests,
      stored: sandbox.journal.counts.stored,
      bad: rejects === null ? [] : readRejects(rejects),
      rejectsFiles: readdirSync(cwd).filter((name) => /rejects|mine/.test(name)).length,
      final: readReceipt(cwd),
    };
  } finally {
    await sandbox.close();
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** The checkpoint or receipt that stands in a folder. */
function readReceipt(cwd: string) {
  const folder = join(cwd, 'state', 'checkpoints');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const path = [join(cwd, 'job.json'), ...names.map((name) => join(folder, name))].find((file) =>
    existsSync(file),
  );
  const read = path === undefined ? undefined : parseCheckpoint(readFileSync(path));
  return read?.kind === 'checkpoint' ? read.checkpoint : undefined;
}

describe('kill -9 before each step', () => {
  it.each(forms)(
    '$name: the next run ends as that one would have, and sends what was recorded by nobody',
    async (form) => {
      const { steps } = await runTwice(form, 0);
      const seen = { unrecorded: 0, recorded: 0, unreported: 0, reported: 0 };
      for (let step = 1; step <= steps.length; step += 1) {
        const { first, second, after, ...rest } = await runTwice(form, step);
        const at = `killed before ${steps[step - 1]}`;
        expect(first.signal, at).toBe('SIGKILL');
        expect(second.code, at).toBe(form.exit);
        expect(JSON.parse(second.stdout), at).toMatchObject(form.counts);
        expect([rest.stored, rest.bad], at).toEqual([form.counts.acknowledged, form.bad]);
        expect(rest.final, at).toMatchObject({ reported: true });
        const isReported = after?.reported === true;
        if (isReported) {
          // Whoever started the first run has its outcome.
          expect(JSON.parse(first.stdout), at).toMatchObject(form.counts);
          seen.reported += 1;
          continue;
        }
        expect(rest.rejectsFiles, at).toBe(form.bad.length > 0 ? 1 : 0);
        const isRecorded = after !== undefined && after.totals.read === form.counts.read;
        expect(rest.isSentAgain, at).toBe(!isRecorded);
        if (!isRecorded) seen.unrecorded += 1;
        else if (after.finishedAt === null) seen.recorded += 1;
        else seen.unreported += 1;
      }
      process.stdout.write(
        `kill -9 before each of ${steps.length} steps (${form.name}): ${seen.unrecorded} before anything was recorded, ` +
          `${seen.recorded} before the receipt, ${seen.unreported} before it was reported, ${seen.reported} after\n`,
      );
      expect(seen.unreported).toBeGreaterThan(3);
      expect(seen.recorded).toBeGreaterThan(0);
      // Marked last of all: nothing but the lock and the exit comes after it.
      expect(seen.reported).toBeLessThanOrEqual(2);
    },
    300_000,
  );
});

it('a summary that could not be written, for stdout is on a full disk, is printed by the next run', async () => {
  const sandbox = await startSandbox();
  const cwd = mkdtempSync(join(tmpdir(), 'segment-steps-'));
  writeFileSync(join(cwd, 'a.ndjson'), content);
  const run = (under: readonly string[]) =>
    startBackfill({ args: ['a.ndjson', '--json'], cwd, url: sandbox.url, under }).ended;
  try {
    const first = await run(['sh', '-c', 'exec "$@" > /dev/full', 'sh']);
    expect([first.code, first.stderr]).toEqual([
      8,
      expect.stringContaining('stdout: no space left on device'),
    ]);
    const second = await run([]);
    expect([second.code, JSON.parse(second.stdout)]).toEqual([8, expect.objectContaining(counts)]);
    expect(sandbox.journal.counts).toMatchObject({ requests: 1, stored: 3 });
  } finally {
    await sandbox.close();
    rmSync(cwd, { recursive: true, force: true });
  }
});
