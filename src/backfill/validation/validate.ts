import { CliError, DownstreamClosedError, withHint } from '../../errors.ts';
import { maxBatchBytes, maxBatchMessages } from '../../spec/limits.ts';
import { runDry } from '../backfill.ts';
import { createEnvelope } from '../batches/envelope.ts';
import { createProgressRecord } from '../checkpoint/progress-record.ts';
import type { Counters } from '../counters.ts';
import type { Input } from '../reading/input.ts';
import { lookAtFiles, type ShapedFile } from '../reading/look/look-ahead.ts';
import { type InputDeps, type InputOptions, openInputs } from '../reading/open-inputs.ts';
import { openReader } from '../reading/open-reader.ts';
import { openRejects, type RejectsDeps } from '../rejects/open-rejects.ts';
import { createFindings, type FindingGroup, type FindingsOptions } from './findings.ts';

export interface ValidateOptions extends Omit<InputOptions, 'linger'> {
  /** Where rejected lines go; undefined: nowhere. */
  readonly rejects?: string;
}

export interface ValidateDeps extends InputDeps, Pick<FindingsOptions, 'most' | 'report'> {
  readonly io: InputDeps['io'] & {
    readonly now: () => Date;
    readonly monotonic: () => number;
    readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  };
  readonly rejects: RejectsDeps;
  /** Told of the inputs before the first is read, and of those that are not NDJSON; disposed of after the last. */
  begin(inputs: readonly Input[], counters: Counters, shaped: readonly ShapedFile[]): Promise<Disposable>;
  /** Ends the reading early, for its reason. */
  readonly stopping: AbortSignal;
}

/** What became of the lines: read = valid + invalid + blank + filtered. */
export interface Validation {
  readonly read: number;
  readonly valid: number;
  readonly invalid: number;
  readonly blank: number;
  readonly filtered: number;
  /** A message may have several. */
  readonly warnings: number;
  /** Errors before warnings, and of either the most frequent first. */
  readonly groups: readonly Readonly<FindingGroup>[];
  /** Path of the rejects file; undefined where none was made. */
  readonly rejectsPath: string | undefined;
  readonly durationMs: number;
  /** Why the reading ended before the inputs did. */
  readonly error: CliError | undefined;
}

/** What became of the lines as `--json` prints it. Field names are a contract. */
export function validationFacts({ groups, rejectsPath, error, ...counts }: Validation): object {
  const byCode = groups.map(({ count, first: { level, code, message, example, fix, ...first } }) => ({
    ...{ level, code, count, message, first, example, fix },
  }));
  return { ...counts, byCode, rejects: rejectsPath ?? null };
}

/** What a slow pipe gave is heard of after so many milliseconds. */
const lingerMs = 1000;

/**
 * Reads and judges the inputs as a backfill would, and sends nothing: it asks for no credential and keeps no state.
 * Throws a CliError for a call that a backfill would refuse, and DownstreamClosedError when nobody listens any more.
 */
export async function validate(
  names: readonly string[],
  options: ValidateOptions,
  deps: ValidateDeps,
): Promise<Validation> {
  try {
    return await judge(names, options, deps);
  } catch (error) {
    throw error instanceof CliError ? inOwnName(error) : error;
  }
}

async function judge(
  names: readonly string[],
  options: ValidateOptions,
  { io, readSource, rejects: rejectsDeps, begin, stopping, ...reporting }: ValidateDeps,
): Promise<Validation> {
  const { monotonic, now, sleep } = io;
  const opened = await openInputs(names, { ...options, linger: lingerMs }, { io, readSource });
  const { inputs } = opened;
  const rules = { ...opened.rules, isSteady: true };
  const shaped = await lookAtFiles(inputs, rules);
  const call = { inputs, requested: options.rejects, isDry: true, shard: undefined, earlier: undefined };
  const rejects = await openRejects(call, rejectsDeps);
  await using record = createProgressRecord({ rejects, job: undefined, now, monotonic });
  using _shown = await begin(inputs, record.counters, shaped);
  const reader = await openReader(undefined, sizes(options), createEnvelope(undefined), { writeKey: '' });
  const findings = createFindings({ rules, ...reporting });
  const result = await runDry(
    { inputs, rules },
    { read: reader.read, record, monotonic, sleep, stopping, look: findings.take },
  );
  const { error, durationMs } = result;
  if (error?.cause instanceof DownstreamClosedError) throw error.cause;
  const groups = [...findings.groups.values()].sort(byWeight);
  const warnings = groups.filter(({ first }) => first.level === 'warning');
  // Lines that were read and not judged before the end do not count.
  const { read, acknowledged: valid, rejected: invalid, blank, filtered } = record.counters.recorded().totals;
  return {
    ...{ read, valid, invalid, blank, filtered },
    warnings: warnings.reduce((sum, { count }) => sum + count, 0),
    groups,
    rejectsPath: record.rejectsPath,
    durationMs,
    error: error && inOwnName(error),
  };
}

function byWeight(a: FindingGroup, b: FindingGroup): number {
  return a.first.level === b.first.level ? b.count - a.count : a.first.level === 'error' ? -1 : 1;
}

/** Batches as a backfill makes them, of which only one is there at a time. */
function sizes({ maxEventBytes }: ValidateOptions) {
  const maxBytes = Math.max(maxBatchBytes, maxEventBytes + createEnvelope(undefined).bytes);
  return { maxEventBytes, maxBatchBytes: maxBytes, maxBatchEvents: maxBatchMessages, concurrency: 1 };
}

/** The reader's hints name the command that sends: whoever pastes one here means this command. */
function inOwnName(error: CliError): CliError {
  return withHint(error, error.hint?.replaceAll('segment batch', 'segment validate'));
}
