import { UsageError } from '../../errors.ts';
import { namesOf } from '../../spec/names-of.ts';
import type { Preset } from '../records/record-table.ts';
import { amplitude } from './amplitude.ts';
import { ga4 } from './ga4.ts';
import { mixpanel } from './mixpanel.ts';
import { posthog } from './posthog.ts';
import { rudderstack } from './rudderstack.ts';
import { segmentArchive } from './segment-archive.ts';
import { segmentWarehouse, warehouseTables } from './segment-warehouse.ts';

const presets = {
  'segment-archive': segmentArchive,
  'segment-warehouse': openWarehouse,
  rudderstack,
  mixpanel,
  amplitude,
  ga4,
  posthog,
} satisfies Record<string, Preset | ((table: string | undefined) => Preset)>;

export type PresetName = keyof typeof presets;

/** The tools whose records can be read, as `--from` names them. */
export const presetNames = namesOf(presets);

/** @param table the table of a warehouse that the records are of. Throws UsageError where one is missing, or too many. */
export function openPreset(name: PresetName, table?: string): Preset {
  const preset = presets[name];
  if (typeof preset === 'function') return preset(table);
  if (table === undefined) return preset;
  throw new UsageError(`--table is for --from segment-warehouse; ${name} has no tables.`, {
    code: 'table_unused',
  });
}

function openWarehouse(table: string | undefined): Preset {
  if (table === 'accounts')
    throw new UsageError('The table accounts does not say which user is in a group.', {
      code: 'table_unsupported',
      hint: 'Import the group calls themselves: --table groups',
    });
  if (table !== undefined) return segmentWarehouse(table);
  throw new UsageError('--from segment-warehouse needs the table that the rows come from.', {
    code: 'table_missing',
    hint: `Add --table with ${warehouseTables.join(', ')}, or the table of one event: --table order_completed`,
  });
}
