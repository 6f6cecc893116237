/**
 * What runs in the reading thread, from a bundle of its own: it reads the inputs through the kernel into spans, and
 * hands those over in memory that both threads see. It never waits for the network, nor the network for it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { createKernel } from '../../../ndjson/kernel/kernel.ts';
import { createKernelBuilder, type KernelBuilder } from '../../batches/batch-builder.ts';
import type { Span } from '../../span.ts';
import { fileInput } from '../inputs.ts';
import { createMessageIds } from '../message-id.ts';
import { type InputNotes, leaveLinesAlone, type ReadRules, readSpans } from '../read-spans.ts';
import { createInShard } from '../shard.ts';
import { createHandedOver, type HandedOver } from './handed-over.ts';
import type { FromReader, ReadJob, ToReader } from './messages.ts';
import { packError } from './packed-error.ts';
import { packSpan } from './packed-span.ts';

/** As often as a progress line is drawn anew. */
const progressEveryMs = 100;

if (parentPort !== null) serve(parentPort);

function serve(port: NonNullable<typeof parentPort>): void {
  const tell = (message: FromReader): void => port.postMessage(message);
  const stopping = new AbortController();
  let opened: Omit<ReaderParts, 'tell' | 'signal'> | undefined;
  port.on('message', (message: ToReader) => {
    switch (message.kind) {
      case 'open':
        opened = open(message, tell);
        break;
      case 'read':
        if (opened !== undefined)
          void read(message.job, { ...opened, tell, signal: stopping.signal }).finally(() => port.close());
        break;
      case 'taken':
        opened?.handedOver.taken();
        break;
      case 'released':
        opened?.handedOver.released(message.at);
        break;
      case 'stop':
        stopping.abort();
        opened?.handedOver.stop();
    }
  });
}

function open({ limits, room }: Extract<ToReader, { kind: 'open' }>, tell: ReaderParts['tell']) {
  const kernel = createKernel(limits, room);
  const memory = kernel?.memory.buffer;
  // A batch without a place in the shared memory could not be handed over.
  if (kernel === undefined || kernel.places < room.batches || !(memory instanceof SharedArrayBuffer)) {
    tell({ kind: 'unable' });
    return undefined;
  }
  tell({ kind: 'opened', memory, layout: kernel.layout });
  return {
    builder: createKernelBuilder(kernel, room.before),
    handedOver: createHandedOver(kernel.places),
  };
}

interface ReaderParts {
  readonly tell: (message: FromReader) => void;
  readonly builder: KernelBuilder;
  readonly handedOver: HandedOver;
  readonly signal: AbortSignal;
}

/** Reads the job to its end, or to what ends it. Never rejects. */
async function read(job: ReadJob, parts: ReaderParts): Promise<void> {
  const { tell, handedOver } = parts;
  const { counts } = job;
  // Of a long line, or one blank line after the other, no span may come for long.
  const progress = setInterval(
    () => tell({ kind: 'progress', inputBytes: counts.inputBytes }),
    progressEveryMs,
  );
  try {
    for await (const span of await spansOf(job, parts)) {
      tell({ kind: 'span', span: packSpan(span), inputBytes: counts.inputBytes });
      if (!(await handedOver.add(span.messages))) break;
    }
    tell({ kind: 'end', counts });
  } catch (error) {
    tell({ kind: 'failed', error: packError(error), counts });
  } finally {
    clearInterval(progress);
  }
}

async function spansOf(
  { inputs, ids, rules, counts, from, isTraced }: ReadJob,
  { tell, builder, signal }: ReaderParts,
): Promise<AsyncGenerator<Span>> {
  const notes: InputNotes = {
    firstLine: (input, line) => tell({ kind: 'firstLine', input, line: new Uint8Array(line) }),
    end: (input, stored) => tell({ kind: 'inputEnd', input, stored }),
  };
  const { shard } = rules;
  const readRules: ReadRules = {
    ...rules,
    ...leaveLinesAlone,
    isInShard: shard === undefined ? undefined : await createInShard(shard),
  };
  const parts = {
    ids: await createMessageIds(ids),
    builder,
    counts,
    sleep: (milliseconds: number, ending?: AbortSignal) => sleep(milliseconds, undefined, { signal: ending }),
    signal,
    notes: isTraced ? notes : undefined,
  };
  return readSpans(inputs.map(fileInput), readRules, parts, from);
}
