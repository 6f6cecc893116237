import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { durationMs } from '../../src/spec/duration.ts';
import { maxBatchBytes, maxBatchMessages, maxMessageBytes } from '../../src/spec/limits.ts';
import { parseSize } from '../../src/spec/size.ts';
import { type ProgressMode, plainIntervalMs } from '../../src/terminal/progress.ts';

/** The flags of `batch` after parsing: every number is a number, every duration milliseconds. */
export interface BatchFlags {
  readonly source?: string;
  readonly writeKey?: string;
  readonly rejects?: string;
  /** A path, or false with `--no-checkpoint`. */
  readonly checkpoint?: string | false;
  readonly restart?: boolean;
  readonly again?: boolean;
  readonly where?: string;
  readonly shard?: string;
  readonly replay?: boolean;
  readonly onInvalid: 'reject' | 'stop' | 'send';
  readonly limit: number;
  readonly dryRun?: boolean;
  readonly set: ReadonlyMap<string, string>;
  readonly coerceIds?: boolean;
  readonly importId?: string;
  readonly concurrency: number;
  readonly rate?: number;
  readonly eventRate?: number;
  readonly maxBatchBytes: number;
  readonly maxBatchEvents: number;
  readonly maxEventBytes: number;
  readonly gzip?: boolean;
  readonly requestTimeout: number;
  readonly retryBase: number;
  readonly maxWait: number;
  readonly linger: number;
  readonly progress: ProgressMode;
}

/** Declares the flags of `batch` with their defaults (docs/rules.md#numbers). */
export function addBatchOptions(command: Command): Command {
  const reading = 'Reading:';
  const sending = 'Sending:';
  const resuming = 'Resuming:';
  return command
    .addOption(option('-n, --dry-run', 'read and validate every line, send nothing', reading))
    .addOption(
      option('--limit <n>', 'stop after this many lines; blank and filtered lines do not count', reading)
        .argParser(wholeNumber)
        .default(Number.POSITIVE_INFINITY, 'all'),
    )
    .addOption(
      option('--on-invalid <action>', 'what to do with an invalid line', reading)
        .choices(['reject', 'stop', 'send'])
        .default('reject'),
    )
    .addOption(
      option('--rejects <file>', 'file for rejected lines (- is stdout); created only when needed', reading),
    )
    .addOption(
      option('--set <key=value>', 'a top-level field for lines that lack it, e.g. type=track', reading)
        .argParser(assignment)
        .default(new Map(), 'none'),
    )
    .addOption(
      option(
        '--where <fql>',
        'only messages that match, in the filter language of Segment’s destinations',
        reading,
      ),
    )
    .addOption(
      option(
        '--replay',
        'resend messages exported from Segment: remove the fields it added, and the old messageId',
        reading,
      ),
    )
    .addOption(option('--coerce-ids', 'turn ids that are numbers into strings', reading))
    .addOption(
      option('--import-id <id>', 'derive messageIds from this id instead of the first line', reading),
    )
    .addOption(option('--checkpoint <file>', 'file for the checkpoint (files have one by default)', resuming))
    .addOption(option('--no-checkpoint', 'neither write nor read a checkpoint', resuming))
    .addOption(option('--restart', 'start over and ignore the checkpoint of an interrupted run', resuming))
    .addOption(option('--again', 'send a finished input again, even after more than a day', resuming))
    .addOption(
      option(
        '--shard <k/n>',
        'send part k of n, split by user; auto reads k and n from the array job',
        resuming,
      ),
    )
    .addOption(
      option('--max-event-bytes <size>', 'reject a larger message', reading)
        .argParser(size)
        .default(maxMessageBytes, '32kib'),
    )
    .addOption(
      option('--max-batch-bytes <size>', 'largest request body', sending)
        .argParser(size)
        .default(maxBatchBytes, '480kib'),
    )
    .addOption(
      option('--max-batch-events <n>', 'most messages in a request', sending)
        .argParser(wholeNumber)
        .default(maxBatchMessages),
    )
    .addOption(option('--concurrency <n>', 'concurrent requests', sending).argParser(wholeNumber).default(8))
    .addOption(
      option('--rate <n>', 'requests per second (default: 50 on Segment’s hosts)', sending).argParser(
        positive,
      ),
    )
    .addOption(option('--event-rate <n>', 'messages per second', sending).argParser(positive))
    .addOption(option('--gzip', 'compress requests (the default on Segment’s hosts)', sending))
    .addOption(option('--no-gzip', 'do not compress requests', sending))
    .addOption(
      option('--request-timeout <time>', 'time limit for one request', sending)
        .argParser(duration)
        .default(20_000, '20s'),
    )
    .addOption(
      option('--retry-base <time>', 'first wait before a retry; doubles, with jitter', sending)
        .argParser(duration)
        .default(500, '500ms'),
    )
    .addOption(
      option('--max-wait <time>', 'stop after this long without a successful request', sending)
        .argParser(duration)
        .default(12 * 3_600_000, '12h'),
    )
    .addOption(
      option('--linger <time>', 'send a partial batch of a slow pipe after this long', sending)
        .argParser(duration)
        .default(1000, '1s'),
    )
    .addOption(
      option('--progress <how>', 'auto, plain, none, or a time between lines', sending)
        .argParser(progressMode)
        .default({ kind: 'auto' }, 'auto'),
    );
}

function option(flags: string, description: string, group: string): Option {
  return new Option(flags, description).helpGroup(group);
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || !Number.isSafeInteger(number))
    throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return number;
}

function positive(text: string): number {
  const number = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || number <= 0)
    throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

function duration(text: string): number {
  const milliseconds = durationMs(text);
  if (milliseconds === undefined)
    throw new InvalidArgumentError('It must be a time such as 500ms, 30s, 5m or 2h.');
  return milliseconds;
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
