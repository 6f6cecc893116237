import type { App } from '../../src/app.ts';
import type { InputNotices } from '../../src/backfill/checkpoint/sent-inputs.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { dedupWindowMs } from '../../src/spec/limits.ts';
import { formatDuration } from '../../src/terminal/numbers.ts';
import type { BatchFlags } from './options.ts';

/** Warns a person once of inputs that begin alike. */
export function inputNotices(
  app: App,
  warn: (sentence: string) => void,
  { importId }: Pick<BatchFlags, 'importId'>,
): InputNotices {
  let hasWarned = false;
  const warnOnce = (sentence: string): void => {
    if (!hasWarned) warn(sentence);
    hasWarned = true;
  };
  return {
    likeEarlier: (name, before, ageMs) =>
      warnOnce(beginsLikeSent(name, before.name, ageMs, importId !== undefined)),
    likeOther: (name, other) => warnOnce(beginsLikeTwin(name, other)),
    unnoted: (name, error) => app.print.verbose(`no receipt of ${name} could be written: ${String(error)}`),
  };
}

const called = (name: string): string => (name === '-' ? 'stdin' : escapeLine(name));
const equalLines = 'a line that is equal to the one in the same place there gets the same messageId';

function beginsLikeSent(name: string, before: string, ageMs: number, hasImportId: boolean): string {
  const drops = ageMs <= dedupWindowMs ? 'drops' : 'may drop';
  const way = hasImportId ? 'another --import-id' : '--import-id ID';
  return `${called(name)} begins like ${before === name ? 'the input' : called(before)} sent ${formatDuration(ageMs)} ago: ${equalLines}, and Segment ${drops} it. If these are new messages, ${way} gives them new ids.`;
}

function beginsLikeTwin(name: string, other: string): string {
  return `${called(name)} begins like ${called(other)}, before it in this call: ${equalLines}, and Segment drops it. If these are new messages, send them by a call of their own, with --import-id ID.`;
}
