import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/sandbox/faults/plan.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { backfillFile, compareStored, readRejects } from '../helpers/backfill-file.ts';
import { type CliResult, cli } from '../helpers/cli.ts';

// Every way a request can fail, against the whole program: nothing is lost, and every line is accounted for
// (rules R10 to R12, R17).

const whole = backfillFile();
/** Enough for 40 batches; lines that are the same in the file are left out, so that each is known by its text. */
const good = [...new Set(whole.good)].slice(0, 3_000);
const bad = ['{"type":"track","event":"E"}', '["bad"]', '{"type":"trak","userId":"u"}'];
const lines = good.flatMap((line, index) =>
  index % 1_000 === 500 ? [bad[index % 3] ?? '[]', line] : [line],
);
const badCount = lines.length - good.length;

let sandbox: RunningSandbox;
let folder: string;
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(rules: readonly FaultRule[], seed: number): Promise<void> {
  sandbox = await startSandbox({ ledger: true, faults: { seed, rules: [...rules] } });
  folder = mkdtempSync(join(tmpdir(), 'segment-faults-'));
  writeFileSync(join(folder, 'in.ndjson'), `${lines.join('\n')}\n`);
}

const short = [
  '--max-batch-events',
  '75',
  '--retry-base',
  '2ms',
  '--request-timeout',
  '250ms',
  '--concurrency',
  '6',
];

function batch(...args: readonly string[]): Promise<CliResult> {
  return cli(['batch', 'in.ndjson', ...short, '--json', ...args], {
    cwd: folder,
    env: {
      SEGMENT_TRACKING_URL: sandbox.url,
      SEGMENT_WRITE_KEY: 'k'.repeat(32),
      SEGMENT_CONFIG_DIR: join(folder, 'config'),
      SEGMENT_STATE_DIR: join(folder, 'state'),
    },
  });
}

interface Sums {
  readonly runs: number;
  readonly rejected: number;
  readonly retries: number;
}

/** Runs until the job is done, as a person would: the same command again. Checks the sum of every run. */
async function runToTheEnd(): Promise<Sums> {
  for (let runs = 1; runs <= 60; runs += 1) {
    const { stdout } = await batch();
    const counts = JSON.parse(stdout);
    const { read, acknowledged, rejected, blank, filtered, unacknowledged, retries } = counts;
    expect(acknowledged + rejected + blank + filtered + unacknowledged).toBe(read);
    if (counts.checkpoint === null) return { runs, rejected, retries };
  }
  throw new Error('It does not come to its end.');
}

/** Faults that pass by themselves. */
const passing: readonly [string, Omit<FaultRule, 'share'>][] = [
  ...[408, 410, 425, 429, 460, 500, 502, 503, 504, 529, 599].map((status): [string, FaultRule] => [
    `${status}`,
    { status },
  ]),
  ['429 with Retry-After in seconds', { status: 429, retryAfter: 0.03 }],
  ['429 with Retry-After as a date', { status: 429, retryAfter: { date: 1 }, times: 1 }],
  ['503 with Retry-After', { status: 503, retryAfter: 0.03 }],
  ['429 with a Retry-After that means nothing', { status: 429, retryAfter: 'soon' }],
  ['429 with X-RateLimit-Reset', { status: 429, headers: { 'x-ratelimit-reset': '0.03' } }],
  ['a connection broken before the messages were stored', { reset: 'before' }],
  ['a connection broken after the messages were stored', { reset: 'after' }],
  ['an answer cut in its body', { truncated: true }],
  ['an answer cut before its body', { truncated: 0 }],
  ['no answer at all', { hang: true }],
  ['an answer that comes too late', { latency: 400, status: 200, stores: true }],
  ['an answer byte by byte, too slow', { drip: 60 }],
  ['a login page with 200', { html: true }],
  ['200 with half a JSON', { status: 200, body: '{"succ' }],
];

