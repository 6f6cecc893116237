import type { Mapping } from '../../formats/mapping/mapping.ts';
import type { BatchBuilder, KernelBuilder } from '../batches/batch-builder.ts';
import type { InputFingerprint } from '../checkpoint/fingerprint.ts';
import type { Place, ReadCounts, Span } from '../span.ts';
import { type Input, nameOf } from './input.ts';
import { withLinger } from './linger.ts';
import { refuseUnmapped } from './map-row.ts';
import type { MessageIds } from './message-id.ts';
import type { PrepareRules } from './prepare.ts';
import type { RecordFormat } from './record-format.ts';
import type { Shard } from './shard.ts';
import { readSource } from './source.ts';
import { createSpanCollector, type SpanCollector } from './span-collector.ts';
import { createLineTaker, type InputPlace } from './take-lines.ts';

export interface ReadRules extends Omit<PrepareRules, 'deriveId' | 'sendInvalid'> {
  readonly onInvalid: 'reject' | 'stop' | 'send';
  /** Refuse an input that is not JSON before its first line. */
  readonly isLookedAt?: boolean;
  /** Stop after this many lines of the job that are neither blank nor filtered. */
  readonly limit: number;
  /** Makes messages of rows; undefined where nothing is asked of it. */
  readonly mapping?: Mapping | undefined;
  /** Makes messages of the records of another tool. */
  readonly records?: RecordFormat | undefined;
  /** What `isInShard` decides by: the kernel decides in the same way. */
  readonly shard?: Shard | undefined;
  /** A partial batch of a slow pipe goes out after this many milliseconds without a new line. */
  readonly lingerMs: number;
  /** New lines do not put that off: nothing is to be sent, and somebody waits for what is found. */
  readonly isSteady?: boolean | undefined;
}

/** What reading counts in, listens to and tells. */
export interface ReadingDeps {
  readonly counts: ReadCounts;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** Told what a later run must know to recognise an input; undefined where no run will resume. */
  readonly notes: InputNotes | undefined;
}

export interface ReadSpansDeps extends ReadingDeps {
  readonly ids: MessageIds;
  /** Fills the batches; one that has a kernel is given whole blocks of lines where the rules allow it. */
  readonly builder: BatchBuilder | KernelBuilder;
}

/** Reads the inputs one after the other, from a place on if there is one, into spans. */
export type SpanReader = (
  inputs: readonly Input[],
  rules: ReadRules,
  deps: ReadingDeps,
  from?: Place,
) => AsyncGenerator<Span>;

export interface InputNotes {
  /** True where no run will resume from a place of the inputs: then nothing is hashed. */
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

export function createSpanReader(ids: MessageIds, builder: BatchBuilder | KernelBuilder): SpanReader {
  return (inputs, rules, deps, from) => readSpans(inputs, rules, { ...deps, ids, builder }, from);
}

/** Reads the inputs one after the other, from a place on if there is one, and yields their spans, each with one batch at most. */
export async function* readSpans(
  inputs: readonly Input[],
  rules: ReadRules,
  deps: ReadSpansDeps,
  from?: Place,
): AsyncGenerator<Span> {
  const { counts, builder, notes, signal } = deps;
  const collector = createSpanCollector(builder, counts);
  const kernelBuilder = 'kernel' in builder && leavesLinesAlone(rules) ? builder : undefined;
  if (rules.shard !== undefined) kernelBuilder?.kernel.setShard(rules.shard.index, rules.shard.count);
  const taker = createLineTaker(rules, counts, collector, kernelBuilder);
  const { lingerMs, isSteady } = rules;
  const linger = { lingerMs, isSteady, isWaiting: () => collector.isWaiting, sleep: deps.sleep };
  try {
    for (const [index, input] of inputs.entries()) {
      if (taker.isFull) break;
      const storedBefore = counts.inputBytes;
      // What stands before the place has been dealt with.
      if (index < (from?.input ?? 0)) {
        counts.inputBytes += input.size ?? 0;
        continue;
      }
      const begun = index === from?.input ? from : undefined;
      const recordsBefore = numberBefore(inputs, index, begun, collector);
      const place = { input: index, file: input.name, member: input.member?.name, recordsBefore };
      const source = readSource(input, begun, {
        ...sourceOptions({ ...place, file: nameOf(input) }, rules, deps),
        maxBlockBytes: kernelBuilder?.kernel.capacity,
      });
      for await (const piece of withLinger(source, linger)) {
        if (piece === 'idle') {
          const waiting = collector.close();
          if (waiting !== undefined) yield waiting;
        } else if (piece.kind === 'start') {
          const { start, trace, storedAt } = piece;
          collector.enter(
            { input: index, recordsBefore, ...start },
            trace,
            (offset) => storedBefore + storedAt(offset),
          );
        } else if (piece.kind === 'pieces') {
          yield* taker.take(piece.pieces, place);
          if (taker.isFull) break;
        } else notes?.end(index, piece.stored);
      }
    }
    counts.isLimited = taker.isFull;
  } catch (error) {
    // What was read before a damaged place, or before the line that stops the run, is still sent.
    const last = signal.aborted ? undefined : collector.close();
    if (last !== undefined) yield last;
    throw error;
  }
  const last = collector.close();
  if (last !== undefined) yield last;
}

/** Records in the files of the archive before this one, which are numbered through; undefined for what is in none. */
function numberBefore(
  inputs: readonly Input[],
  index: number,
  from: Place | undefined,
  { records }: Pick<SpanCollector, 'records'>,
): number | undefined {
  const input = inputs[index];
  if (input?.member === undefined) return undefined;
  if (from !== undefined) return from.recordsBefore ?? 0;
  const earlier = inputs[index - 1];
  return earlier?.member === undefined || earlier.path !== input.path ? 0 : records;
}

/** What the source of an input is given of the rules and of the run. */
function sourceOptions(
  { input: index, file }: InputPlace,
  rules: ReadRules,
  { counts, builder, ids, notes, signal }: ReadSpansDeps,
) {
  // The kernel and its builder copy what they take; the reference keeps views.
  const kernel = 'kernel' in builder ? builder.kernel : undefined;
  return {
    rules: { ...rules, idSeed: ids.seed, sendInvalid: rules.onInvalid === 'send' },
    signal,
    isLookedAt: rules.isLookedAt === true,
    isTraced: notes !== undefined && notes.isUntraced !== true,
    buffers: kernel?.buffers ?? [],
    onRead: (bytes: number) => {
      counts.inputBytes += bytes;
    },
    identify: (firstLine: Buffer, readAs?: string) => {
      if (readAs === undefined) refuseUnmapped(file, firstLine, rules);
      notes?.firstLine(index, firstLine);
      const { prefix, derive } = ids.forInput(firstLine, readAs);
      if (kernel === undefined) return derive;
      kernel.setIdPrefix(prefix);
      return (offset: number, line: Uint8Array) => kernel.idOf(offset, line) ?? derive(offset, line);
    },
  };
}
