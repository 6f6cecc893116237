import type { EndpointRow } from './endpoint.ts';

/** Deletion and suppression, credentials and downloads (docs/segment-api/public.md#deletion-and-suppression). */
export const privacyRows: readonly EndpointRow[] = [
  ['GET', '/regulations', 'stable', 'list the deletions and suppressions asked for'],
  ['POST', '/regulations', 'stable', 'delete or suppress users, for good', '600/min'],
  ['GET', '/regulations/{regulateId}', 'stable', 'show how far a deletion or suppression is'],
  ['GET', '/regulations/sources/{sourceId}', 'stable', 'list the deletions and suppressions of a source'],
  ['POST', '/regulations/sources/{sourceId}', 'stable', 'delete or suppress users of a source', '600/min'],
  [
    'POST',
    '/regulations/cloudsources/{sourceId}',
    'stable',
    'delete or suppress objects of a cloud source',
    '600/min',
  ],
  ['GET', '/suppressions', 'stable', 'list who is suppressed'],
  ['GET', '/credentials', 'stable', 'list the credentials'],
  ['POST', '/credentials', 'stable', 'create a credential'],
  ['GET', '/credentials/{credentialId}', 'stable', 'show a credential'],
  ['PATCH', '/credentials/{credentialId}', 'stable', 'change a credential'],
  ['DELETE', '/credentials/{credentialId}', 'stable', 'delete a credential'],
  [
    'GET',
    '/credentials/{credentialId}/consumers',
    'stable',
    'list the warehouses and sources that use a credential',
  ],
  ['POST', '/customer-insights/download', 'alpha', 'download customer insights', '120/day'],
];