/** Faults that end the run: the next one goes on. */
const stopping: readonly [string, Omit<FaultRule, 'share'>, number][] = [
  ['301', { redirect: 'http://127.0.0.1:9/v1/batch', status: 301 }, 6],
  ['302', { redirect: '/elsewhere' }, 6],
  ['307', { redirect: '/v1/batch', status: 307 }, 6],
  ['308', { redirect: 'https://example.com/', status: 308 }, 6],
  ['400 of an unknown kind', { status: 400, message: 'no idea' }, 6],
  ['400 for the write key', { status: 400, message: 'An invalid write key was provided' }, 4],
  ['401', { status: 401 }, 4],
  ['403', { status: 403 }, 4],
  ['404', { status: 404 }, 6],
  ['422', { status: 422 }, 6],
  ['501', { status: 501 }, 6],
  ['505', { status: 505 }, 6],
  ['511', { status: 511 }, 6],
  ['200 that says success is false', { status: 200, body: '{"success":false,"message":"no"}' }, 6],
];

/** Faults for which a batch is halved. */
const halving: readonly [string, Omit<FaultRule, 'share'>][] = [
  ['413', { status: 413 }],
  ['400 Exceed payload limit', { status: 400, message: 'Exceed payload limit' }],
  ['400 malformed JSON', { status: 400, message: 'malformed JSON' }],
];

const seeds = [1, 2, 3];
const share = 0.1;

function tell(name: string, { runs, rejected, retries }: Sums): void {
  const faults = [...sandbox.journal.counts.faults.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    `faults: ${name}: ${faults} faults, ${lines.length} lines, ${runs} runs, ${retries} retries, ${rejected} rejected, 0 lost\n`,
  );
}

describe('one fault alone, at 10 %', () => {
  it.each(passing)('%s: everything arrives in one run', async (name, rule) => {
    for (const seed of seeds) {
      await open([{ name, share, ...rule }], seed);
      const sums = await runToTheEnd();
      expect(compareStored(sandbox, good)).toEqual({
        stored: good.length,
        missing: 0,
        foreign: 0,
        altered: 0,
      });
      expect(sums).toMatchObject({ runs: 1, rejected: badCount });
      expect(sandbox.journal.counts.faults.get(name) ?? 0).toBeGreaterThan(0);
      tell(`${name}, seed ${seed}`, sums);
      if (seed !== seeds.at(-1)) await sandbox.close();
    }
  });

  it.each(stopping)(
    '%s: the run stops, the next goes on, everything arrives',
    async (name, rule, exitCode) => {
      for (const seed of seeds) {
        await open([{ name, share, ...rule, times: 5 }], seed);
        const first = await batch();
        // With few requests in one run a fault may come only in a later one.
        expect([0, 8, exitCode]).toContain(first.code);
        const sums = await runToTheEnd();
        expect(compareStored(sandbox, good)).toMatchObject({ missing: 0, foreign: 0, altered: 0 });
        expect(sums.rejected).toBe(badCount);
        tell(`${name}, seed ${seed}`, sums);
        if (seed !== seeds.at(-1)) await sandbox.close();
      }
    },
  );

  it.each(halving)('%s: what is refused alone is rejected, the rest arrives', async (name, rule) => {
    for (const seed of seeds) {
      await open([{ name, share, ...rule }], seed);
      const sums = await runToTheEnd();
      const { missing, ...rest } = compareStored(sandbox, good);
      expect(rest).toMatchObject({ foreign: 0, altered: 0 });
      const refused = readRejects(join(folder, 'in.ndjson.rejects.ndjson')).filter(
        ({ code }) => code === 'refused_by_server',
      );
      expect(missing).toBe(refused.length);
      expect(new Set(refused.map(({ line }) => line)).size).toBe(refused.length);
      expect(sums.rejected).toBe(badCount + refused.length);
      tell(`${name}, seed ${seed}`, sums);
      if (seed !== seeds.at(-1)) await sandbox.close();
    }
  });
});

