import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import { afterEach, describe, expect, it } from 'vitest';
import { createMessageIds } from '../../src/backfill/reading/message-id.ts';
import { mappingOfFlags } from '../../src/formats/mapping/flags.ts';
import { emptyMapping, type Mapping } from '../../src/formats/mapping/mapping.ts';
import { openPreset, type PresetName } from '../../src/formats/presets/presets.ts';
import { compileRecords } from '../../src/formats/records/compile-records.ts';
import type { Preset } from '../../src/formats/records/record-table.ts';
import type { FaultPlan } from '../../src/sandbox/faults/plan.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { childWriteKey, startBackfill } from '../helpers/backfill-child.ts';
import {
  type BackfillFile,
  backfillFile,
  compareStored,
  readRejects,
  seededChance,
} from '../helpers/backfill-file.ts';
import { askAtLarge, duckdb, duckdbEnv } from '../helpers/duckdb.ts';
import type { ProgramEnd } from '../helpers/program-child.ts';
import { zipOf } from '../helpers/zip.ts';

// The promise under the hardest conditions (rules R9, R13, R18): the built executable, killed again and again over
// one backfill. Every line must end in exactly one place.

type RecordOf = (index: number, user: string | undefined) => object;

const concurrency = 4;
const batch = 100;
const kills = 52;

const file = backfillFile();
/** The same as the elements of an array, each bad one JSON. */
const arrayFile = backfillFile({ isJson: true });

/** 5 % 500, 5 % lost acknowledgements, 2 % 429, and enough latency that most kills fall into requests. */
const faults: FaultPlan = {
  seed: 4,
  rules: [
    { name: 'latency', latency: [20, 50] },
    { name: 'lost answer', reset: 'after', share: 0.05 },
    { name: 'unavailable', status: 500, share: 0.05 },
    { name: 'throttled', status: 429, retryAfter: 0.05, share: 0.02 },
  ],
};

/** Rows with line breaks in quoted cells, every 33rd without a user; and the messages that the others are. */
function tableFile(rows: number): BackfillFile {
  const columns = ['type', 'userId', 'event', 'timestamp', 'properties.text', 'properties.n'];
  const good: string[] = [];
  const bad: { line: number; code: string }[] = [];
  const cells = Array.from({ length: rows }, (_, index) => {
    const isBad = index % 33 === 16;
    const [type, event, timestamp] = ['track', `E${index % 7}`, '2024-01-02T03:04:05Z'];
    const userId = `u${index % 501}`;
    // Equal rows are messages of their own.
    const text = `line one\nline "two", ${index % 100}\r\n\u00e9;`;
    if (isBad) bad.push({ line: index + 1, code: 'no_user_anon_id' });
    else good.push(JSON.stringify({ type, userId, event, timestamp, properties: { text, n: index % 10 } }));
    return [type, isBad ? '' : userId, event, timestamp, text, String(index % 10)];
  });
  return { bytes: Buffer.from(stringify([columns, ...cells])), good, bad };
}
const table = tableFile(20_000);

/** Takes part in ids that are hashes, as it does in the program. */
const { seed: idSeed } = await createMessageIds({ writeKey: childWriteKey });

/** Records of another tool, every 33rd without a user; and the messages that they become, some of them two. */
function recordsFile(
  preset: Preset | undefined,
  recordOf: RecordOf,
  {
    mapping = emptyMapping,
    lineOf = JSON.stringify,
  }: { mapping?: Mapping; lineOf?: (record: object) => string } = {},
): BackfillFile {
  const mapper = compileRecords(preset, mapping, { identify: true, idSeed });
  const good: string[] = [];
  const bad: { line: number; code: string }[] = [];
  const lines = Array.from({ length: 20_000 }, (_, index) => {
    const isBad = index % 33 === 16;
    const record = recordOf(index, isBad ? undefined : `u${index % 501}`);
    if (isBad) bad.push({ line: index + 1, code: 'no_user_anon_id' });
    else good.push(...mapper.messages(JSON.stringify(record)).map(({ text }) => text));
    return lineOf(record);
  });
  return { bytes: Buffer.from(`${lines.join('\n')}\n`), good, bad };
}
const timestamp = '2024-01-02T03:04:05Z';

