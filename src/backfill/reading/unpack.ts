import { pipeline, Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { InputError, systemErrorCode, UsageError } from '../../errors.ts';

type Decompressor = Transform & { readonly bytesWritten: number };

/** Each piece is a way to another thread and back: in Node's 16 KiB a gigabyte takes two and a half times as long. */
const inLargePieces = { chunkSize: 512 * 1024 };

/** The bytes of an input as text, and whether they are stored compressed. */
export interface Unpacked {
  readonly isCompressed: boolean;
  readonly chunks: AsyncGenerator<Uint8Array>;
}

/**
 * Decompresses what begins with gzip's or zstd's magic bytes, whatever the file is called, and passes
 * everything else through. Several gzip members one after the other are one text (rule R8). Resolves when the
 * first bytes are there. `onRead` is told how many bytes of the input, as it is stored, each piece took.
 * Throws UsageError for zstd where Node cannot read it; `chunks` throw InputError when the data is damaged.
 */
export async function unpack(
  stored: AsyncIterable<Uint8Array>,
  name: string,
  onRead: (storedBytes: number) => void,
): Promise<Unpacked> {
  const iterator = stored[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let headBytes = 0;
  while (headBytes < 4) {
    const next = await iterator.next();
    if (next.done === true) break;
    // What is less than the magic bytes is kept over the next chunk, and chunks may be transient.
    head.push(next.value.length < 4 ? Buffer.from(next.value) : next.value);
    headBytes += next.value.length;
  }
  const all = startingWith(head, iterator);
  const decompressor = chooseDecompressor(Buffer.concat(head), name);
  return decompressor === undefined
    ? { isCompressed: false, chunks: counted(all, onRead) }
    : { isCompressed: true, chunks: decompressed(all, decompressor, name, onRead) };
}

/** Tells the sizes of chunks as they pass. */
export async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onRead: (storedBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onRead(chunk.length);
    yield chunk;
  }
}

/** The decompressor is given chunks ahead of what it works on, so their memory must not serve again. */
async function* copies(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

async function* decompressed(
  chunks: AsyncIterable<Uint8Array>,
  decompressor: Decompressor,
  name: string,
  onRead: (storedBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  // The callback form only keeps the error from being unhandled: the loop below meets it as well.
  pipeline(Readable.from(copies(chunks)), decompressor, () => {});
  try {
    let usedUp = 0;
    for await (const chunk of decompressor) {
      // What the engine has used up; the chunk it works on may be the whole file.
      onRead(decompressor.bytesWritten - usedUp);
      usedUp = decompressor.bytesWritten;
      yield chunk;
    }
    onRead(decompressor.bytesWritten - usedUp);
  } catch (error) {
    throw damaged(error, name);
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

function chooseDecompressor(head: Buffer, name: string): Decompressor | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return zlib.createGunzip(inLargePieces);
  if (head.length < 4 || head.readUInt32LE(0) !== 0xfd2fb528) return undefined;
  // Node has zstd since 22.15; the types of Node 20 do not know it.
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof create === 'function') return create(inLargePieces);
  throw new UsageError(
    `${name} is compressed with zstd, which this Node cannot read (22.15 and later can).`,
    {
      code: 'zstd_unsupported',
      hint: `zstd -dc ${name} | segment batch -`,
    },
  );
}

function damaged(error: unknown, name: string): unknown {
  const code = systemErrorCode(error);
  if (code === undefined || !(code.startsWith('Z_') || code.startsWith('ERR_ZSTD'))) return error;
  const reason = code === 'Z_BUF_ERROR' ? 'it ends in the middle' : 'its data is damaged';
  return new InputError(
    `${name} cannot be decompressed to its end: ${reason}. The complete lines before that point were read.`,
    {
      code: 'input_damaged',
      hint: 'Fetch the file again and run the same command.',
      cause: error,
    },
  );
}
