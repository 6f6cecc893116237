import type { Command, OptionValues } from '@commander-js/extra-typings';
import { InvalidArgumentError } from 'commander';
import type { JobOptions } from '../../src/backfill/checkpoint/open-job.ts';
import type { InputOptions } from '../../src/backfill/reading/open-inputs.ts';
import type { ReadingOptions } from '../../src/backfill/reading/open-reader.ts';
import { recordFormats } from '../../src/backfill/reading/record-format.ts';
import type { RateOptions } from '../../src/backfill/sending/pace.ts';
import { columnTypes, restPlaces } from '../../src/formats/mapping/mapping.ts';
import { durationMs } from '../../src/spec/duration.ts';
import { maxBatchBytes, maxBatchMessages, maxMessageBytes } from '../../src/spec/limits.ts';
import { parseSize } from '../../src/spec/size.ts';
import { type ProgressMode, plainIntervalMs } from '../../src/terminal/progress.ts';
import { type FlagsFor, type FlagsOf, Option } from '../options.ts';
import { duration, repeated, wholeNumber } from '../reading/flag-values.ts';
import { addTargetOptions } from '../target.ts';

/** The flags of `batch` after parsing: every number is a number, every duration milliseconds. */
export type BatchFlags = FlagsFor<
  FlagsOf<typeof addBatchOptions>,
  InputOptions & JobOptions & ReadingOptions & RateOptions
>;

/** Declares the flags of `batch` with their defaults (docs/rules.md#numbers). */
export function addBatchOptions(command: Command) {
  const shard = 'send part k of n, split by user; auto reads k and n from the array job';
  const replay =
    'resend messages exported from Segment or RudderStack: remove the fields they added, and the old messageId';
  const onInvalid =
    'what to do with an invalid line (default: reject); if given, input that is not JSON is read, too';
  const retryBase = 'first wait before a retry; doubles, with jitter';
  const maxWait = 'stop after this long without a successful request';
  const withReading = addLineOptions(
    command
      .optionsGroup('Reading:')
      .option('-n, --dry-run', 'read and validate every line, send nothing')
      .addOption(new Option('--on-invalid <action>', onInvalid).choices(['reject', 'stop', 'send']))
      .option('--rejects <file>', 'file for rejected lines (- is stdout), created with the first one'),
  )
    .option('--replay', replay)
    .option('--import-id <id>', 'derive messageIds from this id instead of the first line');
  const withResuming = withReading
    .optionsGroup('Resuming:')
    .option('--checkpoint <file>', 'file for the checkpoint (files have one by default)')
    .option('--no-checkpoint', 'neither write nor read a checkpoint')
    .option('--restart', 'start over and ignore the checkpoint of an interrupted run')
    .option('--again', 'send a finished input again, even after more than a day')
    .option('--shard <k/n>', shard);
  const withSending = addTargetOptions(withResuming.optionsGroup('Sending:'))
    .addOption(parsed('--max-batch-bytes <size>', 'largest request body', size, maxBatchBytes, '480kib'))
    .option('--max-batch-events <n>', 'most messages in a request', count, maxBatchMessages)
    .option('--concurrency <n>', 'concurrent requests', count, 8)
    .option('--rate <n>', 'requests per second (default: 50 on Segment’s hosts)', positive)
    .option('--event-rate <n>', 'messages per second', positive)
    .option('--gzip', 'compress requests (the default on Segment’s hosts)')
    .option('--no-gzip', 'do not compress requests')
    .addOption(parsed('--request-timeout <time>', 'time limit for one request', duration, 20_000, '20s'))
    .addOption(parsed('--retry-base <time>', retryBase, duration, 500, '500ms'))
    .addOption(parsed('--max-wait <time>', maxWait, duration, 12 * 3_600_000, '12h'))
    .addOption(
      parsed('--linger <time>', 'send a partial batch of a slow pipe after this long', duration, 1000, '1s'),
    )
    .addOption(progressOption());
  return addTableOptions(withSending);
}