/** A record of each tool, of a user who is told of or of nobody. */
const recordsOf: Readonly<Record<Exclude<PresetName, 'segment-warehouse'>, RecordOf>> = {
  'segment-archive': (n, userId) => ({
    type: 'track',
    event: 'E',
    userId,
    timestamp,
    messageId: `m${n}`,
    context: {},
  }),
  rudderstack: (n, userId) => ({
    type: 'track',
    event: 'E',
    userId,
    rudderId: 'r',
    timestamp,
    properties: { n: n % 10 },
  }),
  mixpanel: (n, user) => ({
    event: 'E',
    properties: { $user_id: user, time: 1704164645, $insert_id: `i${n}`, n },
  }),
  amplitude: (n, user) => ({
    ...{ event_type: 'E', user_id: user, uuid: `i${n}`, event_time: '2024-01-02 03:04:05.000000' },
    ...(user !== undefined && { user_properties: { plan: 'pro' } }),
    event_properties: { n },
  }),
  ga4: (n, user) => ({
    ...{ event_name: 'e', event_timestamp: `${1704164645000000 + n}`, user_id: user },
    ...(user !== undefined && { user_properties: [{ key: 'plan', value: { string_value: 'pro' } }] }),
    event_params: [{ key: 'n', value: { int_value: `${n}` } }],
  }),
  posthog: (n, user) => ({
    ...{ event: `E${n % 7}`, timestamp, properties: { n: n % 10 } },
    ...(user !== undefined && { distinct_id: user, person_properties: { plan: 'pro', n: n % 10 } }),
  }),
};
const warehouse = recordsFile(openPreset('segment-warehouse', 'order_completed'), (index, user) => ({
  ...(user !== undefined && { user_id: user }),
  timestamp,
  text: `line one\nline "two", ${index % 100}`,
  n: index % 10,
}));
const tapMap = ['type:="track"', 'event:="Order"', 'userId=user'];
/** Equal records of a tap are one message. */
const tap = recordsFile(undefined, (n, user) => ({ user, timestamp, n }), {
  mapping: mappingOfFlags({ map: tapMap }),
  lineOf: (record) => JSON.stringify({ type: 'RECORD', stream: 'orders', record }),
});

const posthog = recordsFile(openPreset('posthog'), recordsOf.posthog);

/** The same records as Parquet, in small row groups. */
async function parquetOf({ bytes }: BackfillFile): Promise<Buffer> {
  const [lines, parquet] = [join(folder, 'records.ndjson'), join(folder, 'records.parquet')];
  writeFileSync(lines, bytes);
  const text = ['event', 'timestamp', 'distinct_id'].map((name) => `${name}: 'VARCHAR'`);
  const columns = `{${[...text, "properties: 'JSON'", "person_properties: 'JSON'"].join(', ')}}`;
  const rows = `FROM read_json('${lines}', format = 'newline_delimited', columns = ${columns})`;
  await askAtLarge(`COPY (${rows}) TO '${parquet}' (FORMAT parquet, ROW_GROUP_SIZE 4096)`);
  return readFileSync(parquet);
}

/** The same records as rows. */
function rowsOf({ bytes }: BackfillFile, columns: readonly string[]): Buffer {
  const records = linesOf(bytes).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  return Buffer.from(
    stringify([[...columns], ...records.map((record) => columns.map((name) => record[name]))]),
  );
}

let sandbox: RunningSandbox;
let folder: string;

