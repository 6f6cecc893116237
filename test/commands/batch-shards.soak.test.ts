import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { startBackfill } from '../helpers/backfill-child.ts';
import { backfillFile, compareStored, readRejects } from '../helpers/backfill-file.ts';
import { type CliResult, cli } from '../helpers/cli.ts';

// One input over several machines (docs/rules.md#jobs): together the shards are the input, each line once.

const whole = backfillFile();
const file = { ...whole, bytes: Buffer.concat([Buffer.from('\n \n'), whole.bytes]) };
const blank = 2;

let sandbox: RunningSandbox;
let folder: string;
beforeEach(async () => {
  sandbox = await startSandbox({ ledger: true });
  folder = mkdtempSync(join(tmpdir(), 'segment-shards-'));
  writeFileSync(join(folder, 'in.ndjson'), file.bytes);
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

function batch(args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> {
  return cli(['batch', 'in.ndjson', '--json', ...args], {
    cwd: folder,
    env: {
      SEGMENT_TRACKING_URL: sandbox.url,
      SEGMENT_WRITE_KEY: 'k'.repeat(32),
      SEGMENT_CONFIG_DIR: join(folder, 'config'),
      SEGMENT_STATE_DIR: join(folder, 'state'),
      ...env,
    },
  });
}

const storedIds = () => [...sandbox.journal.messages].map(({ messageId }) => messageId).sort();

describe('--shard', () => {
  it.each([1, 2, 3, 7])('%i shards: the union is the input, each line once', async (count) => {
    const sums = { acknowledged: 0, rejected: 0, blank: 0 };
    for (let index = 1; index <= count; index += 1) {
      const { stdout } = await batch(['--shard', `${index}/${count}`]);
      const counts = JSON.parse(stdout);
      expect(counts.read).toBe(file.good.length + file.bad.length + blank);
      sums.acknowledged += counts.acknowledged;
      sums.rejected += counts.rejected;
      sums.blank += counts.blank;
    }
    expect(sums).toEqual({ acknowledged: file.good.length, rejected: file.bad.length, blank });
    expect(sandbox.journal.counts.duplicates).toBe(0);
    expect(compareStored(sandbox, file.good)).toEqual({
      stored: file.good.length,
      missing: 0,
      foreign: 0,
      altered: 0,
    });
    const names = readdirSync(folder).filter((name) => name.endsWith('.rejects.ndjson'));
    expect(names).toHaveLength(count);
    const rejected = names.flatMap((name) => readRejects(join(folder, name)));
    expect(rejected.map(({ line }) => line).sort((a, b) => a - b)).toEqual(
      file.bad.map(({ line }) => line + blank),
    );
    process.stdout.write(
      `shards: ${count}: ${sums.acknowledged} lines sent, ${sums.rejected} rejected, each once\n`,
    );
  });

  it('a user’s lines stay together, and a second run has the same', async () => {
    await batch(['--shard', '2/3']);
    const first = storedIds();
    const users = new Set(
      [...sandbox.journal.messages].map(({ userId, anonymousId }) => userId ?? anonymousId),
    );
    await batch(['--shard', '1/3']);
    const others = [...sandbox.journal.messages].slice(first.length);
    expect(others.length).toBeGreaterThan(1000);
    expect(others.filter(({ userId, anonymousId }) => users.has(userId ?? anonymousId))).toEqual([]);
    await batch(['--shard', '2/3']);
    expect(sandbox.journal.counts).toMatchObject({
      stored: first.length + others.length,
      duplicates: first.length,
    });
  });

  it('a killed shard goes on where it was', async () => {
    sandbox.faults.set({ rules: [{ latency: [20, 40] }] });
    const call = {
      args: ['in.ndjson', '--shard', 'auto/2', '--json', '--max-batch-events', '100', '--concurrency', '4'],
      cwd: folder,
      url: sandbox.url,
      env: { JOB_COMPLETION_INDEX: '1' },
    };
    let kills = 0;
    for (; kills < 5; kills += 1) {
      const child = startBackfill(call);
      const until = sandbox.journal.counts.requests + 10;
      while (sandbox.journal.counts.requests < until) await new Promise((done) => setTimeout(done, 1));
      child.process.kill('SIGKILL');
      await child.ended;
    }
    sandbox.faults.clear();
    const end = await startBackfill(call).ended;
    expect(end.code).toBe(8);
    expect(JSON.parse(end.stdout).resumedFrom.line).toBeGreaterThan(1000);
    await batch(['--shard', '1/2']);
    expect(compareStored(sandbox, file.good)).toMatchObject({ missing: 0, foreign: 0, altered: 0 });
    expect(sandbox.journal.counts.duplicates).toBeLessThanOrEqual(kills * 400);
    const rejected = readdirSync(folder)
      .filter((name) => name.endsWith('.rejects.ndjson'))
      .flatMap((name) => readRejects(join(folder, name)));
    expect(rejected).toHaveLength(file.bad.length);
  });

  it('without it, no variable of an array job changes what is sent', async () => {
    await batch([]);
    const plain = storedIds();
    sandbox.journal.reset();
    const { stdout } = await batch(['--restart'], {
      JOB_COMPLETION_INDEX: '3',
      CI_NODE_INDEX: '2',
      CI_NODE_TOTAL: '5',
      SLURM_ARRAY_TASK_ID: '7',
      SLURM_ARRAY_TASK_MIN: '1',
      SLURM_ARRAY_TASK_COUNT: '9',
      AWS_BATCH_JOB_ARRAY_INDEX: '1',
      AWS_BATCH_JOB_ARRAY_SIZE: '4',
    });
    expect(JSON.parse(stdout)).toMatchObject({ filtered: 0 });
    expect(storedIds()).toEqual(plain);
  });

  it('auto without an array job, or without a number, is a wrong call', async () => {
    expect(await batch(['--shard', 'auto'])).toMatchObject({ code: 2 });
    const { code, stderr } = await batch(['--shard', 'auto'], { JOB_COMPLETION_INDEX: '0' });
    expect([code, JSON.parse(stderr).error.hint]).toEqual([2, expect.stringContaining('--shard auto/')]);
    expect(sandbox.journal.counts.requests).toBe(0);
  });

  it('names its own rejects file when one is given', async () => {
    await batch(['--shard', '1/2', '--rejects', 'mine.ndjson']);
    await batch(['--shard', '2/2', '--rejects', 'mine.ndjson']);
    const names = readdirSync(folder).filter((name) => name.startsWith('mine'));
    expect(names.sort()).toEqual(['mine.shard-1-of-2.ndjson', 'mine.shard-2-of-2.ndjson']);
    expect(readFileSync(join(folder, 'mine.shard-1-of-2.ndjson'), 'utf8')).toContain('"code"');
  });
});

describe('--where', () => {
  it('sends what matches and counts the rest as filtered', async () => {
    const { stdout } = await batch(['--where', 'type = "identify"']);
    const none = JSON.parse(stdout);
    expect(none.acknowledged + none.filtered + none.rejected + none.blank).toBe(none.read);
    expect(sandbox.journal.counts.stored).toBe(none.acknowledged);
    expect(none.filtered).toBeGreaterThan(0);
    const wrong = await batch(['--where', 'type is "identify"']);
    expect(wrong).toMatchObject({ code: 2 });
  });
});