describe('all faults mixed', () => {
  it.each(seeds)('seed %i: everything arrives', async (seed) => {
    const rules = [
      ...passing.map(([name, rule]) => ({ name, share: 0.01, ...rule })),
      ...stopping.map(([name, rule]) => ({ name, share: 0.002, ...rule })),
    ];
    await open(rules, seed);
    const sums = await runToTheEnd();
    expect(compareStored(sandbox, good)).toMatchObject({ missing: 0, foreign: 0, altered: 0 });
    expect(sums.rejected).toBe(badCount);
    tell(`all mixed, seed ${seed}`, sums);
  });
});

describe('an API that refuses everything', () => {
  const refusals: readonly [string, FaultRule, number][] = [
    ...halving.map(([name, rule]): [string, FaultRule, number] => [name, rule, 6]),
    ['a wrong write key', { status: 400, message: 'An invalid write key was provided' }, 4],
    ['401', { status: 401 }, 4],
    ['404', { status: 404 }, 6],
    ['a redirect', { redirect: 'https://example.com/' }, 6],
  ];
  it.each(refusals)('%s: 0 lines rejected, at most one batch halved', async (name, rule, exitCode) => {
    await open([rule], 1);
    // Without lines that are bad by themselves: nothing at all may be rejected then.
    writeFileSync(join(folder, 'in.ndjson'), `${good.join('\n')}\n`);
    const { code, stdout, stderr } = await batch();
    expect(code).toBe(exitCode);
    const counts = JSON.parse(stdout);
    expect(counts).toMatchObject({ acknowledged: 0, rejected: 0, rejects: null });
    expect(JSON.parse(stderr).error.exitCode).toBe(exitCode);
    // Six side by side; one of them is halved down to its 75 messages.
    const isHalved = halving.some(([halved]) => halved === name);
    const mostRequests = isHalved ? 6 + 2 * 75 - 2 : 6;
    const { requests, retries } = counts;
    expect(requests - retries).toBeLessThanOrEqual(mostRequests);
    expect(sandbox.journal.counts.stored).toBe(0);
    process.stdout.write(`refused: ${name}: ${requests} requests, 0 lines rejected, exit ${code}\n`);
  });

  it('a wrong region: 0 lines rejected', async () => {
    folder = mkdtempSync(join(tmpdir(), 'segment-faults-'));
    sandbox = await startSandbox({
      region: 'eu',
      rejectWrongRegion: true,
      sources: [{ name: 'web', writeKey: 'k'.repeat(32), region: 'us' }],
    });
    writeFileSync(join(folder, 'in.ndjson'), `${good.join('\n')}\n`);
    const { code, stdout } = await batch();
    expect([4, 6]).toContain(code);
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged: 0, rejected: 0 });
    expect(sandbox.journal.counts.requests).toBeLessThanOrEqual(6);
  });
});

