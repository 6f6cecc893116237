import type { Line } from '../../ndjson/framing.ts';
import { isBlank } from '../../ndjson/scan.ts';
import type { BatchBuilder, KernelBuilder } from '../batches/batch-builder.ts';
import type { InputFingerprint } from '../keeping/fingerprint.ts';
import type { Place, ReadCounts, Span } from '../span.ts';
import { DamagedInputError } from './damaged-input.ts';
import type { Input } from './input.ts';
import { chooseReader, type LineReader, type ReadLine } from './line-reader.ts';
import { withLinger } from './linger.ts';
import type { MessageIds } from './message-id.ts';
import { type PrepareRules, prepareLine } from './prepare.ts';
import { type ReadingStart, readChunks } from './read-chunks.ts';
import type { Shard } from './shard.ts';
import { createSpanCollector, type SpanCollector } from './span-collector.ts';
import { takeChunk } from './take-blocks.ts';
import { createLineTaker } from './take-lines.ts';

export interface ReadRules extends Omit<PrepareRules, 'deriveId' | 'sendInvalid'> {
  readonly onInvalid: 'reject' | 'stop' | 'send';
  /** Stop after this many lines of the job that are neither blank nor filtered. */
  readonly limit: number;
  /** What `isInShard` decides by: the kernel decides in the same way. */
  readonly shard?: Shard | undefined;
  /** A partial batch of a slow pipe goes out after this many milliseconds without a new line. */
  readonly lingerMs: number;
}

/** What reading counts in, listens to and tells. */
export interface ReadingParts {
  readonly counts: ReadCounts;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** Told what a later run must know to recognise an input; undefined where none will go on. */
  readonly notes: InputNotes | undefined;
}

export interface ReadParts extends ReadingParts {
  readonly ids: MessageIds;
  /** Fills the batches; one that has a kernel is given whole blocks of lines where the rules allow it. */
  readonly builder: BatchBuilder | KernelBuilder;
}

/** Reads the inputs one after the other, from a place on if there is one, into spans. */
export type SpanReader = (
  inputs: readonly Input[],
  rules: ReadRules,
  parts: ReadingParts,
  from?: Place,
) => AsyncGenerator<Span>;

/** What is learnt about the inputs while they are read. */
export interface InputNotes {
  /** True where no run will go on from a place of the inputs: then nothing is hashed. */
  readonly isUntraced?: boolean;
  firstLine(input: number, line: Uint8Array): void;
  /** The input has been read to its end; `stored` is what was read of a file. */
  end(input: number, stored: InputFingerprint | undefined): void;
}

/** Rules under which every line that is a message goes out as it is, with at most an id put in. */
export const leaveLinesAlone = {
  defaults: new Map<string, string>(),
  coerceIds: false,
  replay: false,
  matches: undefined,
  limit: Number.POSITIVE_INFINITY,
} as const;

/** True under such rules: then the kernel may read. */
export function leavesLinesAlone(rules: Pick<ReadRules, keyof typeof leaveLinesAlone>): boolean {
  const { defaults, coerceIds, replay, matches, limit } = rules;
  const isChosen = matches !== undefined || limit !== Number.POSITIVE_INFINITY;
  return defaults.size === 0 && !coerceIds && !replay && !isChosen;
}

/** Reads in this thread. */
export function createSpanReader(ids: MessageIds, builder: BatchBuilder | KernelBuilder): SpanReader {
  return (inputs, rules, parts, from) => readSpans(inputs, rules, { ...parts, ids, builder }, from);
}