/** The flags that say how a table is read, and what message each of its rows is. */
export function addTableOptions<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  const from =
    'read a table (files called .csv or .tsv are read as one anyway), or an export of another tool';
  const map =
    'the column that a field of the message comes from, e.g. userId=Email; path:=JSON is the same for all rows; repeat it';
  const rest = 'where the other columns go (default: properties, or traits of identify and group)';
  const types = `what a column holds: ${columnTypes.join(', ')}; repeat it`;
  return command
    .optionsGroup('Tables (CSV, TSV) and other tools:')
    .addOption(new Option('--from <format>', from).choices(['csv', 'tsv', ...recordFormats] as const))
    .option('--table <name>', 'with --from segment-warehouse: the table that the rows come from')
    .option('--stream <name>', 'with --from singer: the stream to read')
    .option('--identify', 'also send an Identify for what a record says about its user')
    .option('--explain', 'show how --from turns records into messages, and stop')
    .option('--map <path=column>', map, repeated)
    .addOption(new Option('--rest <where>', rest).choices(restPlaces))
    .option('--types <column=type>', types, repeated)
    .option('--timezone <zone>', 'time zone of times without one: Europe/Oslo, +01:00')
    .option(
      '--delimiter <character>',
      'what separates two cells: tab, semicolon, … (default: found in the header)',
      delimiter,
    )
    .option('--encoding <name>', 'encoding of the text, e.g. windows-1252 or utf-16 (default: utf-8)')
    .option('--mapping <file>', 'read the mapping from this file; flags override it')
    .option('--save-mapping <file>', 'save the mapping of this call to this file')
    .option('--preview', 'show the messages that --limit rows become (default: 3), send nothing');
}

const delimiterNames: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
  bar: '|',
  colon: ':',
  space: ' ',
};

function delimiter(text: string): string {
  const character = delimiterNames[text.toLowerCase()] ?? text;
  if (!/^[\t -~]$/.test(character) || character === '"')
    throw new InvalidArgumentError(
      `It must be one ASCII character, or ${Object.keys(delimiterNames).join(', ')}.`,
    );
  return character;
}

/** The flags that decide which lines are read, and what is judged of them. */
export function addLineOptions<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  const limit = 'stop after this many lines; blank and filtered lines do not count';
  const set = 'a top-level field for lines that lack it, e.g. type=track';
  return command
    .addOption(parsed('--limit <n>', limit, count, Number.POSITIVE_INFINITY, 'all'))
    .addOption(parsed('--set <key=value>', set, assignment, new Map<string, string>(), 'none'))
    .option('--where <fql>', 'only messages that match, in the filter language of Segment’s destinations')
    .option('--coerce-ids', 'turn ids that are numbers into strings')
    .addOption(parsed('--max-event-bytes <size>', 'reject a larger message', size, maxMessageBytes, '32kib'));
}

export function progressOption() {
  const progress = 'auto, plain, none, or a time between lines';
  return parsed('--progress <how>', progress, progressMode, { kind: 'auto' }, 'auto');
}

/** A flag with a default that the help shows in words. */
function parsed<Flags extends string, T>(
  flags: Flags,
  description: string,
  parse: (text: string, before: T) => T,
  preset: T,
  shown: string,
) {
  return new Option(flags, description).argParser(parse).default(preset, shown);
}

const count = wholeNumber(1, Number.MAX_SAFE_INTEGER);

function positive(text: string): number {
  const number = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || number <= 0)
    throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

function size(text: string): number {
  const bytes = parseSize(text);
  if (bytes === undefined || bytes < 1)
    throw new InvalidArgumentError('It must be a size such as 32768, 480kib or 500kb.');
  return bytes;
}

function progressMode(text: string): ProgressMode {
  if (text === 'auto' || text === 'none') return { kind: text };
  if (text === 'plain') return { kind: 'plain', everyMs: plainIntervalMs };
  const everyMs = durationMs(text);
  if (everyMs === undefined || everyMs < 100)
    throw new InvalidArgumentError('It must be auto, plain, none or a time such as 30s.');
  return { kind: 'plain', everyMs };
}

/** Keys that the backfill itself decides about. */
const reservedKeys = new Set(['messageId', 'sentAt', 'receivedAt', 'writeKey', 'originalTimestamp']);

/** `key=value` sets a string, `key:=json` any JSON value; collected as JSON texts. */
function assignment(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const match = /^([A-Za-z][\w-]*)(:?=)([\s\S]*)$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It must be key=value, or key:=json.');
  const [, key = '', sign, value = ''] = match;
  if (reservedKeys.has(key)) throw new InvalidArgumentError(`${key} cannot be set.`);
  if (before.has(key)) throw new InvalidArgumentError(`${key} is set twice.`);
  return new Map([...before, [key, sign === '=' ? JSON.stringify(value) : jsonText(key, value)]]);
}

function jsonText(key: string, value: string): string {
  try {
    JSON.parse(value);
    return value.trim();
  } catch {
    throw new InvalidArgumentError(`The value of ${key} is not valid JSON.`);
  }
}
