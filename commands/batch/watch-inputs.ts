import { join } from 'node:path';
import type { App } from '../../src/app.ts';
import type { InputWatch } from '../../src/backfill/backfill.ts';
import { firstLineDigest } from '../../src/backfill/keeping/fingerprint.ts';
import type { Job } from '../../src/backfill/keeping/job.ts';
import { openSentInputs, type SentInput, sentInputKey } from '../../src/backfill/keeping/sent-inputs.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { dedupWindowMs } from '../../src/spec/limits.ts';
import { formatDuration } from '../../src/terminal/numbers.ts';
import { type JobCall, jobSettings } from './open-job.ts';

/**
 * Warns of an input that begins like one that was sent before: equal lines in equal places are one message to
 * Segment, whether they were meant so or not. And notes what this run sends, for those after it. Undefined with
 * `--no-checkpoint`.
 */
export async function watchInputs(
  app: App,
  call: JobCall,
  job: Job | undefined,
  warn: (sentence: string) => void,
): Promise<InputWatch | undefined> {
  const { inputs, flags } = call;
  if (flags.checkpoint === false) return undefined;
  const { now } = app.io;
  const { folders } = await app.store();
  const sent = openSentInputs(folders.state && join(folders.state, 'receipts'), now);
  const settings = jobSettings(call);
  const keys = new Map<number, string>();
  const nameOf = (index: number): string => inputs[index]?.name ?? '-';
  // Of an input of the job's own earlier run it was said already.
  const isOwn = (index: number): boolean =>
    job?.unfinished === undefined ? job?.sentSince !== undefined : index <= job.unfinished.place.input;
  let hasWarned = false;
  const warnOnce = (sentence: string): void => {
    if (!hasWarned) warn(sentence);
    hasWarned = true;
  };
  const openedAt = now();
  /** Another run that goes on at the same time has noted it since this one has looked. */
  const warnOfMeanwhile = (index: number, key: string): void => {
    const other = sent.find(key);
    if (other === undefined || other.sentAt <= openedAt) return;
    const age = Math.max(0, now().getTime() - other.sentAt.getTime());
    warnOnce(beginsLikeSent(nameOf(index), other, age, flags.importId !== undefined));
  };
  let noted = 0;
  return {
    firstLine(index, line) {
      const key = sentInputKey(settings, firstLineDigest(line));
      const [twin] = [...keys].find(([, other]) => other === key) ?? [];
      keys.set(index, key);
      if (twin !== undefined) return warnOnce(beginsLikeTwin(nameOf(index), nameOf(twin)));
      const before = isOwn(index) ? undefined : sent.find(key);
      if (before === undefined) return;
      const age = Math.max(0, now().getTime() - before.sentAt.getTime());
      warnOnce(beginsLikeSent(nameOf(index), before, age, flags.importId !== undefined));
    },
    async acknowledged(upTo) {
      for (; noted <= upTo; noted += 1) {
        const key = keys.get(noted);
        try {
          if (key === undefined) continue;
          warnOfMeanwhile(noted, key);
          await sent.note(key, { name: nameOf(noted), sentAt: now() });
        } catch (error) {
          // Nothing depends on it but the warning of a later run.
          app.print.verbose(`no receipt of ${nameOf(noted)} could be written: ${String(error)}`);
        }
      }
    },
  };
}

const called = (name: string): string => (name === '-' ? 'stdin' : escapeLine(name));
const equalLines = 'a line that is equal to the one in the same place there gets the same messageId';

function beginsLikeSent(name: string, before: SentInput, ageMs: number, hasImportId: boolean): string {
  const drops = ageMs <= dedupWindowMs ? 'drops' : 'may drop';
  const way = hasImportId ? 'another --import-id' : '--import-id ID';
  return `${called(name)} begins like ${before.name === name ? 'the input' : called(before.name)} sent ${formatDuration(ageMs)} ago: ${equalLines}, and Segment ${drops} it. If these are new messages, ${way} gives them new ids.`;
}

function beginsLikeTwin(name: string, other: string): string {
  return `${called(name)} begins like ${called(other)}, before it in this call: ${equalLines}, and Segment drops it. If these are new messages, send them by a call of their own, with --import-id ID.`;
}
