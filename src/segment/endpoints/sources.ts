import { endpointsOf } from './endpoint.ts';

const { alpha, stable } = endpointsOf('public');

/** Sources, their settings, labels and write keys (docs/segment-api/public.md#sources and #labels). */
export const sourceEndpoints = {
  listSources: stable('GET /sources', 'list the sources', { list: 'sources', sandbox: true }),
  createSource: stable('POST /sources', 'create a source', { object: 'source', sandbox: true }),
  getSource: stable('GET /sources/{sourceId}', 'show a source', { object: 'source', sandbox: true }),
  updateSource: stable('PATCH /sources/{sourceId}', 'change the name, slug, settings or state of a source', {
    object: 'source',
    sandbox: true,
  }),
  deleteSource: stable('DELETE /sources/{sourceId}', 'delete a source', { sandbox: true }),
  addWriteKey: alpha('POST /sources/{sourceId}/writekey', 'add a write key to a source', {
    object: 'source',
    sandbox: true,
  }),
  removeWriteKey: alpha(
    'DELETE /sources/{sourceId}/writekey/{writeKey}',
    'remove a write key from a source',
    { sandbox: true },
  ),
  listConnectedDestinations: stable(
    'GET /sources/{sourceId}/connected-destinations',
    'list the destinations of a source',
    { list: 'destinations', sandbox: true },
  ),
  listConnectedWarehouses: stable(
    'GET /sources/{sourceId}/connected-warehouses',
    'list the warehouses of a source',
    { list: 'warehouses', sandbox: true },
  ),
  getSchemaSettings: stable('GET /sources/{sourceId}/settings', 'show the schema settings of a source', {
    object: 'settings',
    sandbox: true,
  }),
  updateSchemaSettings: stable(
    'PATCH /sources/{sourceId}/settings',
    'change the schema settings of a source',
    { object: 'settings', sandbox: true },
  ),
  addSourceLabels: stable('POST /sources/{sourceId}/labels', 'add labels to a source', {
    list: 'labels',
    paging: 'none',
    sandbox: true,
  }),
  replaceSourceLabels: stable('PUT /sources/{sourceId}/labels', 'replace all labels of a source', {
    list: 'labels',
    paging: 'none',
    sandbox: true,
  }),
  listLabels: stable('GET /labels', 'list the labels of the workspace', {
    list: 'labels',
    paging: 'none',
    sandbox: true,
  }),
  createLabel: stable('POST /labels', 'create a label', {
    object: 'label',
    rateLimit: '60/min',
    sandbox: true,
  }),
  deleteLabel: stable('DELETE /labels/{key}/{value}', 'delete a label', {
    rateLimit: '60/min',
    sandbox: true,
  }),
};
