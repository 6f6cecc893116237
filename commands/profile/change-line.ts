import { cellOf } from '../../src/api/pick-fields.ts';
import type { Change } from '../../src/profiles/changes.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { formatJson } from '../../src/spec/json-text.ts';
import type { Style } from '../../src/terminal/style.ts';
import { cut } from '../../src/terminal/table.ts';
import { propertiesOf } from './columns.ts';

const words = { traits: 'trait', externalIds: 'external id', links: 'link', events: 'event' } as const;
const signs = { added: '+', changed: '~', removed: '-' } as const;

/** A change for a person: `+ event  Order Completed  {"revenue":9.5}`, no wider than the screen. */
export function changeLine(change: Change, time: string, width: number, style: Style): string {
  const [before, after] = valuesOf(change);
  const arrow = style.symbols.ok === 'v' ? '->' : '→';
  const value = change.change === 'changed' ? `${before} ${arrow} ${after}` : after || before;
  const what = `${signs[change.change]} ${words[change.part]}`;
  const line = [time, what, escapeLine(change.name), escapeLine(value)]
    .filter((part) => part !== '')
    .join('  ');
  const shown = cut(line, width);
  return shown.startsWith(time) ? style.dim(time) + shown.slice(time.length) : shown;
}

/** The same in a pipe: the moment, the part, what happened, the name, before and after, separated by tabs. */
export function changeRow(change: Change, at: Date): string {
  const cells = [words[change.part].replace(' ', '_'), change.change, change.name, ...valuesOf(change)];
  return [at.toISOString(), ...cells.map(escapeLine)].join('\t');
}

/** The same as an object on one line; `before` and `after` are the API's own texts. */
export function changeJson({ part, change, name, before, after }: Change, at: Date): string {
  const head = JSON.stringify({ at: at.toISOString(), part, change, name });
  return formatJson(`${head.slice(0, -1)},"before":${before ?? 'null'},"after":${after ?? 'null'}}`);
}

/** Before and after in few words. Of ids and links the name says all. */
function valuesOf({ part, before, after }: Change): [before: string, after: string] {
  if (part === 'traits') return [cellOf(before ?? 'null'), cellOf(after ?? 'null')];
  return ['', part === 'events' ? propertiesOf(after ?? '{}') : ''];
}
