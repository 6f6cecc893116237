import { type JsonObject, stringAt } from '../../../src/api/api-object.ts';
import type { SourceNames } from '../../../src/workspace/names/source-names.ts';
import type { ListColumn } from '../print-list.ts';
import { enabledOf } from './enabled.ts';

const about: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (destination) => stringAt(destination, 'id') },
  { header: 'name', cell: destinationName },
  { header: 'type', cell: (destination) => stringAt(destination, 'metadata.name') },
];
const enabled: ListColumn = { header: 'enabled', whole: true, cell: enabledOf };

/** Destinations of one source in a list. */
export const connectedColumns: readonly ListColumn[] = [...about, enabled];

/** Destinations in a list. */
export function destinationColumns(nameOf: SourceNames): readonly ListColumn[] {
  const source: ListColumn = {
    header: 'source',
    cell: (destination) => stringAt(destination, 'sourceId'),
    shown: (destination) => nameOf(stringAt(destination, 'sourceId')),
  };
  return [...about, source, enabled];
}

/** A destination's own name, or what it is where nobody named it. */
export function destinationName(destination: JsonObject): string {
  return stringAt(destination, 'name') || stringAt(destination, 'metadata.name');
}
