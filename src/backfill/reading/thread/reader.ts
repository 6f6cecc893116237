/**
 * What runs in the reading thread, from a bundle of its own: it reads the inputs through the kernel into spans, and
 * hands those over in memory that both threads see. It never waits for the network, nor the network for it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { createKernel } from '../../../ndjson/kernel/kernel.ts';
import type { Batch } from '../../batches/batch.ts';
import { createKernelBuilder, type KernelBuilder } from '../../batches/batch-builder.ts';
import { reuseMemory } from '../../rejects/rejects.ts';
import type { Span } from '../../span.ts';
import { findWhatLives } from '../../tune-engine.ts';
import { fileInput } from '../inputs.ts';
import { createMessageIds } from '../message-id.ts';
import { type InputNotes, leaveLinesAlone, type ReadRules, readSpans } from '../read-spans.ts';
import { createInShard } from '../shard.ts';
import {
  type FromReader,
  isHeavy,
  leastAhead,
  memoryOf,
  type PackedSpan,
  packError,
  packSpan,
  type ReadJob,
  type ToReader,
} from './messages.ts';

/** As often as a progress line is drawn. */
const progressEveryMs = 100;

if (parentPort !== null) serve(parentPort);

function serve(port: NonNullable<typeof parentPort>): void {
  const send = (message: FromReader, given?: ArrayBuffer[]): void => port.postMessage(message, given);
  const stopping = new AbortController();
  let opened: Omit<ReaderDeps, 'send' | 'signal'> | undefined;
  port.on('message', (message: ToReader) => {
    switch (message.kind) {
      case 'open':
        opened = open(message, send);
        break;
      case 'read':
        if (opened !== undefined)
          void read(message.job, { ...opened, send, signal: stopping.signal }).finally(() => port.close());
        break;
      case 'taken':
        opened?.handedOver.taken();
        break;
      case 'released':
        opened?.handedOver.released(message.at);
        break;
      case 'rejectsReleased':
        reuseMemory(message.memory);
        break;
      case 'stop':
        stopping.abort();
        opened?.handedOver.stop();
    }
  });
}

function open({ limits, room, least }: Extract<ToReader, { kind: 'open' }>, send: ReaderDeps['send']) {
  const kernel = createKernel(limits, room);
  const memory = kernel?.memory.buffer;
  // A batch without a place in the shared memory could not be handed over.
  if (kernel === undefined || kernel.places < least || !(memory instanceof SharedArrayBuffer)) {
    send({ kind: 'unable' });
    return undefined;
  }
  send({ kind: 'opened', memory, layout: kernel.layout });
  return {
    builder: createKernelBuilder(kernel, room.before),
    handedOver: createHandedOver(kernel.places),
  };
}

interface ReaderDeps {
  readonly send: (message: FromReader, given?: ArrayBuffer[]) => void;
  readonly builder: KernelBuilder;
  readonly handedOver: HandedOver;
  readonly signal: AbortSignal;
}

/** Reads the job to its end, or to what ends it. Never rejects. */
async function read(job: ReadJob, deps: ReaderDeps): Promise<void> {
  const { send, handedOver } = deps;
  const { counts } = job;
  // Of a long line, or one blank line after the other, no span may come for long.
  const progress = setInterval(
    () => send({ kind: 'progress', inputBytes: counts.inputBytes }),
    progressEveryMs,
  );
  try {
    for await (const span of await spansOf(job, deps)) {
      const packed = packSpan(span);
      send({ kind: 'span', span: packed, inputBytes: counts.inputBytes }, memoryOf(packed.rejects?.memory));
      if (!(await handedOver.add(packed, span.messages))) break;
    }
    send({ kind: 'end', counts });
  } catch (error) {
    send({ kind: 'failed', error: packError(error), counts });
  } finally {
    clearInterval(progress);
  }
}

async function spansOf(
  { inputs, ids, rules, counts, from, isTraced }: ReadJob,
  { send, builder, signal }: ReaderDeps,
): Promise<AsyncGenerator<Span>> {
  const notes: InputNotes = {
    firstLine: (input, line) => send({ kind: 'firstLine', input, line: new Uint8Array(line) }),
    end: (input, stored) => send({ kind: 'inputEnd', input, stored }),
  };
  const { shard } = rules;
  const readRules: ReadRules = {
    ...rules,
    ...leaveLinesAlone,
    isInShard: shard === undefined ? undefined : await createInShard(shard),
  };
  const deps = {
    ids: await createMessageIds(ids),
    builder,
    counts,
    sleep: (milliseconds: number, ending?: AbortSignal) => sleep(milliseconds, undefined, { signal: ending }),
    signal,
    notes: isTraced ? notes : undefined,
  };
  return readSpans(inputs.map(fileInput), readRules, deps, from);
}

/** What another thread has been given: which batches it still looks at or will, and how many heavy spans it has not taken. */
interface HandedOver {
  /** Resolves once there is room for one more: true then, false when the run is to end. */
  add(span: PackedSpan, batch: Batch): Promise<boolean>;
  taken(): void;
  released(at: number): void;
  stop(): void;
}

/** @param places for batches in the kernel's memory; one is being filled, and the next one must be free when it is full */
function createHandedOver(places: number): HandedOver {
  const batches = new Map<number, Batch>();
  let untaken = 0;
  let isFirst = true;
  let isStopped = false;
  let wake = (): void => {};
  const isRoom = () => untaken < leastAhead && batches.size <= places - 2;
  const look = (): void => {
    if (isStopped || isRoom()) wake();
  };
  return {
    async add(span, batch) {
      if (isHeavy(span)) untaken += 1;
      if (span.batch !== undefined) batches.set(span.batch.place.at, batch);
      if (!isStopped && !isRoom())
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return !isStopped;
    },
    taken() {
      untaken -= 1;
      look();
    },
    released(at) {
      // By now the other thread has told V8 what to do with what it finds.
      if (isFirst) findWhatLives();
      isFirst = false;
      batches.get(at)?.release();
      batches.delete(at);
      look();
    },
    stop() {
      isStopped = true;
      look();
    },
  };
}
