import { UsageError } from '../../errors.ts';
import { emptyMapping, mappingHash } from '../../formats/mapping/mapping.ts';
import { openPreset, type PresetName, presetNames } from '../../formats/presets/presets.ts';
import { compileRecords, type RecordMapper } from '../../formats/records/compile-records.ts';
import type { Preset } from '../../formats/records/record-table.ts';
import type { ShapeOptions } from './source.ts';

/** Whose records the inputs hold, by the names of the flags. */
export interface RecordFormat {
  readonly from: PresetName | 'singer';
  readonly table?: string | undefined;
  readonly identify?: boolean | undefined;
  /** Of what a Singer tap writes. */
  readonly stream?: string | undefined;
}

/** What `--from` names, besides kinds of tables. */
export const recordFormats = [...presetNames, 'singer'] as const;

export type RecordRules = Pick<ShapeOptions['rules'], 'records' | 'mapping' | 'defaults'>;

/**
 * Makes messages of records. Throws UsageError where the mapping names a column that is not there, or contradicts itself.
 * @param idSeed takes part in ids that are made of what a record says
 */
export function openRecordMapper(
  { records, mapping = emptyMapping, defaults }: RecordRules,
  idSeed: string,
  columns?: readonly string[],
): RecordMapper {
  const preset = records && presetOf(records);
  const { identify } = records ?? {};
  return compileRecords(preset, mapping, { identify, idSeed, columns, defaultType: defaultTypeOf(defaults) });
}

/** Undefined where `--map` says all. Throws UsageError for a table that is missing, or too many. */
export function presetOf({ from, table }: RecordFormat): Preset | undefined {
  return from === 'singer' ? undefined : openPreset(from, table);
}

/** What `--set type=` gives messages without a type. */
export function defaultTypeOf(defaults: RecordRules['defaults']): string | undefined {
  const type = defaults.get('type');
  return type === undefined ? undefined : String(JSON.parse(type));
}

/** A digest of how records become messages. */
export function recordsReadAs({ records, mapping = emptyMapping }: RecordRules): string {
  const { from, table, stream, identify = false } = records ?? {};
  return mappingHash(mapping, JSON.stringify([from, table, stream, identify]));
}

/** Whose records a call reads; undefined where it names no tool. Throws UsageError for flags that say nothing then. */
export function recordFormat(flags: {
  readonly from?: RecordFormat['from'] | 'csv' | 'tsv';
  readonly table?: string;
  readonly identify?: boolean;
  readonly stream?: string;
}): RecordFormat | undefined {
  const { from, table, identify, stream } = flags;
  const isTool = from !== undefined && from !== 'csv' && from !== 'tsv';
  const format = isTool ? { from, table, identify, stream } : undefined;
  const known = from === 'singer' ? ['--stream'] : isTool ? ['--table', '--identify'] : [];
  const given = { '--table': table, '--identify': identify, '--stream': stream };
  for (const [flag, value] of Object.entries(given))
    if (value !== undefined && !known.includes(flag)) throw unused(flag);
  if (from === 'singer' && stream === undefined)
    throw new UsageError('--from singer needs the stream to read.', {
      code: 'stream_missing',
      hint: 'Add --stream with the name of a stream that the tap writes',
    });
  if (format !== undefined) presetOf(format);
  return format;
}

const usedWith: Readonly<Record<string, string>> = {
  '--table': 'segment-warehouse',
  '--identify': 'mixpanel',
  '--stream': 'singer',
};

function unused(flag: string): UsageError {
  return new UsageError(`${flag} is for records of a tool that --from names.`, {
    code: 'from_missing',
    hint: `Add --from ${usedWith[flag]}, or leave out ${flag}`,
  });
}
