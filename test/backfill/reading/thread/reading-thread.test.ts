import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { runBackfill } from '../../../../src/backfill/backfill.ts';
import { createBatchBuilder, createKernelBuilder } from '../../../../src/backfill/batches/batch-builder.ts';
import { createProgressRecord } from '../../../../src/backfill/checkpoint/progress-record.ts';
import { fileInput } from '../../../../src/backfill/reading/inputs.ts';
import { createMessageIds } from '../../../../src/backfill/reading/message-id.ts';
import {
  createSpanReader,
  leaveLinesAlone,
  type ReadingDeps,
  type ReadRules,
  type SpanReader,
} from '../../../../src/backfill/reading/read-spans.ts';
import { createInShard, type Shard } from '../../../../src/backfill/reading/shard.ts';
import { leastAhead, readAhead } from '../../../../src/backfill/reading/thread/messages.ts';
import {
  type ReadingThread,
  startReadingThread,
} from '../../../../src/backfill/reading/thread/worker-reader.ts';
import type { DeliveryOutcome } from '../../../../src/backfill/sending/deliver.ts';
import type { OutgoingMessage, Place, Span } from '../../../../src/backfill/span.ts';
import { ApiError, CliError, TemporaryError } from '../../../../src/errors.ts';
import { createKernel } from '../../../../src/ndjson/kernel/kernel.ts';
import { backfillFile, seededChance } from '../../../helpers/backfill-file.ts';
import { projectRoot } from '../../../helpers/imports.ts';
import { partOf, stepOf } from '../../../helpers/part.ts';
import { isShared, sharedPath } from '../../../helpers/shared.ts';
import { type ToldReject, toldRejects } from '../../../helpers/told-rejects.ts';
import { countsFromZero, gather, tell, textOf } from '../../../ndjson/kernel/reading.ts';

// The thread that reads must come to exactly what is read without it: the same batches byte for byte, the same rejects,
// places and counts, the same error where it ends early.

