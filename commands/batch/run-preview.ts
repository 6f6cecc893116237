import type { App } from '../../src/app.ts';
import { type PreviewedRow, previewRows } from '../../src/backfill/preview.ts';
import { lookAtFiles } from '../../src/backfill/reading/look/look-ahead.ts';
import { createMessageIds, type MessageIdOptions } from '../../src/backfill/reading/message-id.ts';
import { openInputs } from '../../src/backfill/reading/open-inputs.ts';
import { readShard } from '../../src/backfill/reading/shard.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { printShapes } from '../../src/terminal/backfill-notices.ts';
import { lookOf } from '../../src/terminal/look.ts';
import { plural } from '../../src/terminal/numbers.ts';
import { nameOfColumn, previewJson, previewText } from '../../src/terminal/row-preview.ts';
import { printJsonText } from '../reading/print-object.ts';
import { targetSettings } from '../target.ts';
import { inputDeps } from './deps.ts';
import type { BatchFlags } from './options.ts';

/** So many rows without `--limit`. */
const usualRows = 3;

/** The preview of a backfill: of the rows that it would send, under the ids that they would have. */
export async function previewBatch(app: App, names: readonly string[], flags: BatchFlags): Promise<void> {
  const shard = flags.shard === undefined ? undefined : readShard(flags.shard, app.io.env);
  const opened = await openInputs(names, flags, inputDeps(app), shard);
  const { writeKey } = await targetSettings(app, flags);
  await runPreview(app, opened, { writeKey: writeKey?.value ?? '', importId: flags.importId });
}

/** Prints the first rows, the message that each becomes, and what would be done with it. */
export async function runPreview(
  app: App,
  { inputs, rules }: Awaited<ReturnType<typeof openInputs>>,
  ids: MessageIdOptions,
): Promise<void> {
  const { print, globals } = app;
  const shaped = await lookAtFiles(inputs, rules);
  printShapes(print, shaped);
  const limit = Number.isFinite(rules.limit) ? rules.limit : usualRows;
  const { signal } = new AbortController();
  const rows: PreviewedRow[] = [];
  const look = lookOf(app);
  for await (const row of previewRows(inputs, { ...rules, limit }, await createMessageIds(ids), signal)) {
    rows.push(row);
    if (!globals.json) await print.result(`${previewText(row, look)}\n`);
  }
  const unused = [...new Set(shaped.flatMap(({ unused: columns = [] }) => columns))];
  if (globals.json) return printJsonText(app, previewJson(rows, unused));
  print.note(
    rows.length === 0
      ? 'There are no rows to show.'
      : `${plural(rows.length, 'row')} shown; nothing was sent.`,
  );
  if (unused.length > 0)
    print.note(
      `${plural(unused.length, 'column')} in no message: ${unused.map(nameOfColumn).map(escapeLine).join(', ')}`,
    );
}
