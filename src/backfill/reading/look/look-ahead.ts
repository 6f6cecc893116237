import type { Place } from '../../span.ts';
import { findBeginning } from '../beginning.ts';
import type { Input } from '../input.ts';
import type { TextKind } from '../look.ts';
import { unpackInput } from '../unpack.ts';
import { unsupportedKind } from './refuse.ts';

/** So much is read at once for a look; the first line of most files is in it. */
const lookChunkBytes = 64 * 1024;

/** Looks at the beginning of a file. */
async function lookAtFile(input: Input) {
  const buffers = [Buffer.allocUnsafe(lookChunkBytes), Buffer.allocUnsafe(lookChunkBytes)];
  const unpacked = await unpackInput(input, new AbortController().signal, () => {}, { buffers });
  try {
    return { ...(await findBeginning(unpacked.chunks)), compression: unpacked.compression };
  } finally {
    await unpacked.chunks.return(undefined);
  }
}

/** A file that holds messages in another shape than one a line. */
export interface ShapedFile {
  readonly name: string;
  readonly kind: Exclude<TextKind, 'ndjson'>;
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
    const { kind, unreadable, compression } = await lookAtFile(input);
    const isBegun = index === from.input && from.offset > 0;
    if (unreadable !== undefined && !isBegun) throw unsupportedKind(input, { kind: unreadable, compression });
    if (kind !== 'ndjson') shaped.push({ name: input.name, kind });
  }
  return shaped;
}
