import type { ApiObject, JsonObject } from '../api/api-object.ts';
import { cellOf, fieldText } from '../api/pick-fields.ts';
import type { Column } from '../terminal/table.ts';

/**
 * A column of a list. `cell` gives what a machine reads, from the item or, for numbers of any length, from its text; `shown`, where it differs, what a person does.
 */
export interface ListColumn extends Column {
  readonly cell: (item: JsonObject, text: string) => string;
  readonly shown?: (item: JsonObject, now: Date, text: string) => string;
}

/** The cells of a row as a person reads them. */
export function shownCells(columns: readonly ListColumn[], { value, text }: ApiObject, now: Date): string[] {
  return columns.map(({ cell, shown }) => shown?.(value, now, text) ?? cell(value, text));
}

/** A field of the item under its own name, as a machine reads it. */
export function fieldColumn(name: string): ListColumn {
  return { header: name, cell: (_item, text) => cellOf(fieldText(text, name)) };
}
