import { createHash, type Hash } from 'node:crypto';
import { createFramer } from '../../ndjson/framing.ts';
import { isBlank } from '../../ndjson/scan.ts';
import { type InputFingerprint, readBeginning, readTail } from '../checkpoint/fingerprint.ts';
import type { Place } from '../span.ts';
import { type Beginning, findBeginning } from './beginning.ts';
import { changed } from './changed-input.ts';
import { DamagedInputError } from './damaged-input.ts';
import { type Input, nameOf } from './input.ts';
import { unsupportedKind } from './look/refuse.ts';
import { readNdjson } from './read-ndjson.ts';
import { createTrace, type Trace } from './trace.ts';
import { counted, startingWith, unpackInput } from './unpack.ts';

type TextStart = Pick<Place, 'offset' | 'line' | 'record' | 'inBody'>;

/** The text of an input, decompressed, from the place where reading starts. */
export interface InputText extends Pick<Beginning, 'firstLine' | 'shape' | 'table'> {
  /** As the user gave it. */
  readonly name: string;
  readonly start: TextStart;
  /** Undefined where nobody will look for a place again: then nothing is hashed. */
  readonly trace: Trace | undefined;
  /** How many stored bytes of the input its text takes up to an offset, one that reading has come to. */
  readonly storedAt: (offset: number) => number;
  readonly chunks: AsyncIterable<Buffer>;
  /** Called when the chunks have ended: what was read of a file. Throws DamagedInputError when other bytes follow the text. */
  end(): InputFingerprint | undefined;
}

export interface TextOptions {
  readonly signal: AbortSignal;
  /** Told how many stored bytes of the input were used up. */
  readonly onRead: (storedBytes: number) => void;
  readonly isTraced: boolean;
  /** True where a text that is not JSON is refused when it is read from its beginning. */
  readonly isLookedAt: boolean;
  /** Memory for the chunks of a plain file, two at least: whoever traces a chunk looks at it until the next one is there. */
  readonly buffers: readonly Buffer[];
}

/**
 * Opens the text of an input. A plain file is read from `place` on; of anything else, what stands before it is passed
 * through and compared (rule R8). Throws StateError when that is not what stood there before, UsageError for a text
 * that is refused, and what opening and decompressing throw.
 */
export async function openText(
  input: Input,
  place: Place | undefined,
  options: TextOptions,
): Promise<InputText> {
  let stored: InputFingerprint | undefined;
  let trailing: DamagedInputError | undefined;
  const onEnd = (read: InputFingerprint): void => {
    stored = read;
  };
  const text = await textFrom(input, place, { ...options, onEnd });
  const chunks = async function* (): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of text.chunks) {
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        text.trace?.push(bytes);
        yield bytes;
      }
    } catch (error) {
      // The text before such bytes is whole, and so is its last line.
      if (!(error instanceof DamagedInputError && error.damage === 'trailing')) throw error;
      trailing = error;
    }
  };
  return {
    ...text,
    name: input.name,
    chunks: chunks(),
    end() {
      if (trailing !== undefined) throw trailing;
      return stored;
    },
  };
}

type OpenedText = Omit<InputText, 'name' | 'chunks' | 'end'> & { readonly chunks: AsyncIterable<Uint8Array> };
type OpenOptions = TextOptions & { readonly onEnd: (stored: InputFingerprint) => void };

async function textFrom(input: Input, place: Place | undefined, options: OpenOptions): Promise<OpenedText> {
  if (place !== undefined && place.offset > 0)
    return place.mark?.kind === 'tail' ? fileFrom(input, place, options) : textAfter(input, place, options);
  const unpacked = await unpackMeasured(input, options, options.buffers);
  const { compression, isPlain, storedAt } = unpacked;
  const { unreadable, ...beginning } = await findBeginning(unpacked.chunks, input);
  if (options.isLookedAt && unreadable !== undefined) {
    await unpacked.chunks.return(undefined);
    throw unsupportedKind(input, { kind: unreadable, compression });
  }
  const isPlainFile = input.size !== undefined && isPlain;
  const trace = options.isTraced
    ? createTrace(0, isPlainFile ? Buffer.alloc(0) : createHash('sha256'))
    : undefined;
  return { start: startAt(place ?? { offset: 0, line: 1 }), ...beginning, trace, storedAt };
}

/** A plain file from the place on. What stands before was compared before the run began (`findChange`). */
async function fileFrom(
  input: Input,
  place: Place,
  { signal, onRead, onEnd, buffers }: OpenOptions,
): Promise<OpenedText> {
  const { offset } = place;
  const tail = readTail(input.path ?? '', offset);
  if (tail === undefined) throw changed(nameOf(input), 'it is shorter than the part that was sent');
  onRead(offset);
  return {
    start: startAt(place),
    ...(await readBeginning(input)),
    trace: createTrace(offset, tail),
    storedAt: itself,
    chunks: counted(input.open(signal, { start: offset, buffers, onEnd }), onRead),
  };
}

/** Any other input after the place: what stands before is passed through, and compared. */
async function textAfter(input: Input, place: Place, options: OpenOptions): Promise<OpenedText> {
  const { offset, mark } = place;
  const { chunks: unpacked, storedAt } = await unpackMeasured(input, options);
  const { firstLine: wholeLine, shape, table, chunks } = await findBeginning(unpacked, input);
  try {
    const { hash, firstLine: passedLine, rest } = await skip(chunks, offset);
    // The place may stand in the first line: of values that are no lines, or of a last line that has grown since.
    const firstLine = shape === readNdjson ? passedLine : wholeLine;
    if (rest === undefined)
      throw changed(nameOf(input), 'it ends before the place where the last run stopped');
    if (hash.copy().digest('hex') !== mark?.sha256)
      throw changed(nameOf(input), 'the part that was sent is different now');
    const trace = createTrace(offset, hash);
    const kind = { firstLine, shape, ...(table !== undefined && { table }) };
    return { start: startAt(place), ...kind, trace, storedAt, chunks: startingWith([rest], chunks) };
  } catch (error) {
    await chunks.return(undefined);
    throw error;
  }
}

function startAt({ offset, line, record, inBody }: TextStart): TextStart {
  return { offset, line, ...(record !== undefined && { record }), ...(inBody !== undefined && { inBody }) };
}

const itself = (offset: number): number => offset;

/** The text of an input from its beginning, and where its places stand in the stored bytes, as far as its decompressor tells. */
async function unpackMeasured(
  input: Input,
  { signal, onRead, onEnd }: OpenOptions,
  buffers: readonly Buffer[] = [],
) {
  let usedUp = 0;
  const count = (bytes: number): void => {
    usedUp += bytes;
    onRead(bytes);
  };
  const unpacked = await unpackInput(input, signal, count, { buffers, onEnd });
  if (unpacked.isPlain) return { ...unpacked, storedAt: itself };
  let from = { offset: 0, stored: 0 };
  let to = from;
  const measured = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of unpacked.chunks) {
      from = to;
      to = { offset: from.offset + chunk.length, stored: usedUp };
      yield chunk;
    }
  };
  /** For a place in the last chunk: the stored bytes that were used up for it count as spread over it evenly. */
  const storedAt = (offset: number): number => {
    const bytes = to.offset - from.offset;
    const share = bytes === 0 ? 1 : Math.min(1, Math.max(0, (offset - from.offset) / bytes));
    return Math.round(from.stored + share * (to.stored - from.stored));
  };
  return { ...unpacked, chunks: measured(), storedAt };
}

/** Skips the first `offset` bytes. `rest` is what the last chunk holds beyond; undefined when the input ends before. */
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
