import type { ProfileApi } from '../../src/api/profiles/client.ts';
import { type ProfileId, profileIdText } from '../../src/api/profiles/profile-id.ts';
import { readWholeProfile, type WholeProfile } from '../../src/api/profiles/whole-profile.ts';
import type { App } from '../../src/app.ts';
import type { TemporaryError } from '../../src/errors.ts';
import { changeJson, changeRow, partWords, signs, valuesOf } from '../../src/profiles/change-text.ts';
import type { Change } from '../../src/profiles/changes.ts';
import { waitForProfile, watchProfile, watchWindow } from '../../src/profiles/watch.ts';
import { clockTime } from '../../src/spec/clock-time.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { changeLine } from '../../src/terminal/change-line.ts';
import { isForPerson, lookOf } from '../../src/terminal/look.ts';
import { formatDuration } from '../../src/terminal/numbers.ts';
import { problemWords } from '../../src/views/profile-columns.ts';
import { untilStopped } from '../until-stopped.ts';

export interface Watched {
  readonly api: ProfileApi;
  readonly id: ProfileId;
  readonly intervalMs: number;
  /** How many events the first look reads. */
  readonly recentEvents: number;
  readonly printFirst: (first: WholeProfile) => Promise<void>;
}

/** Prints the profile, once there is one, then what changes, until a signal ends it: that is its normal end. */
export async function watch(
  app: App,
  { api, id, intervalMs, recentEvents, printFirst }: Watched,
): Promise<void> {
  const { io, print } = app;
  const options = { intervalMs, sleep: io.sleep, signal: untilStopped(app) };
  const pace = `checking every ${formatDuration(intervalMs)}; Ctrl-C ends it`;
  const note = (text: string) => print.note(print.style.dim(text));
  const warnOfFailure = (error: TemporaryError) => print.warn(`${escapeLine(error.message)} Trying again.`);
  const readWith = (count: number) => (signal: AbortSignal) =>
    readWholeProfile(api, id, { recentEvents: count, signal });
  const first = await waitForProfile(
    { ...options, read: readWith(recentEvents) },
    {
      onAbsent: () => note(`${escapeLine(profileIdText(id))} does not exist yet; ${pace}`),
      onFailed: warnOfFailure,
    },
  );
  if (first === undefined) return;
  await printFirst(first);
  note(pace);
  const write = changeWriter(app);
  let warned = '';
  for await (const look of watchProfile({ ...options, read: readWith(watchWindow), first })) {
    if (look.kind === 'failed') {
      warnOfFailure(look.error);
      continue;
    }
    const problems = look.problems.map(({ name, problem }) => `${name}: ${problemWords(problem)}`).join('; ');
    if (problems !== '' && problems !== warned) print.warn(problems);
    warned = problems;
    if (look.isFull)
      print.warn(`${watchWindow} events or more since the last check: some of them may be missing here.`);
    if (look.changes.length > 0)
      await print.result(look.changes.map((change) => `${write(change, io.now())}\n`).join(''));
  }
}

function changeWriter(app: App): (change: Change, at: Date) => string {
  if (app.globals.json) return changeJson;
  if (!isForPerson(app.io)) return changeRow;
  const { width, style } = lookOf(app);
  return (change, at) => {
    const [before, after] = valuesOf(change);
    const what = `${signs[change.change]} ${partWords[change.part]}`;
    return changeLine({ ...change, what, before, after }, clockTime(at, 'seconds'), width, style);
  };
}
