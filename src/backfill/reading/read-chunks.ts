import { createHash, type Hash } from 'node:crypto';
import { StateError } from '../../errors.ts';
import { createFramer, type Framer } from '../../ndjson/framing.ts';
import { isBlank } from '../../ndjson/scan.ts';
import { type InputFingerprint, readFirstLine, readTail } from '../keeping/fingerprint.ts';
import type { Place } from '../span.ts';
import type { Input } from './input.ts';
import { createStoredProgress, type StoredProgress } from './stored-progress.ts';
import { createTrace, type Trace } from './trace.ts';
import { counted, startingWith, unpackInput } from './unpack.ts';

export interface ReadChunksParts {
  readonly signal: AbortSignal;
  /** Told how many stored bytes of the input were used up. */
  readonly onRead: (storedBytes: number) => void;
  /** Told at the end of a file what was read of it. */
  readonly onEnd: (stored: InputFingerprint) => void;
  /** Told once, before the first line, where reading begins. `firstLine` is known when that is not the beginning. */
  readonly onStart: (start: ReadingStart) => void;
  /** False where nobody will look for a place again: then nothing is hashed. */
  readonly isTraced: boolean;
  /** Memory for the chunks of a plain file, two at least: whoever traces a chunk looks at it until the next one is there. */
  readonly buffers: readonly Buffer[];
}

export interface ReadingStart {
  readonly offset: number;
  readonly line: number;
  readonly trace: Trace | undefined;
  /** How many stored bytes of the input its text takes up to an offset, one that reading has come to. */
  readonly storedAt: (offset: number) => number;
  /** The input's first line that is not blank, when it stands before the place where reading begins. */
  readonly firstLine: Buffer | undefined;
  /** Splits the chunks into lines. */
  readonly framer: Framer;
}

/**
 * The chunks of one input, decompressed; from `place` on when there is one. A plain
 * file is read from there; of anything else, what stands before is passed through and compared (rule R8).
 * Throws StateError when that is not what stood there before, and what opening and decompressing throw.
 */
export async function* readChunks(
  input: Input,
  place: Place | undefined,
  parts: ReadChunksParts,
): AsyncGenerator<Buffer> {
  if (place !== undefined && place.offset > 0) {
    if (place.mark?.kind === 'tail') yield* chunksFrom(input, place, parts);
    else yield* chunksAfter(input, place, parts);
    return;
  }
  const { chunks, isCompressed, storedAt } = await unpackMeasured(input, parts, parts.buffers);
  const isPlainFile = input.size !== undefined && !isCompressed;
  const trace = parts.isTraced
    ? createTrace(0, isPlainFile ? Buffer.alloc(0) : createHash('sha256'))
    : undefined;
  parts.onStart({
    offset: 0,
    line: 1,
    trace,
    storedAt,
    firstLine: undefined,
    framer: createFramer(),
  });
  yield* traced(chunks, trace);
}

/** What stands before the place was compared before the run began (`findChange`). */
async function* chunksFrom(
  input: Input,
  { offset, line }: Place,
  { signal, onRead, onEnd, onStart, buffers }: ReadChunksParts,
): AsyncGenerator<Buffer> {
  const tail = await readTail(input.path ?? '', offset);
  if (tail === undefined) throw changed(input.name, 'it is shorter than what was sent of it');
  const trace = createTrace(offset, tail);
  onRead(offset);
  const framer = createFramer(undefined, { number: line, offset });
  onStart({ offset, line, trace, storedAt: itself, firstLine: await readFirstLine(input), framer });
  yield* traced(counted(input.open(signal, { start: offset, buffers, onEnd }), onRead), trace);
}

async function* chunksAfter(
  input: Input,
  { offset, line, mark }: Place,
  parts: ReadChunksParts,
): AsyncGenerator<Buffer> {
  const { chunks, storedAt } = await unpackMeasured(input, parts);
  try {
    const { hash, firstLine, rest } = await skip(chunks, offset);
    if (rest === undefined) throw changed(input.name, 'it ends before the place where the last run stopped');
    if (hash.copy().digest('hex') !== mark?.sha256)
      throw changed(input.name, 'what was sent of it reads differently now');
    const trace = createTrace(offset, hash);
    const framer = createFramer(undefined, { number: line, offset });
    parts.onStart({ offset, line, trace, storedAt, firstLine, framer });
    yield* traced(startingWith([rest], chunks), trace);
  } finally {
    // Nobody else ends what was only passed over.
    await chunks.return(undefined);
  }
}

const itself = (offset: number): number => offset;

/** The text of an input from its beginning, and where its places stand in the stored bytes. */
async function unpackMeasured(
  input: Input,
  { signal, onRead, onEnd }: ReadChunksParts,
  buffers: readonly Buffer[] = [],
) {
  let usedUp = 0;
  const count = (bytes: number): void => {
    usedUp += bytes;
    onRead(bytes);
  };
  const unpacked = await unpackInput(input, signal, count, { buffers, onEnd });
  if (!unpacked.isCompressed) return { ...unpacked, storedAt: itself };
  const progress = createStoredProgress(() => usedUp);
  return { ...unpacked, chunks: measured(unpacked.chunks, progress), storedAt: progress.storedAt };
}

async function* measured(
  chunks: AsyncIterable<Uint8Array>,
  progress: StoredProgress,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    progress.pass(chunk.length);
    yield chunk;
  }
}

/** Passes over the first `offset` bytes. `rest` is what the last chunk holds beyond; undefined when the input ends before. */
async function skip(
  chunks: AsyncIterator<Uint8Array>,
  offset: number,
): Promise<{ hash: Hash; firstLine: Buffer | undefined; rest: Uint8Array | undefined }> {
  const hash = createHash('sha256');
  const framer = createFramer();
  let firstLine: Buffer | undefined;
  for (let passed = 0; passed < offset; ) {
    const next = await chunks.next();
    if (next.done === true) return { hash, firstLine, rest: undefined };
    const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    const part = chunk.subarray(0, offset - passed);
    hash.update(part);
    if (firstLine === undefined) {
      const found = framer.push(part).find(({ bytes }) => !isBlank(bytes));
      if (found !== undefined) firstLine = Buffer.from(found.bytes);
    }
    passed += part.length;
    if (passed === offset) {
      // The last line may have had no newline when it was sent.
      const last = firstLine === undefined ? framer.end() : undefined;
      if (last !== undefined && !isBlank(last.bytes)) firstLine = Buffer.from(last.bytes);
      return { hash, firstLine, rest: chunk.subarray(part.length) };
    }
  }
  return { hash, firstLine, rest: Buffer.alloc(0) };
}

async function* traced(chunks: AsyncIterable<Uint8Array>, trace: Trace | undefined): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    trace?.push(bytes);
    yield bytes;
  }
}

/** The error for an input that is not the one a checkpoint speaks of (rule R7). */
export function changed(name: string, reason: string): StateError {
  const what = name === '-' ? 'stdin' : name;
  return new StateError(`${what} has changed since the run that was interrupted: ${reason}.`, {
    code: 'input_changed',
    details: ['Nothing was sent: resuming would skip or repeat lines.'],
    hint: 'Put the input back as it was and run the same command again, or start over with --restart.',
  });
}