async function open(plan?: FaultPlan): Promise<void> {
  sandbox = await startSandbox({ ledger: true, ...(plan === undefined ? {} : { faults: plan }) });
  folder = mkdtempSync(join(tmpdir(), 'segment-kill-'));
}
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Form {
  readonly name: string;
  readonly input: string;
  readonly file: BackfillFile;
  readonly kills: number;
  readonly content: (file: BackfillFile) => Buffer | Promise<Buffer>;
  readonly args: readonly string[];
  readonly isPiped: boolean;
}
const forms: readonly Form[] = [
  {
    name: 'a file',
    input: 'in.ndjson',
    file,
    kills,
    content: ({ bytes }) => bytes,
    args: ['in.ndjson'],
    isPiped: false,
  },
  {
    name: 'a gzip file, sent in gzip',
    input: 'in.ndjson.gz',
    file,
    kills,
    content: ({ bytes }) => gzipSync(bytes),
    args: ['in.ndjson.gz', '--gzip'],
    isPiped: false,
  },
  {
    name: 'stdin with --checkpoint',
    input: 'in.ndjson',
    file,
    kills,
    content: ({ bytes }) => bytes,
    args: ['-', '--checkpoint', 'job.json'],
    isPiped: true,
  },
  {
    name: 'an array',
    input: 'in.json',
    file: arrayFile,
    kills: 12,
    content: ({ bytes }) => Buffer.from(`[${linesOf(bytes).join(',')}]`),
    args: ['in.json'],
    isPiped: false,
  },
  {
    name: 'a pretty-printed array in gzip',
    input: 'in.json.gz',
    file: arrayFile,
    kills: 6,
    content: ({ bytes }) => gzipSync(`[\n  ${linesOf(bytes).join(',\n  ')}\n]\n`),
    args: ['in.json.gz'],
    isPiped: false,
  },
  {
    name: 'a zip archive',
    input: 'in.zip',
    file: arrayFile,
    kills: 6,
    content: ({ bytes }) => archiveOf(linesOf(bytes)),
    args: ['in.zip'],
    isPiped: false,
  },
  {
    name: 'objects one behind the other on stdin, with --checkpoint',
    input: 'in.json',
    file: arrayFile,
    kills: 6,
    content: ({ bytes }) => Buffer.from(linesOf(bytes).join('')),
    args: ['-', '--checkpoint', 'job.json'],
    isPiped: true,
  },
  {
    name: 'bodies of batch calls, one a line',
    input: 'in.ndjson',
    file: arrayFile,
    kills: 3,
    content: ({ bytes }) => Buffer.from(bodiesOf(bytes, 300).join('\n')),
    args: ['in.ndjson'],
    isPiped: false,
  },
  {
    name: 'large bodies, pretty-printed, in gzip',
    input: 'in.json.gz',
    file: arrayFile,
    kills: 3,
    content: ({ bytes }) => gzipSync(bodiesOf(bytes, 20_000, ',\n  ').join('\n')),
    args: ['in.json.gz'],
    isPiped: false,
  },
  {
    name: 'a table with line breaks in its cells',
    input: 'in.csv',
    file: table,
    kills: 3,
    content: ({ bytes }) => bytes,
    args: ['in.csv'],
    isPiped: false,
  },
  {
    name: 'a table on stdin, with --checkpoint',
    input: 'in.csv',
    file: table,
    kills: 3,
    content: ({ bytes }) => bytes,
    args: ['-', '--from', 'csv', '--checkpoint', 'job.json'],
    isPiped: true,
  },
  ...Object.entries(recordsOf).map(([name, recordOf]) => ({
    name: `records of ${name} in gzip`,
    input: 'in.ndjson.gz',
    file: name === 'posthog' ? posthog : recordsFile(openPreset(name as PresetName), recordOf),
    kills: 3,
    content: ({ bytes }: BackfillFile) => gzipSync(bytes),
    args: ['in.ndjson.gz', '--from', name, '--identify'],
    isPiped: false,
  })),
  {
    name: 'records of a tap on stdin, with --checkpoint',
    input: 'in.ndjson',
    file: tap,
    kills: 3,
    content: ({ bytes }) => bytes,
    args: [
      ...['-', '--from', 'singer', '--stream', 'orders', '--checkpoint', 'job.json'],
      ...tapMap.flatMap((map) => ['--map', map]),
    ],
    isPiped: true,
  },
  ...(duckdb === undefined
    ? []
    : [
        {
          name: 'records of posthog in Parquet',
          input: 'in.parquet',
          file: posthog,
          kills: 3,
          content: parquetOf,
          args: ['in.parquet', '--from', 'posthog', '--identify'],
          isPiped: false,
        },
      ]),
  {
    name: 'rows of a warehouse',
    input: 'in.csv',
    file: warehouse,
    kills: 3,
    content: (rows) => rowsOf(rows, ['user_id', 'timestamp', 'text', 'n']),
    args: ['in.csv', '--from', 'segment-warehouse', '--table', 'order_completed'],
    isPiped: false,
  },
  {
    name: 'large bodies one behind the other on stdin, with --checkpoint',
    input: 'in.json',
    file: arrayFile,
    kills: 3,
    content: ({ bytes }) => Buffer.from(bodiesOf(bytes, 20_000).join('')),
    args: ['-', '--checkpoint', 'job.json'],
    isPiped: true,
  },
];

