import { UsageError } from '../../errors.ts';
import { DamagedInputError } from './damaged-input.ts';
import { decodeText } from './decode-text.ts';
import { freeing } from './free-memory.ts';
import { gunzip } from './gunzip.ts';
import { type Input, nameOf, type OpenOptions } from './input.ts';
import { lineToPaste, type RefusedInput } from './look/refuse.ts';
import { unreadable } from './look/unreadable.ts';
import { createStoredBytes, type StoredBytes } from './stored-bytes.ts';
import { unzip } from './unzip.ts';
import { canReadZstd, unzstd, zstdMagic } from './unzstd.ts';

export type Compression = 'gzip' | 'zstd';

/** The bytes of an input as text, and how they are compressed where they are stored. */
export interface Unpacked {
  readonly compression: Compression | undefined;
  /** The text stands in the input as it is: not compressed, nor within an archive. */
  readonly isPlain: boolean;
  readonly chunks: AsyncGenerator<Uint8Array>;
}

interface UnpackOptions {
  readonly input: RefusedInput;
  /** Begins the same bytes once more; undefined where they come only once. */
  readonly again: (() => AsyncIterable<Uint8Array>) | undefined;
  /** A chunk of the text is looked at no longer than until the one after the next is asked for. */
  readonly isTransient?: boolean;
}

/** The text of an input from its beginning, as UTF-8; see {@link unpack}. */
export async function unpackInput(
  input: Input,
  signal: AbortSignal,
  onRead: (storedBytes: number) => void,
  options?: OpenOptions,
): Promise<Unpacked> {
  const unpacked = await unpackBytes(input, signal, onRead, options);
  if (input.encoding === undefined) return unpacked;
  return { ...unpacked, isPlain: false, chunks: decodeText(unpacked.chunks, input.encoding) };
}

async function unpackBytes(
  input: Input,
  signal: AbortSignal,
  onRead: (storedBytes: number) => void,
  options: OpenOptions | undefined,
): Promise<Unpacked> {
  const { member, size, parquet } = input;
  const isTransient = (options?.buffers ?? []).length > 1;
  if (parquet !== undefined) {
    const told = { onRead, onEnd: options?.onEnd, isTransient };
    return { compression: undefined, isPlain: false, chunks: parquet.text(signal, told) };
  }
  const again = size === undefined ? undefined : () => input.open(signal);
  if (member === undefined) return unpack(input.open(signal, options), { input, again, isTransient }, onRead);
  const contentOf = (stored: AsyncIterable<Uint8Array>, count: typeof onRead) =>
    decompressed(stored, unzip(member), { input, again, isTransient, onRead: count });
  const contentAgain = () => contentOf(input.open(signal), () => {});
  const content = { input, again: contentAgain, isTransient };
  const unpacked = await unpack(contentOf(input.open(signal, options), onRead), content, () => {});
  return { ...unpacked, isPlain: false };
}

/**
 * Decompresses what begins with gzip's or zstd's magic bytes, whatever the file is called, and passes
 * everything else through. Several gzip members one after the other are one text (rule R8). Resolves when the
 * first bytes are there. `onRead` is told how many bytes of the input, as it is stored, each piece took.
 * Throws UsageError for zstd where Node cannot read it; `chunks` throw DamagedInputError after what is left of
 * damaged data.
 */
export async function unpack(
  stored: AsyncIterable<Uint8Array>,
  { input, again, isTransient = false }: UnpackOptions,
  onRead: (storedBytes: number) => void,
): Promise<Unpacked> {
  const iterator = stored[Symbol.asyncIterator]();
  try {
    const { head, damage } = await takeHead(iterator);
    const all = damage === undefined ? startingWith(head, iterator) : thenFail(head, damage);
    const compression = findCompression(Buffer.concat(head), input);
    if (compression === undefined) return { compression, isPlain: true, chunks: counted(all, onRead) };
    const chunks = decompressed(all, formats[compression], { input, again, isTransient, onRead });
    return { compression, isPlain: false, chunks };
  } catch (error) {
    await iterator.return?.();
    throw error;
  }
}

