import { createHash } from 'node:crypto';
import type { StateError } from '../../errors.ts';
import { changed } from '../reading/changed-input.ts';
import { type Input, nameOf } from '../reading/input.ts';
import { isStartOfInput } from '../span.ts';
import type { Checkpoint, InputState } from './checkpoint.ts';
import {
  fingerprintFile,
  fingerprintOfMember,
  firstLineDigest,
  readBeginning,
  readTail,
} from './fingerprint.ts';

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
  // Not of the files that are named, or it would be another job: of those in zip archives. A receipt still stands.
  const [before, now] = [checkpoint.inputs.length, inputs.length];
  if (now < before || (now > before && finishedAt === null))
    return changed(
      'The list of inputs',
      `it had ${before} files, those in zip archives included, and has ${now}`,
    );
  for (const [index, state] of checkpoint.inputs.entries()) {
    const input = inputs[index];
    if (input === undefined) break;
    const isDone = finishedAt !== null || index < place.input;
    const reason = isDone
      ? changeOfDone(input, state, finishedAt !== null)
      : index === place.input
        ? await changeBefore(input, state, checkpoint)
        : undefined;
    if (reason !== undefined) return changed(nameOf(input), reason);
  }
  return undefined;
}

/** A file that was read to its end. A receipt still stands for one that has grown since: its lines were sent. */
function changeOfDone(input: Input, { stored }: InputState, mayGrow: boolean): string | undefined {
  if (input.path === undefined || input.size === undefined || stored === null)
    return 'it was a file that had been read to its end';
  const bytes = contentBytes(input) ?? 0;
  if (bytes < stored.bytes) return 'it is shorter';
  if (bytes > stored.bytes && !mayGrow) return 'lines were added to it after it had been read to its end';
  const now =
    input.member === undefined
      ? fingerprintFile(input.path, stored.bytes)
      : fingerprintOfMember(input.member);
  return now?.head === stored.head && now.tail === stored.tail ? undefined : 'its content is different now';
}

/** Bytes of what a fingerprint is taken of. */
export function contentBytes({ size, member }: Input): number | undefined {
  return member?.bytes ?? size;
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
    return 'its first line has changed';
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
  if (tail === undefined) return 'it is shorter than the part that was sent';
  const isSame = createHash('sha256').update(tail).digest('hex') === sha256;
  return isSame ? undefined : 'the text before the place where it stopped is different';
}
