import type { EndpointRow } from './endpoint.ts';

/** Sources, their settings, labels, write keys and live plugins (docs/segment-api/public.md#sources and #labels). */
export const sourceRows: readonly EndpointRow[] = [
  ['GET', '/sources', 'stable', 'list the sources'],
  ['POST', '/sources', 'stable', 'create a source'],
  ['GET', '/sources/{sourceId}', 'stable', 'show a source'],
  ['PATCH', '/sources/{sourceId}', 'stable', 'change the name, slug, settings or state of a source'],
  ['DELETE', '/sources/{sourceId}', 'stable', 'delete a source'],
  ['POST', '/sources/{sourceId}/writekey', 'alpha', 'add a write key to a source'],
  ['DELETE', '/sources/{sourceId}/writekey/{writeKey}', 'alpha', 'remove a write key from a source'],
  ['GET', '/sources/{sourceId}/connected-destinations', 'stable', 'list the destinations of a source'],
  ['GET', '/sources/{sourceId}/connected-warehouses', 'stable', 'list the warehouses of a source'],
  ['GET', '/sources/{sourceId}/settings', 'stable', 'show the schema settings of a source'],
  ['PATCH', '/sources/{sourceId}/settings', 'stable', 'change the schema settings of a source'],
  ['POST', '/sources/{sourceId}/labels', 'stable', 'add labels to a source'],
  ['PUT', '/sources/{sourceId}/labels', 'stable', 'replace all labels of a source'],
  ['GET', '/labels', 'stable', 'list the labels of the workspace'],
  ['POST', '/labels', 'stable', 'create a label', '60/min'],
  ['DELETE', '/labels/{key}/{value}', 'stable', 'delete a label', '60/min'],
];
