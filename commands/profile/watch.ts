import type { ProfileApi } from '../../src/api/profiles/client.ts';
import type { ProfileId } from '../../src/api/profiles/profile-id.ts';
import { readWholeProfile, type WholeProfile } from '../../src/api/profiles/whole-profile.ts';
import type { App } from '../../src/app.ts';
import type { Change } from '../../src/profiles/changes.ts';
import { watchProfile, watchWindow } from '../../src/profiles/watch.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { formatDuration } from '../../src/terminal/numbers.ts';
import { tableLook } from '../../src/terminal/table.ts';
import { isForPerson } from '../reading/output-options.ts';
import { changeJson, changeLine, changeRow } from './change-line.ts';
import { problemWords } from './problem-words.ts';

export interface Watched {
  readonly api: ProfileApi;
  readonly id: ProfileId;
  readonly intervalMs: number;
  /** What was printed already. */
  readonly first: WholeProfile;
}

/** Prints what changes, until a signal ends it: that is its normal end. */
export async function printChanges(app: App, { api, id, intervalMs, first }: Watched): Promise<void> {
  const { io, print } = app;
  const stop = new AbortController();
  app.onClose(io.onSignal(() => stop.abort()));
  if (!app.globals.json)
    print.note(print.style.dim(`checking every ${formatDuration(intervalMs)}; Ctrl-C ends it`));
  const write = changeWriter(app);
  const read = (signal: AbortSignal) => readWholeProfile(api, id, { recentEvents: watchWindow, signal });
  let told = '';
  for await (const look of watchProfile({ read, first, intervalMs, sleep: io.sleep, signal: stop.signal })) {
    if (look.kind === 'failed') {
      print.warn(`${escapeLine(look.error.message)} Trying again.`);
      continue;
    }
    const problems = look.problems.map(({ name, problem }) => `${name}: ${problemWords(problem)}`).join('; ');
    if (problems !== '' && problems !== told) print.warn(problems);
    told = problems;
    if (look.isFull)
      print.warn(`${watchWindow} events or more since the last check: some of them may be missing here.`);
    if (look.changes.length > 0)
      await print.result(look.changes.map((change) => `${write(change, io.now())}\n`).join(''));
  }
}

function changeWriter(app: App): (change: Change, at: Date) => string {
  const { io, print, globals } = app;
  if (globals.json) return changeJson;
  if (!isForPerson(io)) return changeRow;
  const { width, style } = tableLook(io, print.resultStyle);
  return (change, at) => changeLine(change, localTime(at), width, style);
}

function localTime(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
