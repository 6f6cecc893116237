import { endpointsOf } from './endpoint.ts';

const { alpha, stable } = endpointsOf('public');
const edgeFunctions = '/sources/{sourceId}/edge-functions';

/**
 * What Segment's libraries up to version 47 call and its newest one does not: not offered, but known, because the
 * newest version that npm has is one of them. Live plugins were called edge functions.
 */
export const olderEndpoints = {
  getEdgeFunctions: alpha(`GET ${edgeFunctions}/latest`, 'show the edge functions of a source'),
  createEdgeFunctions: alpha(`POST ${edgeFunctions}`, 'create edge functions of a source'),
  disableEdgeFunctions: alpha(`PATCH ${edgeFunctions}/disable`, 'disable the edge functions of a source'),
  uploadEdgeFunctions: alpha(`POST ${edgeFunctions}/upload-url`, 'get a URL to upload edge functions to'),
  deleteRegulation: stable('DELETE /regulations/{regulateId}', 'delete a regulation'),
};
