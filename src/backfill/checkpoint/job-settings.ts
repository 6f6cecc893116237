import { createHash } from 'node:crypto';

/** What makes two backfills the same job, apart from their inputs (docs/rules.md#jobs). */
export interface JobSettings {
  /** Where messages go: origin and path prefix of the Tracking API. */
  readonly origin: string;
  /** SHA-256 of the write key, hexadecimal: the key itself stands in no file (rule S4). */
  readonly writeKey: string;
  readonly where: string | null;
  /** `K/N`. */
  readonly shard: string | null;
  readonly importId: string | null;
  readonly replay: boolean;
  /** `--set`: key and JSON text, by key. */
  readonly set: readonly (readonly [string, string])[];
  /** A digest of the format and the mapping, where the call names any; earlier versions know none. */
  readonly readAs?: string;
}

/** The digest of a write key as a checkpoint holds it. */
export function hashWriteKey(writeKey: string): string {
  return createHash('sha256').update(writeKey).digest('hex');
}

/** Twelve hexadecimal digits that stand for the settings and whatever else is given. */
export function jobKey(settings: JobSettings, ...rest: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([canonical(settings), ...rest]))
    .digest('hex')
    .slice(0, 12);
}

/** What two jobs differ in, in the words of the command line; undefined when nothing. */
export function findDifference(a: JobSettings, b: JobSettings): string | undefined {
  const names: readonly [keyof JobSettings, string][] = [
    ['origin', 'another host'],
    ['writeKey', 'another write key'],
    ['where', 'another --where'],
    ['shard', 'another --shard'],
    ['importId', 'another --import-id'],
    ['replay', '--replay'],
    ['set', 'another --set'],
    ['readAs', 'another mapping or format'],
  ];
  return names.find(([key]) => JSON.stringify(a[key]) !== JSON.stringify(b[key]))?.[1];
}

/** The order of keys in an object literal must not decide. */
function canonical(settings: JobSettings): unknown[] {
  const { origin, writeKey, where, shard, importId, replay, set, readAs } = settings;
  return [origin, writeKey, where, shard, importId, replay, set, ...(readAs === undefined ? [] : [readAs])];
}
