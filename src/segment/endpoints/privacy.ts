import { endpointsOf } from './endpoint.ts';

const { alpha, stable } = endpointsOf('public');

/** Deletion and suppression, credentials and downloads (docs/segment-api/public.md#deletion-and-suppression). */
export const privacyEndpoints = {
  listRegulations: stable('GET /regulations', 'list the deletions and suppressions asked for', {
    list: 'regulations',
  }),
  createRegulation: stable('POST /regulations', 'delete or suppress users, for good', {
    rateLimit: '600/min',
  }),
  getRegulation: stable('GET /regulations/{regulateId}', 'show how far a deletion or suppression is', {
    object: 'regulation',
  }),
  listSourceRegulations: stable(
    'GET /regulations/sources/{sourceId}',
    'list the deletions and suppressions of a source',
    { list: 'regulations', paging: 'none' },
  ),
  createSourceRegulation: stable(
    'POST /regulations/sources/{sourceId}',
    'delete or suppress users of a source',
    { rateLimit: '600/min' },
  ),
  createCloudSourceRegulation: stable(
    'POST /regulations/cloudsources/{sourceId}',
    'delete or suppress objects of a cloud source',
    { rateLimit: '600/min' },
  ),
  listSuppressions: stable('GET /suppressions', 'list who is suppressed', { list: 'suppressed' }),
  listCredentials: stable('GET /credentials', 'list the credentials'),
  createCredential: stable('POST /credentials', 'create a credential'),
  getCredential: stable('GET /credentials/{credentialId}', 'show a credential'),
  updateCredential: stable('PATCH /credentials/{credentialId}', 'change a credential'),
  deleteCredential: stable('DELETE /credentials/{credentialId}', 'delete a credential'),
  listCredentialConsumers: stable(
    'GET /credentials/{credentialId}/consumers',
    'list the warehouses and sources that use a credential',
  ),
  downloadCustomerInsights: alpha('POST /customer-insights/download', 'download customer insights', {
    rateLimit: '120/day',
  }),
};
