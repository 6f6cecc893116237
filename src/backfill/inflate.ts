import { pipeline, Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { InputError, systemErrorCode, UsageError } from '../errors.ts';

type Decompressor = Transform & { readonly bytesWritten: number };

/**
 * Decompresses what begins with gzip's or zstd's magic bytes, whatever the file is called, and passes
 * everything else through. Several gzip members one after the other are one text (rule R8).
 * `onRead` is told how many bytes of the input, as it is stored, each piece took.
 */
export async function* inflate(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  onRead: (storedBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let headBytes = 0;
  while (headBytes < 4) {
    const next = await iterator.next();
    if (next.done === true) break;
    head.push(next.value);
    headBytes += next.value.length;
  }
  const all = startingWith(head, iterator);
  const decompressor = chooseDecompressor(Buffer.concat(head), name);
  if (decompressor === undefined) {
    for await (const chunk of all) {
      onRead(chunk.length);
      yield chunk;
    }
    return;
  }
  // The callback form only keeps the error from being unhandled: the loop below meets it as well.
  pipeline(Readable.from(all), decompressor, () => {});
  try {
    let counted = 0;
    for await (const chunk of decompressor) {
      // What the engine has used up; the chunk it works on may be the whole file.
      onRead(decompressor.bytesWritten - counted);
      counted = decompressor.bytesWritten;
      yield chunk;
    }
    onRead(decompressor.bytesWritten - counted);
  } catch (error) {
    throw damaged(error, name);
  }
}

async function* startingWith(
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
  if (head[0] === 0x1f && head[1] === 0x8b) return zlib.createGunzip();
  if (head.length < 4 || head.readUInt32LE(0) !== 0xfd2fb528) return undefined;
  // Node has zstd since 22.15; the types of Node 20 do not know it.
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof create === 'function') return create();
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
      hint: 'Fetch the file again and run the same command: lines already accepted keep their messageIds.',
      cause: error,
    },
  );
}
