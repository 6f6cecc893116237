import type { BackfillReporter } from '../backfill/backfill.ts';
import type { Checkpoint } from '../backfill/checkpoint/checkpoint.ts';
import type { JobNotices } from '../backfill/checkpoint/open-job.ts';
import type { InputNotices } from '../backfill/checkpoint/sent-inputs.ts';
import type { Input } from '../backfill/reading/input.ts';
import type { ShapedFile } from '../backfill/reading/look/look-ahead.ts';
import type { TargetDescription } from '../clients/target.ts';
import { CancelledError, UsageError } from '../errors.ts';
import { escapeLine } from '../spec/escape.ts';
import { inputName } from '../spec/input-name.ts';
import { dedupWindowMs } from '../spec/limits.ts';
import type { Io } from './io.ts';
import { formatCount, formatDuration, plural } from './numbers.ts';
import type { Printer } from './printer.ts';
import { createPrompts } from './prompts.ts';

/** What a person learns of a backfill while it runs. */
interface Terminal {
  readonly print: Printer;
  readonly io: Io;
  readonly mayPrompt: boolean;
}

/** A wait of so many milliseconds is printed for everybody: it must not look like a hang. */
const longWaitMs = 5_000;

/** Prints what is sent, and where. */
export function printDestination(
  { print }: Pick<Terminal, 'print'>,
  { workspace, source, sandbox, region, url }: TargetDescription,
  inputs: readonly Input[],
): void {
  const names = new Set(inputs.map(({ name }) => inputName(name)));
  const what = names.size === 1 ? [...names].join() : `${names.size} files`;
  const where = [
    workspace === undefined ? '' : `workspace ${workspace}`,
    source === undefined ? '' : `source ${source}`,
    sandbox ? 'this machine only' : region,
  ].filter((text) => text !== '');
  pointTo(print, `sending ${what} to ${where.join(' · ')} (${url})`);
}

/** Prints requests, retries and halvings as they happen. */
export function reportDelivery(print: Printer, say: (line: string) => void): BackfillReporter {
  return {
    onBatch: (messages, requests) =>
      print.verbose(() => `request ${requests}: ${formatCount(messages)} messages accepted`),
    onRetry(reason, waitMs, retry) {
      const line = `${reason.replace(/\.$/, '')}; next try in ${formatDuration(waitMs)} (retry ${retry})`;
      if (waitMs >= longWaitMs) say(`${print.style.symbols.warning} ${line}`);
      else print.verbose(line);
    },
    onSplit: (reason, messages) =>
      print.verbose(`${reason}: halving a batch of ${formatCount(messages)} messages`),
  };
}

/** The warning that this machine's clock and the server's differ. */
export function clockWarning(aheadMs: number): string {
  const by = formatDuration(Math.abs(aheadMs));
  return `The clock of this machine is ${by} ${aheadMs > 0 ? 'ahead of' : 'behind'} the server’s: Segment will shift the timestamps by that.`;
}

const bodies = 'bodies of batch calls, {"batch":[…]}';
const shapeNames: Readonly<Record<Exclude<ShapedFile['kind'], 'table'>, string>> = {
  parquet: 'Parquet',
  array: 'a JSON array',
  objects: 'JSON objects that are not one per line',
  bodies,
  'body lines': bodies,
  'body array': bodies,
};

function tableName(delimiter = ','): string {
  if (delimiter === '\t') return 'TSV';
  return delimiter === ',' ? 'CSV' : `CSV with ${delimiter}`;
}

/** Names the zip archives, with how many files are read of each. */
export function printArchives(print: Printer, inputs: readonly Pick<Input, 'name' | 'member'>[]): void {
  const files = new Map<string, number>();
  for (const { name, member } of inputs)
    if (member !== undefined) files.set(name, (files.get(name) ?? 0) + 1);
  for (const [name, count] of files)
    pointTo(print, `${escapeLine(name)} is read as a zip archive of ${plural(count, 'file')}`);
}

/** Names the files that are not NDJSON. */
export function printShapes(print: Printer, files: readonly ShapedFile[]): void {
  for (const file of files) {
    const what = file.kind === 'table' ? tableName(file.delimiter) : shapeNames[file.kind];
    pointTo(print, `${escapeLine(file.name)} is read as ${what}`);
  }
}

