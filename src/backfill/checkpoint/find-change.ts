import { createHash } from 'node:crypto';
import type { StateError } from '../../errors.ts';
import { changed } from '../reading/changed-input.ts';
import type { Input } from '../reading/input.ts';
import { isStartOfInput } from '../span.ts';
import type { Checkpoint, InputState } from './checkpoint.ts';
import { fingerprintFile, firstLineDigest, readBeginning, readTail } from './fingerprint.ts';

/**
 * The first reason why inputs are not those a checkpoint speaks of, as the error to stop with; undefined when
 * they are, as far as that can be seen before they are read (rule R7). Paths and times do not matter: what was
 * read to its end must be the same file, and what was read in part the same up to there. Of a pipe and of a
 * compressed file the part that was sent is compared when it is passed through.
 */
export async function findChange(
  checkpoint: Checkpoint,
  inputs: readonly Input[],
): Promise<StateError | undefined> {
  const { place, finishedAt } = checkpoint;
  for (const [index, state] of checkpoint.inputs.entries()) {
    const input = inputs[index];
    if (input === undefined) return changed('The list of inputs', 'it was longer');
    const isDone = finishedAt !== null || index < place.input;
    const reason = isDone
      ? changeOfDone(input, state, finishedAt !== null)
      : index === place.input
        ? await changeBefore(input, state, checkpoint)
        : undefined;
    if (reason !== undefined) return changed(input.name, reason);
  }
  return undefined;
}

/** A file that was read to its end. A receipt still stands for one that has grown since: its lines were sent. */
function changeOfDone(input: Input, { stored }: InputState, mayGrow: boolean): string | undefined {
  if (input.path === undefined || input.size === undefined || stored === null)
    return 'it was a file that had been read to its end';
  if (input.size < stored.bytes) return 'it is shorter';
  if (input.size > stored.bytes && !mayGrow)
    return 'lines were added to it after it had been read to its end';
  const now = fingerprintFile(input.path, stored.bytes);
  return now?.head === stored.head && now.tail === stored.tail ? undefined : 'it reads differently now';
}

async function changeBefore(
  input: Input,
  { firstLine }: InputState,
  { place }: Checkpoint,
): Promise<string | undefined> {
  const isTail = place.mark?.kind === 'tail';
  if (input.path === undefined || input.size === undefined) {
    return isTail && !isStartOfInput(place) ? 'it was a file, and is a pipe now' : undefined;
  }
  if (firstLine !== null && firstLineDigest((await readBeginning(input)).firstLine) !== firstLine)
    return 'its first line is another';
  if (!isTail) return undefined;
  const before = changeOfTail(input.path, place.offset, place.mark.sha256);
  if (before !== undefined || place.inBody === undefined) return before;
  const { start, end, sha256 } = place.inBody;
  return changeOfTail(input.path, end, sha256, end - start);
}

/** @param bytes of how much text before the offset the digest is */
function changeOfTail(path: string, offset: number, sha256: string, bytes?: number): string | undefined {
  if (offset === 0) return undefined;
  const tail = readTail(path, offset, bytes);
  if (tail === undefined) return 'it is shorter than what was sent of it';
  const isSame = createHash('sha256').update(tail).digest('hex') === sha256;
  return isSame ? undefined : 'the text before the place where it stopped is different';
}
