import { expect, it } from 'vitest';
import { readablePath } from '../../src/segment/endpoints/readable-path.ts';

const profile = '/v1/spaces/s/collections/users/profiles/user_id:a';

it.each([
  ['public', 'DELETE', '/sources/x/writekey/k', '/sources/x'],
  ['public', 'POST', '/sources/x/labels', '/sources/x'],
  ['public', 'PATCH', '/sources/x/settings', '/sources/x/settings'],
  ['public', 'POST', '/sources', '/sources'],
  ['public', 'DELETE', '/labels/a/b', '/labels'],
  ['public', 'POST', '/warehouses/validation', '/warehouses'],
  ['public', 'POST', '/warehouses/w/connected-sources/s', '/warehouses/w/connected-sources'],
  ['public', 'POST', '/sources/x/not-known', '/sources/x'],
  ['public', 'POST', '/not/known', '/not/known'],
  ['public', 'POST', '/', '/'],
  ['profile', 'POST', `${profile}/external_ids/delete`, `${profile}/external_ids`],
] as const)('%s %s %s is looked at with %s', (api, method, path, readable) => {
  expect(readablePath(api, method, path)).toBe(readable);
});