const folder = mkdtempSync(join(tmpdir(), 'segment-thread-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ids = { writeKey: 'k' };
const limits = { maxMessageBytes: 32_768, maxBodyBytes: 60_000, maxMessages: 100 };
const room = { batches: 3, before: 10, after: 2 };

function start(): ReadingThread {
  const thread = startReadingThread(pathToFileURL(join(projectRoot, 'dist', 'reader.cjs')));
  if (thread === undefined) throw new Error('the program of the thread was not built');
  onTestFinished(() => thread[Symbol.dispose]());
  return thread;
}

async function beside(thread = start()): Promise<SpanReader> {
  const reader = await thread.open({ ids, limits, room });
  if (reader === undefined) throw new Error('the thread could not be opened');
  return reader;
}

async function here(): Promise<SpanReader> {
  const kernel = createKernel(limits, { ...room, batches: 1000 });
  if (kernel === undefined) throw new Error('this machine cannot run the kernel');
  return createSpanReader(await createMessageIds(ids), createKernelBuilder(kernel, room.before));
}

function rulesOf(onInvalid: ReadRules['onInvalid'] = 'reject'): ReadRules {
  return { ...leaveLinesAlone, maxMessageBytes: limits.maxMessageBytes, onInvalid, lingerMs: 60_000 };
}

/** Something to read with: counts from the beginning, a signal of its own, and what is noted on the way. */
function partsOf() {
  const stopping = new AbortController();
  const notes: string[] = [];
  const counts = countsFromZero();
  const parts: ReadingDeps = {
    counts,
    sleep: () => new Promise(() => {}),
    signal: stopping.signal,
    notes: {
      firstLine: (input, line) => void notes.push(`${input}: ${Buffer.from(line).toString('latin1')}`),
      end: (input) => void notes.push(`${input} ends`),
    },
  };
  return { parts, counts, notes, stopping };
}

let made = 0;
function fileOf(content: string | Buffer, name = 'in.ndjson') {
  made += 1;
  const path = join(folder, `${made}-${name}`);
  const bytes = Buffer.from(content);
  writeFileSync(path, bytes);
  return fileInput({ name, path, size: bytes.length });
}

type InputFile = ReturnType<typeof fileOf>;

/** All that reading comes to, with the error that ended it; batches are given back as they are read. */
async function readAll(reader: SpanReader, inputs: InputFile[], rules = rulesOf(), from?: Place) {
  const { parts, counts, notes } = partsOf();
  let error: unknown;
  async function* released() {
    try {
      for await (const span of reader(inputs, rules, parts, from)) {
        yield span;
        span.messages.release();
      }
    } catch (thrown) {
      error = thrown;
    }
  }
  const reading = await gather(released());
  return {
    ...reading,
    counts: textOf(counts),
    notes,
    error: error === undefined ? undefined : factsOf(error),
  };
}

function factsOf(error: unknown) {
  if (!(error instanceof CliError)) return String(error);
  const { message, code, category, exitCode, hint, details } = error;
  return { message, code, category, exitCode, hint, details };
}

async function expectTheSame(inputs: InputFile[], rules = rulesOf(), from?: Place) {
  const expected = await readAll(await here(), inputs, rules, from);
  expect(await readAll(await beside(), inputs, rules, from)).toEqual(expected);
  return expected;
}

const file = backfillFile();
/** The same as the elements of an array, each bad one JSON. */
const elements = backfillFile({ isJson: true }).bytes.toString().trimEnd().split('\n');
const arrayOf = (texts: readonly string[]) => fileOf(`[\n${texts.join(',\n')}\n]\n`, 'in.json');

describe('the thread comes to what is read without it', () => {
  it('for real lines with bad ones among them', async () => {
    const { length } = file.bytes;
    const bytes = file.bytes.subarray(0, file.bytes.indexOf('\n', length / stepOf(4) - 1) + 1);
    const lines = bytes.toString('latin1').split('\n').length - 1;
    const { rejects, bodies, error } = await expectTheSame([fileOf(bytes)]);
    expect([rejects.length, error]).toEqual([file.bad.filter(({ line }) => line <= lines).length, undefined]);
    expect(bodies.length).toBeGreaterThan(10);
  });

  it.each([
    ['lines', () => fileOf(file.bytes.subarray(0, 400_000))],
    ['elements', () => arrayOf(elements.slice(0, 1_000))],
  ])('from every place of %s where a run may have stopped', async (_name, inputOf) => {
    const input = inputOf();
    const places: Place[] = [];
    for await (const { end } of (await here())([input], rulesOf(), partsOf().parts)) places.push(end);
    expect(places.length).toBeGreaterThan(5);
    for (const place of partOf(places, 3)) await expectTheSame([input], rulesOf(), place);
  });

  it.each([
    [
      'one file after the other',
      () => [
        fileOf(file.bytes.subarray(0, 200_000), 'a'),
        fileOf('\n\n', 'b'),
        fileOf(file.bytes.subarray(0, 90_000), 'c'),
      ],
    ],
    [
      'arrays',
      () => [arrayOf(elements.slice(0, elements.length / stepOf(4))), arrayOf(elements.slice(7, 99))],
    ],
    ['gzip', () => [fileOf(gzipSync(file.bytes.subarray(0, 500_000)), 'in.ndjson.gz')]],
    [
      'CRLF, blank lines and no newline at the end',
      () => [fileOf('\ufeff{"type":"page","userId":"u"}\r\n\r\n \n{"type":"page","userId":"v"}')],
    ],
    ['nothing at all', () => [fileOf('')]],
    ['blank lines alone', () => [fileOf('\n'.repeat(2_000_000))]],
    ['rejects alone', () => [fileOf('{"type":"page"}\n'.repeat(20_000))]],
    [
      'a line longer than a block',
      () => [
        fileOf(
          `{"type":"page","userId":"u"}\n{"a":"${'x'.repeat(3_000_000)}"}\n{"type":"page","userId":"u"}\n`,
        ),
      ],
    ],
  ])('for %s', async (_name, inputs) => {
    const { error } = await expectTheSame(inputs());
    expect(error).toBeUndefined();
  });

  it('for a rejects file, whose lines keep their ids', async () => {
    const lines = [1, 2, 3].map((line) =>
      JSON.stringify({
        file: 'a',
        line,
        offset: 0,
        code: 'invalid_json',
        message: 'm',
        status: null,
        messageId: `id-${line}`,
        raw: '{"type":"page","userId":"u"}',
      }),
    );
    const { messages } = await expectTheSame([fileOf(`${lines.join('\n')}\n`)]);
    expect(messages.map((text) => JSON.parse(text).messageId)).toEqual(['id-1', 'id-2', 'id-3']);
  });

  it.each([1, 2, 3])('for shard %i of 3', async (index) => {
    const shard: Shard = { index, count: 3 };
    const rules = { ...rulesOf(), shard, isInShard: await createInShard(shard) };
    const { counts } = await expectTheSame([fileOf(file.bytes.subarray(0, 300_000))], rules);
    expect(JSON.parse(counts).filtered).toBeGreaterThan(100);
  });

  it.skipIf(!isShared('corpora'))('for bad input of every kind (needs ../shared)', async () => {
    const corpus = sharedPath('corpora', 'JSONTestSuite') ?? '';
    const texts = readdirSync(corpus, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
    expect(texts.length).toBeGreaterThan(100);
    const lines = texts.flatMap((text) => [
      Buffer.from('{"type":"track","event":"E","userId":"u","properties":{"p":'),
      text,
      Buffer.from('}}\n'),
    ]);
    const { rejects, messages } = await expectTheSame([fileOf(Buffer.concat(lines))]);
    expect([rejects.length > 100, messages.length > 50]).toEqual([true, true]);
  });
});

describe('the rows of a table', () => {
  const rows = Array.from({ length: 3000 }, (_, index) => {
    const odd = ['', 'track,u,E', `track,u,E,${index},"x"y,`, ',,,,,', 'track,,E,1,no user,'][index % 41];
    const id = index % 7 === 0 ? `own-${index}` : '';
    return odd ?? `track,u${index % 50},E,${index},"line one\n""two"" é ${index % 3}",${id}`;
  });
  const text = `type,userId,event,n,text,messageId\n${rows.join('\n')}\ntrack,u,E,1,"open,`;
  const mapping = { map: new Map([['properties.zero', { json: '0' }]]), types: new Map() };

  it.each<[string, Shard | undefined]>([
    ['all of them', undefined],
    ['a shard of them', { index: 2, count: 3 }],
  ])('%s are the same by the kernel, in the thread and by the reference', async (_name, shard) => {
    const input = { ...fileOf(text, 'in.csv'), table: { kind: 'csv' as const, isByName: true } };
    const rules: ReadRules = {
      ...{ ...rulesOf(), mapping, shard },
      isInShard: shard === undefined ? undefined : await createInShard(shard),
    };
    const { messages, rejects, counts } = await expectTheSame([input], rules);
    expect(messages.length).toBeGreaterThan(shard === undefined ? 2500 : 500);
    const builder = createBatchBuilder({ maxBytes: 60_000, maxMessages: 100, envelopeBytes: 0 });
    const reference = createSpanReader(await createMessageIds(ids), builder);
    const slow = await readAll(reference, [input], rules);
    expect(slow.messages).toEqual(messages);
    expect(slow.rejects).toEqual(rejects);
    expect(slow.counts).toBe(counts);
  });
});

describe('what ends the reading is told as it is without the thread', () => {
  it('a line that is to stop it', async () => {
    const text = `${'{"type":"page","userId":"u"}\n'.repeat(500)}{"type":"page"}\n`;
    const { error } = await expectTheSame([fileOf(text)], rulesOf('stop'));
    expect(error).toMatchObject({ code: 'no_user_anon_id', exitCode: 3 });
  });

  it('a file that is not JSON, behind one that is', async () => {
    const inputs = [fileOf(file.bytes.subarray(0, 90_000), 'a'), fileOf('id,name\n1,Ada\n2,Bo\n', 'b.csv')];
    const { error, bodies } = await expectTheSame(inputs, { ...rulesOf(), isLookedAt: true });
    expect(error).toMatchObject({ code: 'input_kind_unsupported', exitCode: 2 });
    expect(bodies.length).toBeGreaterThan(0);
    expect((await expectTheSame(inputs)).error).toBeUndefined();
  });

  it('a compressed file that ends in the middle', async () => {
    const whole = gzipSync(file.bytes.subarray(0, 300_000));
    const { error, messages } = await expectTheSame([fileOf(whole.subarray(0, whole.length / 2), 'in.gz')]);
    expect(error).toMatchObject({ code: 'input_damaged' });
    expect(messages.length).toBeGreaterThan(100);
  });

  it('a file that is gone', async () => {
    const input = fileOf('{}\n');
    rmSync(input.path);
    const { error } = await expectTheSame([input]);
    expect(error).toMatchObject({ code: 'input_changed', message: expect.stringContaining('no such file') });
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, 2_000_000)],
    ['rewritten', (bytes: Buffer) => Buffer.concat([Buffer.from('{"a":1}\n'), bytes.subarray(8)])],
  ])('a file that is %s while it is read', async (_name, change) => {
    const bytes = Buffer.concat(Array.from({ length: 20 }, () => file.bytes.subarray(0, 300_000)));
    for (const start of [here, beside]) {
      const input = fileOf(bytes);
      const { parts, notes } = partsOf();
      let messages = 0;
      const reading = async () => {
        for await (const span of (await start())([input], rulesOf(), parts)) {
          if (messages === 0) writeFileSync(input.path, change(bytes));
          messages += span.messages.length;
          span.messages.release();
        }
      };
      await expect(reading()).rejects.toMatchObject({ code: 'input_changed', exitCode: 9 });
      expect(messages).toBeGreaterThan(100);
      expect(notes.filter((note) => note.endsWith('ends'))).toEqual([]);
    }
  });

  it('a file that is shorter than the place where the last run stopped', async () => {
    const input = fileOf(file.bytes.subarray(0, 200_000));
    const places: Place[] = [];
    for await (const { end } of (await here())([input], rulesOf(), partsOf().parts)) places.push(end);
    writeFileSync(input.path, '{}\n');
    const { error } = await expectTheSame([input], rulesOf(), places.at(1));
    expect(error).toMatchObject({ code: 'input_changed', exitCode: 9 });
  });
});

describe('memory that two threads look at', () => {
  it('is filled no further than there is room, and not written over before it is given back', async () => {
    const reader = await beside();
    const { parts, counts } = partsOf();
    const spans = reader([fileOf(file.bytes)], rulesOf(), parts);
    const held: { span: Span; before: ReturnType<typeof tell> }[] = [];
    const take = async () => {
      const next = await spans.next();
      if (next.done === true) throw new Error('the file is too small');
      held.push({ span: next.value, before: tell(next.value) });
    };
    // As many as may be looked at side by side; the thread goes on beside them as far as it can.
    for (let count = 0; count < room.batches; count += 1) await take();
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const { span, before } of held) expect(tell(span)).toEqual(before);
    const linesBefore = counts.lines;
    held[0]?.span.messages.release();
    await take();
    expect(counts.lines).toBeGreaterThan(linesBefore);
    for (const { span, before } of held.slice(1)) expect(tell(span)).toEqual(before);
  });

  it('takes as much as it is asked for, whatever the order in which it comes back', async () => {
    const expected = await readAll(await here(), [fileOf(file.bytes.subarray(0, 2_000_000))]);
    const reader = await beside();
    const { parts } = partsOf();
    const held: Span[] = [];
    async function* backwards() {
      for await (const span of reader([fileOf(file.bytes.subarray(0, 2_000_000))], rulesOf(), parts)) {
        yield span;
        held.push(span);
        // The last one first.
        if (held.length === room.batches)
          for (const done of held.splice(0).reverse()) done.messages.release();
      }
    }
    expect((await gather(backwards())).bodies).toEqual(expected.bodies);
  });

  it.each([
    ['rejects alone', ''],
    [
      'a message among rejects, which have memory of their own',
      '{"type":"track","event":"E","userId":"u"}\n',
    ],
  ])('is not read far ahead of what is taken: %s', async (_what, message) => {
    const reader = await beside();
    const { parts } = partsOf();
    const megabyte = message + `{"type":"page","name":"${'x'.repeat(1000)}"}\n`.repeat(1000);
    const input = fileOf(megabyte.repeat(30));
    const spans = reader([input], rulesOf(), parts);
    await spans.next();
    await new Promise((resolve) => setTimeout(resolve, 500));
    // What the thread has read by now it still has; what has changed behind it, it finds out at the end.
    const handle = openSync(input.path ?? '', 'r+');
    writeSync(handle, Buffer.alloc(29 * megabyte.length, '\n'), 0, 29 * megabyte.length, megabyte.length);
    closeSync(handle);
    let rejected = 0;
    const readOn = async (): Promise<void> => {
      for await (const { messages, rejects } of spans) {
        rejected += rejects.length;
        messages.release();
      }
    };
    await expect(readOn()).rejects.toMatchObject({ code: 'input_changed' });
    // One is being handed over, and up to two blocks of the file wait behind it.
    expect(rejected).toBeLessThanOrEqual((leastAhead + 4) * 1000);
  });
});

