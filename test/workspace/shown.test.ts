import { describe, expect, it } from 'vitest';
import { readApiObject } from '../../src/api/api-object.ts';
import { actionsOf, isOfType, propertiesOf } from '../../src/workspace/destinations.ts';
import { maskHashKey } from '../../src/workspace/mask-hash-key.ts';
import { permissionTexts } from '../../src/workspace/permissions.ts';
import { shownSettings } from '../../src/workspace/shown-settings.ts';

// What is shown of things of the workspace, without a command.

function objectOf(text: string) {
  const object = readApiObject(text);
  if (object === undefined) throw new Error(`no object: ${text}`);
  return object;
}

it('the key that a transformation hashes with is masked, in its value and its text; the rest stays as it came', () => {
  const text =
    '{"id":12345678901234567890,"hashPropertiesConfiguration":{"key":"secretsecretsecret","paths":["a"]}}';
  const masked = maskHashKey(objectOf(text));
  expect(masked.text).toMatch(/^\{"id":12345678901234567890,.*"paths":\["a"\]\}\}$/);
  expect(masked.text + JSON.stringify(masked.value)).not.toContain('secretsecret');
  const plain = objectOf('{"id":"x","hashPropertiesConfiguration":{"paths":[]}}');
  expect(maskHashKey(plain)).toBe(plain);
});

it('of settings, what Segment masked stays, and what it should have is masked here', () => {
  const settings = shownSettings(
    objectOf(
      '{"settings":{"name":"DB","port":5439,"password":"hunter2hunter2","apiKey":"••••3f9c","list":[1]}}',
    ),
  );
  expect(Object.fromEntries(settings)).toMatchObject({
    name: 'DB',
    port: '5439',
    apiKey: '••••3f9c',
    list: '[1]',
  });
  expect(settings.get('password')).not.toContain('hunter2hunter2');
  expect(shownSettings(objectOf('{"settings":null}')).size).toBe(0);
});

it('a permission is its role, and what it is for', () => {
  const permissions = [
    { roleName: 'Workspace Owner', resources: [{ type: 'WORKSPACE', id: 'w1' }] },
    { roleId: 'r2' },
  ];
  expect(permissionTexts({ permissions })).toEqual(['Workspace Owner: workspace w1', 'r2']);
  expect(permissionTexts({})).toEqual([]);
});

describe('a destination', () => {
  it('has the type of the catalog, by slug, name or id, in any case', () => {
    const found = objectOf('{"metadata":{"slug":"actions-webhook","name":"Webhooks (Actions)","id":"m1"}}');
    expect(
      ['Actions-Webhook', 'webhooks (actions)', 'm1', 'webhook'].map((type) => isOfType(found, type)),
    ).toEqual([true, true, true, false]);
  });

  it('filters with actions in the words of the API, with their numbers and properties', () => {
    const text =
      '{"actions":[{"type":"SAMPLE","percent":0.10},{"type":"DROP_PROPERTIES","fields":{"traits":{"fields":["email","phone"]}}}]}';
    expect(actionsOf(text, propertiesOf)).toBe('SAMPLE 0.10, DROP_PROPERTIES traits.email traits.phone');
    expect(actionsOf(text, () => '')).toBe('SAMPLE 0.10, DROP_PROPERTIES');
  });
});
