import type { App } from '../../src/app.ts';
import type { FormatOptions } from '../../src/backfill/reading/input-formats.ts';
import { presetOf, recordFormat } from '../../src/backfill/reading/record-format.ts';
import { UsageError } from '../../src/errors.ts';
import { type ExplainedField, explainPreset } from '../../src/formats/presets/explain.ts';
import { presetNames } from '../../src/formats/presets/presets.ts';
import { lookOf } from '../../src/terminal/look.ts';
import { renderTable } from '../../src/terminal/table.ts';

/** Prints what `--from` makes of the records of a tool. */
export async function printPreset(app: App, flags: FormatOptions): Promise<void> {
  const { print, globals } = app;
  const records = recordFormat(flags);
  const preset = records && presetOf(records);
  if (preset === undefined)
    throw new UsageError('--explain needs --from, with the tool that wrote the records.', {
      code: 'from_missing',
      hint: `Add --from with ${presetNames.join(', ')}`,
    });
  const tables = explainPreset(preset);
  if (globals.json) return print.json({ name: preset.name, source: preset.source, tables });
  const look = lookOf(app);
  const columns = [{ header: 'MESSAGE' }, { header: 'FIELD' }, { header: 'FROM' }];
  const rowOf = ({ type = 'all', path, from }: ExplainedField) => [type, path, from];
  for (const { of, types, fields, skipped, dropped } of tables) {
    if (of !== undefined) await print.result(`${look.style.bold(of)}\n`);
    const rows = [
      ...[...types, ...fields].map(rowOf),
      ...skipped.map((name) => ['none', '', `${name} (counted as filtered)`]),
      ...dropped.map((name) => ['all', '', `${name} (left out)`]),
    ];
    await print.result(`${renderTable(columns, rows, look)}\n`);
  }
  print.note(`By ${preset.source}`);
}