function linesOf(bytes: Buffer): string[] {
  return bytes.toString('utf8').trimEnd().split('\n');
}

/** The same lines in bodies of so many messages each. */
function bodiesOf(bytes: Buffer, messages: number, separator = ','): string[] {
  const lines = linesOf(bytes);
  const bodies: string[] = [];
  for (let from = 0; from < lines.length; from += messages)
    bodies.push(
      `{"batch":[${lines.slice(from, from + messages).join(separator)}],"sentAt":"2024-01-02T03:04:05Z"}`,
    );
  return bodies;
}

/** A third as lines, a third as an array, and the rest as objects in gzip. */
function archiveOf(lines: readonly string[]): Buffer {
  const [first, second] = [Math.floor(lines.length / 3), Math.floor((2 * lines.length) / 3)];
  return zipOf([
    ['1.ndjson', `${lines.slice(0, first).join('\n')}\n`, { method: 8 }],
    ['2.json', `[${lines.slice(first, second).join(',')}]`],
    ['3.json.gz', gzipSync(lines.slice(second).join('')), { method: 8 }],
  ]);
}

const pace = ['--max-batch-events', `${batch}`, '--concurrency', `${concurrency}`, '--retry-base', '10ms'];

function start({ args, input, isPiped }: Form, ...more: readonly string[]) {
  return startBackfill({
    args: [...args, ...pace, '--json', ...more],
    cwd: folder,
    url: sandbox.url,
    env: duckdbEnv,
    ...(isPiped ? { stdin: join(folder, input) } : {}),
  });
}

/** Lines that arrive although a run before this one had them stored already. */
function createResendCounter() {
  let lastStored = 0;
  let lastRepeat = 0;
  const before = new Set<string>();
  return {
    /** Of the run that has just ended. */
    count(): number {
      const resent = new Set<string>();
      for (const { seq, messageId } of sandbox.journal.rejected) {
        if (seq <= lastRepeat) continue;
        lastRepeat = seq;
        if (before.has(messageId)) resent.add(messageId);
      }
      for (const { seq, messageId } of sandbox.journal.messages) {
        if (seq <= lastStored) continue;
        lastStored = seq;
        before.add(messageId);
      }
      return resent.size;
    },
  };
}

/** Resolves after so many more requests have come in, or when the process has ended. */
async function afterRequests(count: number, ended: Promise<unknown>): Promise<void> {
  const until = sandbox.journal.counts.requests + count;
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && sandbox.journal.counts.requests < until) await wait(1);
}

function expectWhole(end: ProgramEnd, rejects: string, { file }: Pick<Form, 'file'>): void {
  expect(compareStored(sandbox, file.good)).toEqual({
    stored: file.good.length,
    missing: 0,
    foreign: 0,
    altered: 0,
  });
  expect(readRejects(join(folder, rejects))).toEqual(file.bad);
  expect(end.code).toBe(8);
  expect(JSON.parse(end.stdout)).toMatchObject({
    read: file.good.length + file.bad.length,
    acknowledged: file.good.length,
    rejected: file.bad.length,
    unacknowledged: 0,
    checkpoint: null,
  });
}

/** The same file once more, from its beginning. */
async function expectNothingNew(form: Form): Promise<void> {
  sandbox.faults.clear();
  await start(form, '--restart').ended;
  expect(compareStored(sandbox, form.file.good)).toMatchObject({ stored: form.file.good.length, altered: 0 });
}

