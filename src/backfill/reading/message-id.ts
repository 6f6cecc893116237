import { createHash } from 'node:crypto';
import type { XXHashAPI } from 'xxhash-wasm';

/**
 * Derived messageIds, `sc1-<run>-<offset>-<content>` (docs/rules.md#message-ids). Two equal lines of one file differ
 * by their offset, so none is lost to deduplication; the same file sent again gets the same ids.
 * `sc1` names this scheme: anything that changes an id must change it too.
 */
export interface MessageIds {
  /**
   * Ids for one input. `firstLine` is its first line that is not blank; of a table its first row, and `readAs` a digest of
   * how rows become messages.
   */
  forInput(firstLine: Uint8Array, readAs?: string): InputIds;
  /** For ids of what a record says, which is the same wherever it stands: that they differ from those of another source. */
  readonly seed: string;
}

export interface InputIds {
  /** What all of them begin with: `sc1-<run>-`. */
  readonly prefix: string;
  derive(offset: number, line: Uint8Array): string;
}

export interface MessageIdOptions {
  /** Only its hash takes part: ids of two sources must differ, for Segment deduplicates across sources. */
  readonly writeKey: string;
  /** `--import-id`: takes the place of the first line, so that split files can share one run. */
  readonly importId?: string | undefined;
}

/** A first line can be of any length; its beginning is enough to tell inputs apart. */
const firstLineBytes = 64 * 1024;

export async function createMessageIds({ writeKey, importId }: MessageIdOptions): Promise<MessageIds> {
  const { default: loadHashes } = await import('xxhash-wasm');
  const hashes: XXHashAPI = await loadHashes();
  const keyHash = sha256(writeKey);

  return {
    seed: keyHash.toString('hex'),
    forInput(firstLine, readAs = '') {
      const inputHash = importId === undefined ? hashFirstLine(firstLine) : sha256(importId);
      const run = createHash('sha256')
        .update(keyHash)
        .update(inputHash)
        .update(readAs)
        .digest('hex')
        .slice(0, 16);
      const prefix = `sc1-${run}-`;
      return {
        prefix,
        derive(offset, line) {
          const content = hashes.h64Raw(line).toString(16).padStart(16, '0');
          return `${prefix}${offset.toString(36)}-${content}`;
        },
      };
    },
  };
}

/** SHA-256 of an input's first line that is not blank: what an input is recognised by, whatever it is called. */
export function hashFirstLine(line: Uint8Array): Buffer {
  return sha256(line.subarray(0, firstLineBytes));
}

function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
