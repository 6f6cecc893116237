import type { InputWatch } from '../backfill.ts';
import type { Input } from '../reading/input.ts';
import { firstLineDigest } from './fingerprint.ts';
import type { Job } from './job.ts';
import type { JobSettings } from './job-settings.ts';
import { openSentInputs, type SentInput, sentInputKey } from './sent-inputs.ts';

export interface WatchCall {
  readonly inputs: readonly Input[];
  readonly settings: JobSettings;
  readonly job: Pick<Job, 'unfinished' | 'sentSince'> | undefined;
  /** Where is noted what was sent; undefined where there is no such place. */
  readonly folder: string | undefined;
  readonly now: () => Date;
}

/** Told what is found out about the inputs, by their names. */
export interface InputNotices {
  /** It begins like one that was sent before. */
  likeEarlier(name: string, before: SentInput, ageMs: number): void;
  /** It begins like one before it in this call. */
  likeOther(name: string, other: string): void;
  /** What was sent of it could not be noted. */
  unnoted(name: string, error: unknown): void;
}

/**
 * Finds out whether an input begins like one that was sent before: equal lines in equal places are one message to
 * Segment, whether they were meant so or not. And notes what this run sends, for those after it.
 */
export function watchInputs(
  { inputs, settings, job, folder, now }: WatchCall,
  notices: InputNotices,
): InputWatch {
  const sent = openSentInputs(folder, now);
  const keys = new Map<number, string>();
  const nameOf = (index: number): string => inputs[index]?.name ?? '-';
  // Of an input of the job's own earlier run it was said already.
  const isOwn = (index: number): boolean =>
    job?.unfinished === undefined ? job?.sentSince !== undefined : index <= job.unfinished.place.input;
  const openedAt = now();
  /** Another run that goes on at the same time has noted it since this one has looked. */
  const noticeMeanwhile = (index: number, key: string): void => {
    const other = sent.find(key);
    if (other === undefined || other.sentAt <= openedAt) return;
    notices.likeEarlier(nameOf(index), other, Math.max(0, now().getTime() - other.sentAt.getTime()));
  };
  let noted = 0;
  return {
    firstLine(index, line) {
      const key = sentInputKey(settings, firstLineDigest(line));
      const [twin] = [...keys].find(([, other]) => other === key) ?? [];
      keys.set(index, key);
      if (twin !== undefined) return notices.likeOther(nameOf(index), nameOf(twin));
      const before = isOwn(index) ? undefined : sent.find(key);
      if (before === undefined) return;
      const age = Math.max(0, now().getTime() - before.sentAt.getTime());
      notices.likeEarlier(nameOf(index), before, age);
    },
    async acknowledged(upTo) {
      for (; noted <= upTo; noted += 1) {
        const key = keys.get(noted);
        try {
          if (key === undefined) continue;
          noticeMeanwhile(noted, key);
          await sent.note(key, { name: nameOf(noted), sentAt: now() });
        } catch (error) {
          // Nothing depends on it but the warning of a later run.
          notices.unnoted(nameOf(noted), error);
        }
      }
    },
  };
}
