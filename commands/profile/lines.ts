import type { ApiObject } from '../../src/api/api-object.ts';
import { partValue, type WholeProfile } from '../../src/api/profiles/whole-profile.ts';
import { traitRow } from '../../src/profiles/trait-row.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import type { ListColumn } from '../reading/print-list.ts';
import { eventColumns, externalIdColumns, linkColumns, traitColumns } from './columns.ts';
import { metadataFacts } from './metadata.ts';

/** A whole profile in a pipe: lines separated by tabs, each with the name of its part first. */
export function profileLines(whole: WholeProfile, now: Date): string {
  const metadata = partValue(whole.metadata);
  const facts = metadata === undefined ? [] : metadataFacts(metadata.value, now);
  return [
    ...facts.filter(({ value }) => value !== '').map(({ label, value }) => line('metadata', [label, value])),
    ...lines('trait', traitColumns, partValue(whole.traits)?.map(traitRow)),
    ...lines('external_id', externalIdColumns, partValue(whole.externalIds)),
    ...lines('link', linkColumns, partValue(whole.links)),
    ...lines('event', eventColumns, partValue(whole.events)),
  ].join('');
}

function lines(part: string, columns: readonly ListColumn[], items: readonly ApiObject[] = []): string[] {
  return items.map(({ value, text }) =>
    line(
      part,
      columns.map(({ cell }) => cell(value, text)),
    ),
  );
}

function line(part: string, cells: readonly string[]): string {
  return `${[part, ...cells.map(escapeLine)].join('\t')}\n`;
}
