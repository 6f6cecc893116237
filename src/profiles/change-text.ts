import { cellOf, fieldText } from '../api/pick-fields.ts';
import { escapeLine } from '../spec/escape.ts';
import { formatJson } from '../spec/json-text.ts';
import type { Change } from './changes.ts';

/** How a change is marked for a person. */
export const signs = { added: '+', changed: '~', removed: '-' } as const;

export const partWords = {
  traits: 'trait',
  externalIds: 'external id',
  links: 'link',
  events: 'event',
} as const;

/** A change in a pipe: the moment, the part, what happened, the name, before and after, separated by tabs. */
export function changeRow(change: Change, at: Date): string {
  const cells = [partWords[change.part].replace(' ', '_'), change.change, change.name, ...valuesOf(change)];
  return [at.toISOString(), ...cells.map(escapeLine)].join('\t');
}

/** The same as an object on one line; `before` and `after` are the API's own texts. */
export function changeJson({ part, change, name, before, after }: Change, at: Date): string {
  const head = JSON.stringify({ at: at.toISOString(), part, change, name });
  return formatJson(`${head.slice(0, -1)},"before":${before ?? 'null'},"after":${after ?? 'null'}}`);
}

/** Before and after in few words. The name of an id or a link is all there is. */
export function valuesOf({ part, before, after }: Change): [before: string, after: string] {
  if (part === 'traits') return [cellOf(before ?? 'null'), cellOf(after ?? 'null')];
  return ['', part === 'events' ? propertiesOf(after ?? '{}') : ''];
}

/** The properties of an event on one line, their numbers as they came; empty when there are none. */
export function propertiesOf(eventText: string): string {
  const text = formatJson(fieldText(eventText, 'properties'));
  return text === '{}' || text === 'null' ? '' : text;
}