/** Reads the inputs one after the other, from a place on if there is one, and yields their spans, each with one batch at most. */
export async function* readSpans(
  inputs: readonly Input[],
  rules: ReadRules,
  parts: ReadParts,
  from?: Place,
): AsyncGenerator<Span> {
  const { counts, builder } = parts;
  const collector = createSpanCollector(builder, counts);
  const take = createLineTaker(rules, counts, collector);
  const kernelBuilder = 'kernel' in builder && leavesLinesAlone(rules) ? builder : undefined;
  if (rules.shard !== undefined) kernelBuilder?.kernel.setShard(rules.shard.index, rules.shard.count);
  try {
    for (const [index, input] of inputs.entries()) {
      if (take.isFull) break;
      // What stands before the place has been dealt with.
      if (index < (from?.input ?? 0)) {
        counts.inputBytes += input.size ?? 0;
        continue;
      }
      const place = { input: index, file: input.name };
      const read = lazyReader(rules, parts, index, kernelBuilder);
      const storedBefore = counts.inputBytes;
      let started: ReadingStart | undefined;
      let stored: InputFingerprint | undefined;
      let damage: DamagedInputError | undefined;
      const start = (at: ReadingStart) => {
        started = at;
        collector.enter(
          { input: index, offset: at.offset, line: at.line },
          at.trace,
          (offset) => storedBefore + at.storedAt(offset),
        );
        if (at.firstLine !== undefined) read.choose(at.firstLine);
      };
      const takeLines = function* (lines: readonly Line[]): Generator<Span> {
        for (const line of lines) {
          if (take.isFull) return;
          yield* take.line(read.line(line), line, place);
        }
      };
      const begin = index === from?.input ? from : undefined;
      const onEnd = (read: InputFingerprint) => {
        stored = read;
      };
      const chunkParts = { rules, parts, collector, start, onEnd };
      try {
        for await (const chunk of lingering(input, begin, chunkParts)) {
          if (chunk === 'idle') {
            const waiting = collector.close();
            if (waiting !== undefined) yield waiting;
            continue;
          }
          const framer = started?.framer;
          if (framer === undefined) throw new RangeError('a chunk came before the start');
          if (kernelBuilder === undefined || read.isChosenIndirect) yield* takeLines(framer.push(chunk));
          else {
            yield* takeChunk(chunk, {
              framer,
              builder: kernelBuilder,
              collector,
              counts,
              place,
              takeLines: (bytes) => takeLines(framer.push(bytes)),
              isReady: () => read.isChosenDirect,
              isFull: () => take.isFull,
            });
          }
          if (take.isFull) break;
        }
      } catch (error) {
        // Its text is whole, so its last line is as well.
        if (!(error instanceof DamagedInputError && error.damage === 'trailing')) throw error;
        damage = error;
      }
      const last = take.isFull ? undefined : started?.framer.end();
      if (last !== undefined) yield* takeLines([last]);
      if (damage !== undefined) throw damage;
      if (!take.isFull) parts.notes?.end(index, stored);
    }
    counts.isLimited = take.isFull;
  } catch (error) {
    // What was read before a damaged place, or before the line that stops the run, is still sent.
    const last = parts.signal.aborted ? undefined : collector.close();
    if (last !== undefined) yield last;
    throw error;
  }
  const last = collector.close();
  if (last !== undefined) yield last;
}

interface LingeringParts {
  readonly rules: ReadRules;
  readonly parts: ReadParts;
  readonly collector: SpanCollector;
  readonly start: (at: ReadingStart) => void;
  readonly onEnd: (stored: InputFingerprint) => void;
}

/** The chunks of one input as they come, `idle` when a slow pipe leaves messages waiting. */
function lingering(
  input: Input,
  from: Place | undefined,
  { rules, parts, collector, start, onEnd }: LingeringParts,
) {
  const chunks = readChunks(input, from, {
    signal: parts.signal,
    onRead: (bytes) => {
      parts.counts.inputBytes += bytes;
    },
    onStart: start,
    onEnd,
    isTraced: parts.notes !== undefined && parts.notes.isUntraced !== true,
    // The kernel and its builder copy what they take; the reference keeps views.
    buffers: 'kernel' in parts.builder ? parts.builder.kernel.buffers : [],
  });
  return withLinger(chunks, {
    lingerMs: rules.lingerMs,
    isWaiting: () => collector.isWaiting,
    sleep: parts.sleep,
  });
}

/** Chooses the reader of an input by its first line that is not blank. */
function lazyReader(
  rules: ReadRules,
  { ids, notes }: ReadParts,
  input: number,
  builder: KernelBuilder | undefined,
) {
  const prepareRules = { ...rules, sendInvalid: rules.onInvalid === 'send' };
  const noId = () => {
    throw new RangeError('a blank line has no messageId');
  };
  let chosen: LineReader | undefined;
  const choose = (firstLine: Buffer): LineReader => {
    notes?.firstLine(input, firstLine);
    const { prefix, derive } = ids.forInput(firstLine);
    builder?.kernel.setIdPrefix(prefix);
    chosen = chooseReader(firstLine, { ...prepareRules, deriveId: derive });
    return chosen;
  };
  return {
    choose,
    /** The kernel reads lines that are messages; those of a rejects file hold them. */
    get isChosenDirect() {
      return chosen?.isDirect === true;
    },
    get isChosenIndirect() {
      return chosen?.isDirect === false;
    },
    line(line: Line): ReadLine {
      if (chosen === undefined && isBlank(line.bytes))
        return { prepared: prepareLine(line, { ...prepareRules, deriveId: noId }), source: line };
      return (chosen ?? choose(line.bytes)).read(line);
    },
  };
}
