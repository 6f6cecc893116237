import { readBeginning } from '../../checkpoint/fingerprint.ts';
import type { Place } from '../../span.ts';
import { DamagedInputError } from '../damaged-input.ts';
import { type Input, nameOf } from '../input.ts';
import { lookAtText, type TextKind } from '../look.ts';
import { readArray, readObjects } from '../read-json.ts';
import { startingWith, thenFail, type Unpacked, unpackInput } from '../unpack.ts';
import { type FoundKind, unsupportedKind } from './refuse.ts';
import { unreadable } from './unreadable.ts';

/** A text whose first bytes were looked at; its chunks are all there still. */
export interface LookedAt {
  /** That of a text which cannot be read is what it would be read as. */
  readonly kind: TextKind;
  readonly unreadable: FoundKind | undefined;
  readonly chunks: AsyncGenerator<Uint8Array>;
}

/** Looks at as many chunks as tell the kind of a text. Most often that is one, which is passed on as it is. */
export async function lookAhead({ chunks, compression }: Unpacked): Promise<LookedAt> {
  let seen: Buffer = Buffer.alloc(0);
  let enough = 0;
  const found = (kind: ReturnType<typeof lookAtText>, all: AsyncGenerator<Uint8Array>): LookedAt => {
    const refused = kind === 'bodies' ? unreadable.bodies : typeof kind === 'object' ? kind : undefined;
    return {
      kind: typeof kind === 'string' ? kind : 'ndjson',
      unreadable: refused && { kind: refused, compression },
      chunks: all,
    };
  };
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await chunks.next();
    } catch (error) {
      // What is whole of damaged data is all there is.
      const kind = error instanceof DamagedInputError ? lookAtText(seen, true) : undefined;
      return found(kind, thenFail(seen.length > 0 ? [seen] : [], error));
    }
    const isWhole = next.done === true;
    const chunk = isWhole ? Buffer.alloc(0) : next.value;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const first = seen.length === 0 ? bytes : Buffer.concat([seen, bytes]);
    const tells = isWhole || first.length >= enough || bytes.includes(0x0a);
    const kind = tells ? lookAtText(first, isWhole) : undefined;
    // Within a line a look after every few bytes would take long.
    if (tells) enough = first.length * 1.125;
    if (kind !== undefined || isWhole)
      return found(
        kind,
        startingWith(
          [seen, bytes].filter(({ length }) => length > 0),
          chunks,
        ),
      );
    // A copy: the memory of a chunk may serve again.
    seen = seen.length === 0 ? Buffer.from(bytes) : first;
  }
}

/** So much is read at once for a look; the first line of most files is in it. */
const lookChunkBytes = 64 * 1024;

/** Looks at the beginning of a file. */
async function lookAtFile(input: Input): Promise<FoundKind | undefined> {
  const buffers = [Buffer.allocUnsafe(lookChunkBytes), Buffer.allocUnsafe(lookChunkBytes)];
  const unpacked = await unpackInput(input, new AbortController().signal, () => {}, { buffers });
  try {
    return (await lookAhead(unpacked)).unreadable;
  } finally {
    await unpacked.chunks.return(undefined);
  }
}

/** A file that holds messages in another shape than one a line. */
export interface ShapedFile {
  readonly name: string;
  readonly shape: 'array' | 'objects';
}

/**
 * Looks at the files from a place on, so that a wrong one is refused before the others are sent; one that a run resumes
 * in the middle of is not refused. What can be read only once is looked at when its turn comes. Returns the files that
 * hold something else than a message on each line. Throws UsageError.
 */
export async function lookAtFiles(
  inputs: readonly Input[],
  from: Pick<Place, 'input' | 'offset'> = { input: 0, offset: 0 },
): Promise<ShapedFile[]> {
  const shaped: ShapedFile[] = [];
  for (const [index, input] of inputs.entries()) {
    if (index < from.input || input.size === undefined) continue;
    const unreadable = await lookAtFile(input);
    const isBegun = index === from.input && from.offset > 0;
    if (unreadable !== undefined && !isBegun) throw unsupportedKind(input, unreadable);
    const { shape } = await readBeginning(input);
    if (shape === readArray) shaped.push({ name: nameOf(input), shape: 'array' });
    if (shape === readObjects) shaped.push({ name: nameOf(input), shape: 'objects' });
  }
  return shaped;
}
