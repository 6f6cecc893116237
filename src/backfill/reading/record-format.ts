import { UsageError } from '../../errors.ts';
import { emptyMapping, mappingHash } from '../../formats/mapping/mapping.ts';
import { openPreset, type PresetName } from '../../formats/presets/presets.ts';
import { compileRecords, type RecordMapper } from '../../formats/records/compile-records.ts';
import type { ShapeOptions } from './source.ts';

/** Whose records the inputs hold, by the names of the flags. */
export interface RecordFormat {
  readonly from: PresetName;
  readonly table?: string | undefined;
  readonly identify?: boolean | undefined;
}

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
  const preset = records && openPreset(records.from, records.table);
  const { identify } = records ?? {};
  return compileRecords(preset, mapping, { identify, idSeed, columns, defaultType: defaultTypeOf(defaults) });
}

/** What `--set type=` gives messages without a type. */
export function defaultTypeOf(defaults: RecordRules['defaults']): string | undefined {
  const type = defaults.get('type');
  return type === undefined ? undefined : String(JSON.parse(type));
}

/** A digest of how records become messages. */
export function recordsReadAs({ records, mapping = emptyMapping }: RecordRules): string {
  return mappingHash(mapping, JSON.stringify([records?.from, records?.table, records?.identify === true]));
}

/** Whose records a call reads; undefined where it names no tool. Throws UsageError for flags that say nothing then. */
export function recordFormat(flags: {
  readonly from?: RecordFormat['from'] | 'csv' | 'tsv';
  readonly table?: string;
  readonly identify?: boolean;
}): RecordFormat | undefined {
  const { from, table, identify } = flags;
  if (from !== undefined && from !== 'csv' && from !== 'tsv') {
    openPreset(from, table);
    return { from, table, identify };
  }
  const unused = table !== undefined ? '--table' : identify === true ? '--identify' : undefined;
  if (unused === undefined) return undefined;
  throw new UsageError(`${unused} is for the records of another tool, which --from names.`, {
    code: 'from_missing',
    hint: unused === '--table' ? 'Add --from segment-warehouse' : 'Add --from, e.g. --from mixpanel',
  });
}
