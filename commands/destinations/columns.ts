import { type JsonObject, stringAt } from '../../src/api/api-object.ts';
import type { ListColumn } from '../reading/print-list.ts';
import type { SourceNames } from '../reading/source-names.ts';
import { enabledOf } from '../sources/columns.ts';

/** Destinations in a list. */
export function destinationColumns(nameOf: SourceNames): readonly ListColumn[] {
  return [
    { header: 'id', whole: true, cell: (destination) => stringAt(destination, 'id') },
    { header: 'name', cell: destinationName },
    { header: 'type', cell: (destination) => stringAt(destination, 'metadata.name') },
    {
      header: 'source',
      cell: (destination) => stringAt(destination, 'sourceId'),
      shown: (destination) => nameOf(stringAt(destination, 'sourceId')),
    },
    { header: 'enabled', whole: true, cell: enabledOf },
  ];
}

/** A destination's own name, or what it is where nobody named it. */
export function destinationName(destination: JsonObject): string {
  return stringAt(destination, 'name') || stringAt(destination, 'metadata.name');
}