describe('a backfill that reads in a thread', () => {
  it('has each line in one place, whatever the API answers', async () => {
    const bytes = file.bytes.subarray(0, 3_000_000 / stepOf(3));
    const lines = bytes.toString('latin1').split('\n').slice(0, -1);
    const input = fileOf(Buffer.from(`${lines.join('\n')}\n`, 'latin1'));
    const chance = seededChance(7);
    const accepted: number[] = [];
    const rejects: ToldReject[] = [];
    const refused = (line: number) => line % 97 === 0;
    const answer = (messages: readonly OutgoingMessage[]): DeliveryOutcome => {
      const draw = chance();
      if (draw < 0.1) {
        const error = new TemporaryError('busy');
        return { kind: 'retry', reason: 'busy', status: 503, retryAfterMs: undefined, error };
      }
      if (messages.some(({ line }) => refused(line)))
        return { kind: 'split', reason: 'too large', status: 413, error: new ApiError('too large') };
      accepted.push(...messages.map(({ line }) => line));
      return { kind: 'acknowledged' };
    };
    const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
    const { counts, error } = await runBackfill(
      {
        inputs: [input],
        rules: rulesOf(),
        concurrency: room.batches - 1,
        rates: { requestsPerSecond: Number.POSITIVE_INFINITY, messagesPerSecond: Number.POSITIVE_INFINITY },
        maxWaitMs: 60_000,
      },
      {
        async post(batch) {
          await wait(chance() * 2);
          const messages = Array.from({ length: batch.length }, (_, index) => batch.at(index));
          // What goes over the wire is what is told of it.
          const body = batch.wrap(Buffer.from('['), Buffer.from(']')).toString('latin1');
          expect(body).toBe(`[${messages.map((message) => message.bytes.toString('latin1')).join(',')}]`);
          return answer(messages);
        },
        read: await beside(),
        record: createProgressRecord({
          rejects: {
            path: 'r',
            state: undefined,
            append: async (more) => void rejects.push(...more.flatMap(toldRejects)),
            sync: async () => {},
            close: async () => {},
          },
          job: undefined,
          now: () => new Date(),
          monotonic: () => performance.now(),
        }),
        backoff: () => 1,
        now: () => new Date(),
        monotonic: () => performance.now(),
        sleep: wait,
        report: { onBatch: () => {}, onRetry: () => {}, onSplit: () => {} },
        stopping: new AbortController().signal,
        abandon: new AbortController().signal,
      },
    );
    expect(error).toBeUndefined();
    expect(counts).toMatchObject({ read: lines.length, unacknowledged: 0 });
    const places = [...accepted, ...rejects.map(({ line }) => line)].sort((a, b) => a - b);
    expect(places).toEqual(lines.map((_, index) => index + 1));
    for (const reject of rejects) expect(reject.bytes?.toString('latin1')).toBe(lines[reject.line - 1]);
    expect(rejects.filter(({ code }) => code === 'refused_by_server').length).toBeGreaterThan(30 / stepOf(3));
  });
});