/** The first chunks of an input, as many as hold the magic bytes; fewer where it ends before, or is damaged. */
async function takeHead(iterator: AsyncIterator<Uint8Array>) {
  const head: Uint8Array[] = [];
  let headBytes = 0;
  while (headBytes < 4) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await iterator.next();
    } catch (damage) {
      if (damage instanceof DamagedInputError) return { head, damage };
      throw damage;
    }
    if (next.done === true) break;
    // What is less than the magic bytes is kept over the next chunk, and chunks may be transient.
    head.push(next.value.length < 4 ? Buffer.from(next.value) : next.value);
    headBytes += next.value.length;
  }
  return { head, damage: undefined };
}

/** So much of a pipe is kept, to be decompressed once more when it is damaged. */
const keptBytes = 8 * 1024 * 1024;

/** Chunks as they pass. `again` begins them once more, as long as they are few; undefined later. */
function remembered(chunks: AsyncIterable<Uint8Array>) {
  let kept: Buffer[] | undefined = [];
  let bytes = 0;
  return {
    async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > keptBytes) kept = undefined;
        // A copy: the memory of a chunk may serve again.
        kept?.push(Buffer.from(chunk));
        yield chunk;
      }
    },
    get again() {
      return kept;
    },
  };
}

/** Tells the sizes of chunks as they pass. */
export async function* counted(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onRead: (storedBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onRead(chunk.length);
    yield chunk;
  }
}

/** The text of one way to compress, from its first magic byte on. */
type Format = (stored: StoredBytes, name: string) => AsyncGenerator<Buffer>;

async function* decompressed(
  all: AsyncIterable<Uint8Array>,
  format: Format,
  {
    input,
    again,
    isTransient = false,
    onRead,
  }: UnpackOptions & { readonly onRead: (storedBytes: number) => void },
): AsyncGenerator<Uint8Array> {
  const name = nameOf(input);
  const memory = again === undefined ? remembered(all) : undefined;
  const chunks = (memory ?? all)[Symbol.asyncIterator]();
  const stored = createStoredBytes(chunks, onRead);
  let given = 0;
  try {
    const pieces = format(stored, name);
    for await (const chunk of isTransient ? freeing(pieces) : pieces) {
      given += chunk.length;
      yield chunk;
    }
  } catch (error) {
    const isRepeatable = error instanceof DamagedInputError && error.damage === 'data';
    const once = isRepeatable ? (again?.() ?? memory?.again) : undefined;
    if (once !== undefined) yield* afterDamage(once, format, { name, given }, stored);
    throw error;
  } finally {
    await chunks.return?.();
  }
}

/**
 * The decompressor has kept what it made of its last piece. Decompressing once more, that piece byte for byte, brings
 * it out up to the damaged place.
 */
async function* afterDamage(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  format: Format,
  { name, given }: { readonly name: string; readonly given: number },
  { lastPiece }: Pick<StoredBytes, 'lastPiece'>,
): AsyncGenerator<Uint8Array> {
  const iterator = counted(chunks, () => {});
  let passed = 0;
  try {
    for await (const chunk of format(
      createStoredBytes(iterator, () => {}, lastPiece),
      name,
    )) {
      const rest = chunk.subarray(Math.max(0, given - passed));
      passed += chunk.length;
      if (rest.length > 0) yield rest;
    }
  } catch (error) {
    if (!(error instanceof DamagedInputError)) throw error;
  } finally {
    await iterator.return(undefined);
  }
}

/** Chunks that were read already, then the rest. Ends the rest when it is left early. */
export async function* startingWith(
  head: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Chunks that were read before reading failed. */
export async function* thenFail(head: readonly Uint8Array[], error: unknown): AsyncGenerator<Uint8Array> {
  yield* head;
  throw error;
}

const formats: Readonly<Record<Compression, Format>> = { gzip: gunzip, zstd: unzstd };

function findCompression(head: Buffer, input: RefusedInput): Compression | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.length < 4 || head.readUInt32LE(0) !== zstdMagic) return undefined;
  if (canReadZstd()) return 'zstd';
  throw new UsageError(
    `${nameOf(input)} is compressed with zstd, which this Node cannot read (22.15 and later can).`,
    {
      code: 'zstd_unsupported',
      hint: lineToPaste(input, { kind: unreadable.zstd, compression: undefined }),
    },
  );
}