describe('Retry-After', () => {
  it('holds everybody: only what was in flight arrives before its end', async () => {
    await open([{ name: 'hold', status: 429, retryAfter: 1.5, after: 8, times: 1 }], 1);
    const { code } = await batch();
    expect(code).toBe(8);
    const requests = [...sandbox.journal.requests];
    const held = requests.find(({ status }) => status === 429);
    const from = held?.receivedAt.getTime() ?? Number.NaN;
    const during = requests.filter(({ receivedAt, seq }) => {
      const at = receivedAt.getTime();
      return seq > (held?.seq ?? 0) && at < from + 1_500;
    });
    expect(requests.length).toBeGreaterThan(20);
    expect(during.length).toBeLessThanOrEqual(5);
    process.stdout.write(
      `Retry-After: ${during.length} requests within 1.5 s of the 429, of the 5 that were in flight at most\n`,
    );
  });

  it('still holds after the process was killed and started again', async () => {
    await open([{ name: 'hold', status: 429, retryAfter: 2, after: 3, times: 1 }], 1);
    const { startBackfill } = await import('../helpers/backfill-child.ts');
    const call = { args: ['in.ndjson', ...short, '--json'], cwd: folder, url: sandbox.url };
    const first = startBackfill(call);
    const held = await seen(({ status }) => status === 429);
    // The hold is written down before anything else happens; the answer needs a moment to arrive.
    await new Promise((done) => setTimeout(done, 500));
    first.process.kill('SIGKILL');
    await first.ended;
    const last = sandbox.journal.totals().lastRequest;
    const second = await startBackfill(call).ended;
    expect(second.code).toBe(8);
    expect(JSON.parse(second.stdout).resumedFrom).not.toBeNull();
    const later = [...sandbox.journal.requests].filter(({ seq }) => seq > last);
    expect(later.length).toBeGreaterThan(10);
    for (const { receivedAt } of later)
      expect(receivedAt.getTime()).toBeGreaterThanOrEqual(held.receivedAt.getTime() + 1_990);
    expect(compareStored(sandbox, good)).toMatchObject({ missing: 0, foreign: 0, altered: 0 });
  });

  async function seen(isIt: (request: { readonly status: number }) => boolean) {
    for (;;) {
      const found = [...sandbox.journal.requests].find(isIt);
      if (found !== undefined) return found;
      await new Promise((done) => setTimeout(done, 2));
    }
  }
});

describe('clocks', () => {
  it('sentAt is the clock of each attempt: after a stall of ten minutes it is that of the last', async () => {
    await open([], 1);
    const { json, serve } = await import('../helpers/http-server.ts');
    const server = await serve((_request, reply, before) => {
      if (before === 0) json(reply, 503, { success: false });
      else json(reply, 200, { success: true }, { date: new Date(clock).toUTCString() });
    });
    let clock = Date.parse('2026-01-01T00:00:00Z');
    const { code } = await cli(['batch', 'in.ndjson', '--limit', '10'], {
      cwd: folder,
      env: { SEGMENT_TRACKING_URL: server.url, SEGMENT_WRITE_KEY: 'k'.repeat(32) },
      io: {
        now: () => new Date(clock),
        // The one wait of this run, before the second try.
        sleep: async () => {
          clock += 600_000;
        },
      },
    });
    expect(code).toBe(0);
    const bodies = server.requests.map(({ body }): { sentAt: string; batch: unknown[] } => JSON.parse(body));
    expect(bodies.map(({ sentAt }) => sentAt)).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:10:00.000Z',
    ]);
    expect(bodies[1]?.batch).toEqual(bodies[0]?.batch);
  });

  it('a server whose clock differs is told once', async () => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    await open([{ status: 200, stores: true, headers: { date } }], 1);
    const { stderr, code } = await batch();
    expect(code).toBe(8);
    expect(stderr.match(/clock of this machine is/g)).toHaveLength(1);
    expect(stderr).toContain('ahead of');
  });

  it('a clock an hour ahead warns once and sends everything, retries and holds included', async () => {
    await open(
      [
        { name: 'hold', status: 429, retryAfter: { date: 1 }, times: 2 },
        { status: 503, share: 0.1 },
      ],
      1,
    );
    const { stderr, stdout } = await cli(['batch', 'in.ndjson', ...short, '--json'], {
      cwd: folder,
      env: { SEGMENT_TRACKING_URL: sandbox.url, SEGMENT_WRITE_KEY: 'k'.repeat(32) },
      io: { now: () => new Date(Date.now() + 3_600_000) },
    });
    expect(stderr.match(/clock of this machine is/g)).toHaveLength(1);
    const { acknowledged, requests } = JSON.parse(stdout);
    expect(acknowledged).toBe(good.length);
    // No busy loop: a request for each batch and a few more.
    expect(requests).toBeLessThan(80);
  });
});
