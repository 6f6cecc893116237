import { UsageError } from '../../errors.ts';
import type { SingerLine } from '../../formats/records/singer.ts';
import { nearestNames } from '../../spec/nearest.ts';

/**
 * Looks whether there is anything of the stream that is wanted, if only its schema. Until there is, no STATE comes out:
 * the tap would take what nobody has read for done.
 */
export interface StreamWatch {
  readonly wanted: string;
  readonly isSeen: boolean;
  note(line: SingerLine): void;
  /** Throws UsageError where there were other streams only. */
  end(name: string): void;
}

/** @param isSeen its schema may stand before the place where reading starts */
export function watchStreams(wanted: string, isSeen: boolean): StreamWatch {
  const others = new Set<string>();
  return {
    wanted,
    get isSeen() {
      return isSeen;
    },
    note(line) {
      isSeen ||= line.kind !== 'other' && line.kind !== 'state';
      if (line.kind !== 'other' || line.stream === undefined) return;
      if (line.stream === wanted) isSeen = true;
      else others.add(line.stream);
    },
    end(name) {
      if (isSeen || others.size === 0) return;
      const [meant] = nearestNames(
        wanted,
        [...others].map((other) => [other]),
      );
      throw new UsageError(`${name === '-' ? 'stdin' : name} has nothing of the stream ${wanted}.`, {
        code: 'stream_missing',
        details: [`Its streams are ${[...others].join(', ')}.`],
        hint: meant === undefined ? 'Give --stream one of these.' : `Did you mean --stream ${meant}?`,
      });
    },
  };
}