describe('kill -9, again and again', () => {
  it.each(forms)(
    '$name: nothing is lost, nothing altered, bad lines are rejected once',
    async (form) => {
      const { file, kills } = form;
      await open(faults);
      writeFileSync(join(folder, form.input), await form.content(file));
      const chance = seededChance(form.name.length);
      const resends = createResendCounter();
      const perKill: number[] = [];
      let inFlight = 0;
      for (let kill = 0; kill < kills; kill += 1) {
        const child = start(form);
        // Some die before they have sent anything, most in the middle of requests.
        if (kill % 7 === 0) await wait(chance() * 250);
        else {
          await afterRequests(1 + Math.floor(chance() * 9), child.ended);
          await wait(chance() * 20);
          inFlight += 1;
        }
        child.process.kill('SIGKILL');
        const { signal } = await child.ended;
        expect(signal).toBe('SIGKILL');
        perKill.push(resends.count());
      }
      const end = await start(form).ended;
      perKill.push(resends.count());
      expectWhole(end, form.isPiped ? 'stdin.rejects.ndjson' : `${form.input}.rejects.ndjson`, form);
      if (!form.isPiped && form.args.includes('--from')) await expectNothingNew(form);
      const most = Math.max(...perKill);
      const total = perKill.reduce((sum, count) => sum + count, 0);
      process.stdout.write(
        `kill -9 (${form.name}): ${kills} kills, ${inFlight} of them while sending; ${file.good.length} lines stored, ` +
          `${file.bad.length} rejected, ${total} resent in all, ${most} after one kill at most (bound ${concurrency * batch}); ` +
          `faults: ${[...sandbox.journal.counts.faults].map(([name, count]) => `${count} ${name}`).join(', ')}\n`,
      );
      expect(most).toBeLessThanOrEqual(concurrency * batch);
    },
    240_000,
  );
});

describe('SIGTERM', () => {
  it.each([
    [20, 'a file'],
    [2, 'a table with line breaks in its cells'],
  ])(
    '%d times over %s without faults: no line is sent twice',
    async (times, name) => {
      await open({ rules: [{ latency: [20, 50] }] });
      const form = forms.find((each) => each.name === name);
      if (form === undefined) throw new Error('no form');
      writeFileSync(join(folder, form.input), await form.content(form.file));
      const chance = seededChance(20);
      let interrupted = 0;
      for (let round = 0; round < times; round += 1) {
        const child = start(form);
        await afterRequests(1 + Math.floor(chance() * 12), child.ended);
        await wait(chance() * 20);
        child.process.kill('SIGTERM');
        const end = await child.ended;
        expect(end.code).toBe(143);
        const counts = JSON.parse(end.stdout);
        const { read, acknowledged, rejected, blank, filtered, unacknowledged } = counts;
        expect(acknowledged + rejected + blank + filtered + unacknowledged).toBe(read);
        expect(counts.checkpoint).toContain(join(folder, 'state'));
        expect(sandbox.journal.counts.stored).toBe(acknowledged);
        interrupted += 1;
      }
      expectWhole(await start(form).ended, `${form.input}.rejects.ndjson`, form);
      expect(sandbox.journal.counts.duplicates).toBe(0);
      process.stdout.write(
        `SIGTERM: ${interrupted} times, ${sandbox.journal.counts.duplicates} lines sent twice\n`,
      );
    },
    120_000,
  );

  it('a second signal ends it although a request hangs, and leaves a checkpoint that can be gone on from', async () => {
    const [form] = forms;
    if (form === undefined) throw new Error('no form');
    await open({ rules: [{ hang: true, after: 10 }] });
    writeFileSync(join(folder, form.input), await form.content(file));
    const child = start(form, '--request-timeout', '10m');
    await afterRequests(11, child.ended);
    child.process.kill('SIGTERM');
    await wait(50);
    child.process.kill('SIGTERM');
    const second = performance.now();
    // Without the second signal it would wait ten seconds for the requests that hang.
    const end = await child.ended;
    process.stdout.write(`second signal: it ended ${Math.round(performance.now() - second)} ms later\n`);
    expect(end.code).toBe(143);
    const { acknowledged } = JSON.parse(end.stdout);
    expect(acknowledged).toBeGreaterThan(0);
    sandbox.faults.clear();
    const last = await start(form).ended;
    expect(JSON.parse(last.stdout).resumedFrom).toMatchObject({ file: 'in.ndjson' });
    expectWhole(last, 'in.ndjson.rejects.ndjson', form);
  }, 60_000);
});
