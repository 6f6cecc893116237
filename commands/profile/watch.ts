import type { ProfileApi } from '../../src/api/profiles/client.ts';
import type { ProfileId } from '../../src/api/profiles/profile-id.ts';
import { problemsOf, readWholeProfile, type WholeProfile } from '../../src/api/profiles/whole-profile.ts';
import type { App } from '../../src/app.ts';
import { TemporaryError } from '../../src/errors.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { formatDuration } from '../../src/terminal/numbers.ts';
import { tableLook } from '../../src/terminal/table.ts';
import { isForPerson } from '../reading/output-options.ts';
import { changeJson, changeLine, changeRow } from './change-line.ts';
import { type Change, changesBetween, mergeLooks, newEvents } from './changes.ts';
import { problemWords } from './problem-words.ts';

export interface WatchParts {
  readonly api: ProfileApi;
  readonly id: ProfileId;
  readonly intervalMs: number;
  /** Events of each look; more than so many between two looks are not all seen. */
  readonly window: number;
  /** What was printed already. */
  readonly first: WholeProfile;
}

/** Looks again and again and prints what changed, until a signal ends it: that is its normal end. */
export async function watchProfile(app: App, parts: WatchParts): Promise<void> {
  const { api, id, intervalMs, window, first } = parts;
  const { io, print } = app;
  const stop = new AbortController();
  app.onClose(io.onSignal(() => stop.abort()));
  if (!app.globals.json)
    print.note(print.style.dim(`looking again every ${formatDuration(intervalMs)}; Ctrl-C ends it`));
  const write = changeWriter(app);
  const seen = new Set<string>();
  newEvents(first, seen);
  let last = first;
  let told = '';
  while (await waited(io.sleep, intervalMs, stop.signal)) {
    const look = await lookAgain(app, stop.signal, () =>
      readWholeProfile(api, id, { recentEvents: window, signal: stop.signal }),
    );
    if (look === undefined) continue;
    const problems = problemsOf(look)
      .map(({ name, problem }) => `${name}: ${problemWords(problem)}`)
      .join('; ');
    if (problems !== '' && problems !== told) print.warn(problems);
    told = problems;
    const changes = changesBetween(last, look, seen);
    if (changes.filter(({ part }) => part === 'events').length >= window)
      print.warn(`${window} events or more since the last look: some of them may be missing here.`);
    last = mergeLooks(last, look);
    if (changes.length > 0)
      await print.result(changes.map((change) => `${write(change, io.now())}\n`).join(''));
  }
}

/** False once it was told to stop. */
async function waited(sleep: App['io']['sleep'], ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    if (!signal.aborted) await sleep(ms, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return !signal.aborted;
}

/** A look that failed for now is told, and tried again with the next one; one that was stopped shows nothing. */
async function lookAgain(
  { print }: App,
  signal: AbortSignal,
  look: () => Promise<WholeProfile>,
): Promise<WholeProfile | undefined> {
  try {
    return await look();
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!(error instanceof TemporaryError)) throw error;
    print.warn(`${escapeLine(error.message)} Looking again.`);
    return undefined;
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
