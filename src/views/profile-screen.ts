import type { ApiObject } from '../api/api-object.ts';
import { type ProfileId, profileIdText } from '../api/profiles/profile-id.ts';
import { historyDays, maxLinks } from '../api/profiles/routes.ts';
import { type Part, partValue, type WholeProfile } from '../api/profiles/whole-profile.ts';
import { traitRow } from '../profiles/trait-row.ts';
import { escapeLine } from '../spec/escape.ts';
import { factLines } from '../terminal/fact-lines.ts';
import { plural } from '../terminal/numbers.ts';
import type { Style } from '../terminal/style.ts';
import { type TableLook, tableWriter } from '../terminal/table.ts';
import { wrapText } from '../terminal/wrap.ts';
import { shownFacts } from './fact.ts';
import { type ListColumn, shownCells } from './list-column.ts';
import {
  eventColumns,
  externalIdColumns,
  linkColumns,
  metadataFacts,
  problemWords,
  shortTraitColumns,
  traitColumns,
} from './profile-columns.ts';

/** Traits on the screen; who has more of them asks for traits alone. */
const shownTraits = 30;

interface Asked {
  readonly id: ProfileId;
  readonly spaceId: string;
  /** How many events were asked for. */
  readonly recentEvents: number;
}

/** A whole profile for a person: a part after the other, each with its heading, and what could not be read in its place. */
export function profileScreen(whole: WholeProfile, asked: Asked, now: Date, look: TableLook): string {
  const { style } = look;
  const name = escapeLine(profileIdText(asked.id));
  const place = `· ${asked.id.collection} · space ${escapeLine(asked.spaceId)}`;
  const table = (columns: readonly ListColumn[], items: readonly ApiObject[], verb: string) => {
    const { write, isCut } = tableWriter(columns, look);
    const text = write(items.map((item) => shownCells(columns, item, now)));
    return isCut() ? text + style.dim(`“…” stands for more: segment profile ${verb} ${name} --json\n`) : text;
  };
  const traits = partValue(whole.traits) ?? [];
  const hidden = traits.length - shownTraits;
  const more =
    hidden > 0 ? style.dim(`… ${plural(hidden, 'more trait')}: segment profile traits ${name}\n`) : '';
  const earlier = style.dim(`… earlier ones, if there are any: segment profile events ${name}\n`);
  const links = partValue(whole.links)?.length === maxLinks ? `links (the first ${maxLinks})` : 'links';
  return [
    `${wrapText(`${style.bold(name)} ${style.dim(place)}`, look.width)}\n${metadataLines(whole, now, look)}`,
    section('traits', whole.traits, style, (all) =>
      table(shortTraitColumns, all.slice(0, shownTraits).map(traitRow), 'traits').concat(more),
    ),
    section('external ids', whole.externalIds, style, (all) => table(externalIdColumns, all, 'external-ids')),
    section(links, whole.links, style, (all) => table(linkColumns, all, 'links')),
    section(`events, newest first, of the last ${historyDays} days`, whole.events, style, (all) =>
      table(eventColumns, all, 'events').concat(all.length === asked.recentEvents ? earlier : ''),
    ),
  ].join('\n');
}

function metadataLines({ metadata }: WholeProfile, now: Date, look: TableLook): string {
  return 'value' in metadata
    ? factLines(shownFacts(metadataFacts(metadata.value.value, now)), look)
    : failed('metadata', metadata.problem, look.style);
}

function section<T>(
  title: string,
  part: Part<readonly T[]>,
  style: Style,
  render: (items: readonly T[]) => string,
): string {
  if ('problem' in part) return failed(title, part.problem, style);
  const heading = style.bold(title.charAt(0).toUpperCase() + title.slice(1));
  return part.value.length === 0 ? `${heading} ${style.dim('none')}\n` : `${heading}\n${render(part.value)}`;
}

function failed(title: string, problem: Error, { symbols, yellow }: Style): string {
  return `${yellow(`${symbols.warning} ${title}: ${problemWords(problem)}`)}\n`;
}

/** A whole profile for a machine: cells separated by tabs, the name of the part first. */
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