describe('an end in the middle', () => {
  it('comes at once when the run is stopped', async () => {
    const reader = await beside();
    const { parts, stopping } = partsOf();
    const spans = reader([fileOf(file.bytes)], rulesOf(), parts);
    for (let count = 0; count < room.batches; count += 1) await spans.next();
    // The thread waits for memory, and so does this.
    for (let count = 0; count < readAhead(limits.maxBodyBytes); count += 1)
      await spans.next().catch(() => {});
    const waiting = spans.next();
    stopping.abort(new Error('stopped by hand'));
    await expect(waiting).rejects.toThrow('stopped by hand');
  });

  it('is told when the thread ends by itself', async () => {
    const thread = start();
    const reader = await beside(thread);
    const spans = reader([fileOf(file.bytes)], rulesOf(), partsOf().parts);
    await spans.next();
    thread[Symbol.dispose]();
    await expect(
      (async () => {
        for await (const span of spans) span.messages.release();
      })(),
    ).rejects.toThrow('the thread that reads was ended');
  });

  it('leaves nothing that keeps the process alive when nobody reads', () => {
    const thread = start();
    thread[Symbol.dispose]();
  });
});

describe('where there is no thread to be had', () => {
  it('says so when so many batches find no room', async () => {
    expect(await start().open({ ids, limits, room: { ...room, batches: 100 } })).toBeUndefined();
  });

  it('reads less far ahead where there is no room for more', async () => {
    const outcome = async (batches: number) =>
      (await start().open({ ids, limits, room: { ...room, batches } })) !== undefined;
    // 64 batches find room: those that are looked at, two, and four that are read ahead.
    expect([await outcome(58), await outcome(59)]).toEqual([true, false]);
  });

  it('reads as many bytes ahead as twelve bodies have by default, but never fewer than four', () => {
    const [kilobyte, megabyte] = [1024, 1024 * 1024];
    const sizes = [
      40 * kilobyte,
      480 * kilobyte - 200,
      500_000,
      megabyte,
      1.5 * megabyte,
      2 * megabyte,
      8 * megabyte,
    ];
    expect(sizes.map(readAhead)).toEqual([12, 12, 12, 6, 4, 4, 4]);
  });

  it('says so when its program was not built', () => {
    expect(startReadingThread(pathToFileURL(join(folder, 'nothing.cjs')))).toBeUndefined();
  });

  it.each([
    ['fails at once', 'throw new Error("no");'],
    ['ends at once', ''],
    ['cannot run the kernel', "require('node:worker_threads').parentPort.postMessage({ kind: 'unable' });"],
  ])('says so when it %s', async (_name, program) => {
    made += 1;
    const path = join(folder, `${made}.cjs`);
    writeFileSync(path, program);
    const thread = startReadingThread(pathToFileURL(path));
    expect(await thread?.open({ ids, limits, room })).toBeUndefined();
    thread?.[Symbol.dispose]();
  });
});