/** Warns once of inputs that begin like another one. */
export function inputNotices(
  print: Printer,
  warn: (sentence: string) => void,
  importId: string | undefined,
): InputNotices {
  let hasWarned = false;
  const warnOnce = (sentence: string): void => {
    if (!hasWarned) warn(sentence);
    hasWarned = true;
  };
  const shown = (name: string): string => (name === '-' ? 'stdin' : escapeLine(name));
  const equalLines = 'a line that is equal to the one in the same place there gets the same messageId';
  return {
    likeEarlier(name, { name: before }, ageMs) {
      const earlier = before === name ? 'the input' : shown(before);
      const drops = ageMs <= dedupWindowMs ? 'drops' : 'may drop';
      const way = importId === undefined ? '--import-id ID' : 'another --import-id';
      warnOnce(
        `${shown(name)} begins like ${earlier} sent ${formatDuration(ageMs)} ago: ${equalLines}, and Segment ${drops} it. If these are new messages, ${way} gives them new ids.`,
      );
    },
    likeOther: (name, other) =>
      warnOnce(
        `${shown(name)} begins like ${shown(other)}, before it in this call: ${equalLines}, and Segment drops it. If these are new messages, send them by a call of their own, with --import-id ID.`,
      ),
    unnoted: (name, error) => print.verbose(`no receipt of ${name} could be written: ${String(error)}`),
  };
}

/** Prints what an earlier run of the job left, and asks before an input is sent again too late. */
export function jobNotices(terminal: Terminal, inputs: readonly Input[]): JobNotices {
  const { print, io } = terminal;
  return {
    resumed: (left) => printResumed(terminal, inputs, left),
    // The run that sent it was killed before it could print its summary.
    unreported: (receipt) =>
      pointTo(
        print,
        `this input was ${wasSent(receipt) ? 'sent' : 'read'} completely ${finishedAgo(receipt, io)} ago, by a run that was killed before it could report it: nothing is sent now (--again ${wasSent(receipt) ? 'sends' : 'reads'} it again)`,
      ),
    again(receipt, { isWithinWindow }) {
      const drops = isWithinWindow ? ', which Segment drops' : '';
      pointTo(
        print,
        wasSent(receipt)
          ? `this input was sent completely ${finishedAgo(receipt, io)} ago: sending the same messageIds again${drops}`
          : `this input was read completely ${finishedAgo(receipt, io)} ago, and nothing of it was sent: reading it again`,
      );
    },
    confirmAgain: (receipt) => confirmAgain(terminal, receipt),
  };
}

function printResumed({ print, io }: Terminal, inputs: readonly Input[], checkpoint: Checkpoint): void {
  const { place, savedAt, window, windowSince = savedAt, totals } = checkpoint;
  const where = `line ${formatCount(place.line)} of ${nameOf(inputs[place.input])}`;
  const age = formatDuration(msSince(savedAt, io));
  pointTo(
    print,
    `resuming at ${where}, where a run stopped ${age} ago: ${formatCount(totals.read)} lines are done (--restart starts over)`,
  );
  const sentAge = io.now().getTime() - Date.parse(windowSince);
  if (sentAge <= dedupWindowMs) return;
  const isSame = Date.parse(savedAt) - Date.parse(windowSince) < 60_000;
  const since = isSame ? 'That is' : `What was in flight then was sent ${formatDuration(sentAge)} ago,`;
  print.warn(
    `${since} longer ago than the 24 hours for which Segment surely drops duplicates: up to ${formatCount(window)} lines that were in flight then may be duplicated.`,
  );
}

async function confirmAgain({ print, io, mayPrompt }: Terminal, receipt: Checkpoint): Promise<void> {
  const isEndRecent = msSince(receipt.finishedAt ?? receipt.savedAt, io) <= dedupWindowMs;
  const first = formatDuration(msSince(receipt.startedAt, io));
  const since = isEndRecent ? `, and its first line ${first} ago` : '';
  const facts = `This input was sent completely ${finishedAgo(receipt, io)} ago${since}. Segment may not recognise its messageIds any more, so its lines may be duplicated.`;
  if (!mayPrompt) {
    throw new UsageError(facts, {
      code: 'sent_before',
      hint: 'If that is what you want, add --again.',
    });
  }
  print.note(facts);
  if (!(await createPrompts(io, print).confirm({ message: 'Send it again?' })))
    throw new CancelledError('Cancelled; nothing was sent.');
}

/** False when a run read it all and had nothing acknowledged: every line was rejected or filtered. */
function wasSent({ totals }: Checkpoint): boolean {
  return totals.acknowledged > 0;
}

function pointTo({ note, style }: Printer, line: string): void {
  note(style.dim(`${style.symbols.pointer} ${line}`));
}

function nameOf(input: Input | undefined): string {
  return input === undefined ? '' : inputName(input.name, input.member?.name);
}

function finishedAgo({ finishedAt, savedAt }: Checkpoint, io: Io): string {
  return formatDuration(msSince(finishedAt ?? savedAt, io));
}

/** A clock that was put back makes no age below zero. */
function msSince(time: string, { now }: Pick<Io, 'now'>): number {
  return Math.max(0, now().getTime() - Date.parse(time));
}
