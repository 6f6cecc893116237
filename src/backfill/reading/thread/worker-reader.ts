import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { KernelLimits, KernelRoom } from '../../../ndjson/kernel/kernel.ts';
import type { BatchLayout } from '../../../ndjson/kernel/memory.ts';
import type { RejectsMemory } from '../../rejects/rejects.ts';
import type { Place, ReadCounts, Span } from '../../span.ts';
import type { Input } from '../input.ts';
import type { MessageIdOptions } from '../message-id.ts';
import type { ReadingDeps, ReadRules, SpanReader } from '../read-spans.ts';
import {
  type FromReader,
  isHeavy,
  leastAhead,
  memoryOf,
  type ReadJob,
  readAhead,
  type ToReader,
  unpackError,
  unpackSpan,
} from './messages.ts';

/**
 * A thread that reads while this one sends. It does not keep the process alive before it is asked to read, and ends,
 * whatever it is doing, when it is disposed of.
 */
export interface ReadingThread extends Disposable {
  /**
   * Resolves once the thread is up; undefined where it cannot be, and then one reads in this thread. The reader is
   * for inputs with a path, and for rules under which the kernel may read (`leavesLinesAlone`); it reads once.
   */
  open(setUp: ReaderSetUp): Promise<SpanReader | undefined>;
}

export interface ReaderSetUp {
  readonly ids: MessageIdOptions;
  readonly limits: KernelLimits;
  /** `batches`: how many this thread looks at at the same time. */
  readonly room: KernelRoom;
}

/** Where the build puts the thread's program: in the folder of this bundle. */
const builtProgram = new URL('reader.cjs', import.meta.url);

/** What is made of a chunk dies with it: a larger space for it is no faster, and takes 10 MB more where rows are read. */
const resourceLimits = { maxYoungGenerationSizeMb: 3 };

/** Undefined where the program was not built. */
export function startReadingThread(program = builtProgram): ReadingThread | undefined {
  if (!existsSync(fileURLToPath(program))) return undefined;
  const worker = new Worker(program, { name: 'reader', env: SHARE_ENV, resourceLimits });
  worker.unref();
  const messages = incoming(worker);
  const send = (message: ToReader, given?: ArrayBuffer[]): void => worker.postMessage(message, given);
  return {
    async open({ ids, limits, room: { batches, ...envelope } }) {
      // Until it has answered nothing else may keep the process alive.
      worker.ref();
      // Those that are read ahead, the one that is being filled, and the next.
      const roomFor = (ahead: number) => batches + ahead + 2;
      const room = { batches: roomFor(readAhead(limits.maxBodyBytes)), ...envelope };
      send({ kind: 'open', limits, room, least: roomFor(leastAhead) });
      const first = await messages.next().catch(() => undefined);
      if (first?.kind !== 'opened') return undefined;
      const thread = { send, messages, memory: Buffer.from(first.memory), layout: first.layout };
      return (inputs, rules, deps, from) => readInWorker(thread, jobOf(inputs, rules, ids, deps, from), deps);
    },
    [Symbol.dispose]() {
      messages.fail(new Error('the thread that reads was ended'));
      worker.unref();
      void worker.terminate();
    },
  };
}

interface Incoming {
  /** The next message; rejects when there will be none. */
  next(): Promise<FromReader>;
  /** There will be none: whoever waits for one hears why at once. */
  fail(error: Error): void;
}

function incoming(worker: Worker): Incoming {
  const waiting: FromReader[] = [];
  let failure: Error | undefined;
  let wake = (): void => {};
  worker.on('message', (message: FromReader) => {
    waiting.push(message);
    wake();
  });
  const fail = (error: Error): void => {
    failure ??= error;
    wake();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread that reads has ended')));
  return {
    fail,
    async next() {
      for (;;) {
        const message = waiting.shift();
        if (message !== undefined) return message;
        // What was told before is still heard.
        if (failure !== undefined) throw failure;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** Only what can go to another thread: the caller has made sure that it says everything. */
function jobOf(
  inputs: readonly Input[],
  { maxMessageBytes, onInvalid, isLookedAt = false, mapping, records, shard, lingerMs }: ReadRules,
  ids: MessageIdOptions,
  { counts, notes }: ReadingDeps,
  from: Place | undefined,
): ReadJob {
  const files = inputs.map(({ open: _open, path, ...input }) => {
    if (path === undefined) throw new RangeError('another thread cannot read this input');
    return { ...input, path };
  });
  const rules = { maxMessageBytes, onInvalid, isLookedAt, mapping, records, shard, lingerMs };
  return { inputs: files, ids, rules, counts, from, isTraced: notes !== undefined };
}

interface Reading {
  readonly send: (message: ToReader, given?: ArrayBuffer[]) => void;
  readonly messages: Incoming;
  readonly memory: Buffer;
  readonly layout: BatchLayout;
}

/** The spans of the job as the thread reads them, counted as they are taken. */
async function* readInWorker(
  { send, messages, memory, layout }: Reading,
  job: ReadJob,
  { counts, notes, signal }: ReadingDeps,
): AsyncGenerator<Span> {
  const release = (at: number): void => send({ kind: 'released', at });
  const giveBack = (released: RejectsMemory): void =>
    send({ kind: 'rejectsReleased', memory: released }, memoryOf(released));
  const stop = (): void => {
    send({ kind: 'stop' });
    messages.fail(new Error('the run is ending'));
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    send({ kind: 'read', job });
    for (;;) {
      const message = await messages.next().catch((error: unknown) => {
        signal.throwIfAborted();
        throw error;
      });
      signal.throwIfAborted();
      switch (message.kind) {
        case 'firstLine':
          notes?.firstLine(message.input, message.line);
          break;
        case 'inputEnd':
          notes?.end(message.input, message.stored);
          break;
        case 'progress':
          counts.inputBytes = message.inputBytes;
          break;
        case 'span': {
          if (isHeavy(message.span)) send({ kind: 'taken' });
          const span = unpackSpan(message.span, { memory, layout, release, giveBack });
          count(counts, { ...span.totals, warnings: span.warnings, inputBytes: message.inputBytes });
          yield span;
          break;
        }
        case 'end':
          count(counts, message.counts);
          return;
        case 'failed':
          count(counts, message.counts);
          throw unpackError(message.error);
      }
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

function count(
  counts: ReadCounts,
  { warnings, ...numbers }: Omit<ReadCounts, 'isLimited' | 'warnings'> & Pick<Span, 'warnings'>,
): void {
  Object.assign(counts, numbers);
  for (const [code, seen] of warnings) counts.warnings.set(code, { ...seen });
}
