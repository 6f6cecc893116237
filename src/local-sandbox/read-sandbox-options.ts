import { type OpenFrom, pathFrom } from '../files/open-path.ts';
import type { SandboxOptions } from '../sandbox/start.ts';
import type { StorageOptions } from '../sandbox/storage/open.ts';
import type { SandboxSource } from '../sandbox/tracking/sources.ts';
import { readCheckedPlan, readSeedFile } from './input-files.ts';
import { regionSources } from './start.ts';

/** How a sandbox is asked for, by the flags of the same names. */
export interface SandboxStart {
  readonly port: number;
  readonly host?: string | undefined;
  readonly allowHost?: readonly string[] | undefined;
  readonly writeKey?: readonly SandboxSource[] | undefined;
  readonly foreignWriteKey?: readonly SandboxSource[] | undefined;
  readonly rejectWrongRegion?: true | undefined;
  readonly strictLimits?: true | undefined;
  readonly ledger?: true | undefined;
  readonly dedupScope: 'all' | 'source';
  readonly rateLimit?: number | undefined;
  readonly eventRateLimit?: number | undefined;
  /** Files, and a folder. */
  readonly seed?: string | undefined;
  readonly faults?: string | undefined;
  readonly data?: string | undefined;
}

interface ReadingDeps {
  readonly io: OpenFrom & Pick<StorageOptions, 'pid' | 'isRunning'> & { readonly now: () => Date };
  readonly version: string;
  /** Told of what happens to the data folder. */
  readonly eventsOf: (folder: string) => Required<StorageOptions>['events'];
}

/** What a sandbox is started with, the files read that hold its data and its faults. Throws UsageError. */
export async function readSandboxOptions(
  flags: SandboxStart,
  { io, version, eventsOf }: ReadingDeps,
): Promise<SandboxOptions & { readonly port: number }> {
  const { host, port, dedupScope, data, seed, faults, rateLimit, eventRateLimit } = flags;
  const { now, pid, isRunning } = io;
  const folder = data === undefined ? undefined : pathFrom(io, data);
  const sources = regionSources(flags.writeKey, flags.foreignWriteKey);
  return {
    version,
    now,
    port,
    dedupScope,
    strictLimits: flags.strictLimits === true,
    allowedHosts: flags.allowHost ?? [],
    rejectWrongRegion: flags.rejectWrongRegion === true,
    ledger: flags.ledger === true,
    ...(host === undefined ? {} : { host }),
    ...(seed === undefined ? {} : { seed: await readSeedFile(io, seed) }),
    ...(folder && { data: { folder, pid, isRunning, events: eventsOf(folder) } }),
    ...(sources === undefined ? {} : { sources }),
    ...(faults === undefined ? {} : { faults: await readCheckedPlan(io, faults) }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(eventRateLimit === undefined ? {} : { eventRateLimit }),
  };
}
