import type { SeedInput } from '../read-seed.ts';
import { emailDestination } from './catalog.ts';
import { sourceIds } from './connections.ts';

const draft = 'http://json-schema.org/draft-07/schema#';
const madeAt = { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-02T00:00:00.000Z' };

/** A schema for the properties of an event: their types by name, and those that must be there. */
function propertiesSchema(types: Readonly<Record<string, string>>, required: readonly string[]) {
  const properties = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]));
  return {
    $schema: draft,
    type: 'object',
    properties: {
      context: { type: 'object' },
      traits: { type: 'object' },
      properties: { type: 'object', properties, required },
    },
  };
}

export const trackingPlans: NonNullable<SeedInput['trackingPlans']> = [
  {
    id: 'tp_web_store',
    name: 'Web store',
    description: 'What the shop may send.',
    ...madeAt,
    sourceIds: [sourceIds.web],
    rules: [
      {
        type: 'TRACK',
        key: 'Order Completed',
        jsonSchema: propertiesSchema({ order_id: 'string', total: 'number', currency: 'string' }, ['total']),
        ...madeAt,
      },
      {
        type: 'TRACK',
        key: 'Product Viewed',
        jsonSchema: propertiesSchema({ product_id: 'string', price: 'number' }, ['product_id']),
        ...madeAt,
      },
      {
        type: 'IDENTIFY',
        jsonSchema: {
          $schema: draft,
          type: 'object',
          properties: {
            traits: { type: 'object', properties: { email: { type: 'string', format: 'email' } } },
          },
        },
        ...madeAt,
      },
    ],
  },
  { id: 'tp_shared_events', name: 'Shared events', type: 'RULE_LIBRARY', ...madeAt },
];

export const transformations: NonNullable<SeedInput['transformations']> = [
  {
    id: '2JdPbT1nbQbKZCqXWcYWqvnLkYb',
    name: 'Rename checkout',
    sourceId: sourceIds.web,
    if: "event = 'checkout_done'",
    newEventName: 'Order Completed',
    propertyRenames: [{ oldName: 'amount', newName: 'total' }],
  },
  {
    id: '2JdPbWmJ0mW2zCkNl1UQxYtq7cF',
    name: 'Drop cancelled orders',
    sourceId: sourceIds.server,
    destinationMetadataId: emailDestination,
    enabled: false,
    if: "event = 'Order Cancelled'",
    drop: true,
  },
  {
    id: '2JdPbYh3T5fXo9rM8vE4sUuBnZa',
    name: 'Hash e-mail addresses',
    sourceId: sourceIds.ios,
    if: "type = 'identify'",
    propertyValueTransformations: [{ propertyPaths: ['traits.country'], propertyValue: 'unknown' }],
    fqlDefinedProperties: [{ fql: 'lowercase(traits.plan)', propertyName: 'traits.plan' }],
    allowProperties: ['traits.email', 'traits.plan'],
    hashPropertiesConfiguration: { algorithm: 'sha256', encoding: 'HEX', paths: ['traits.email'] },
  },
];

export const functions: NonNullable<SeedInput['functions']> = [
  {
    id: 'sfnc_wSandboxRefunds',
    resourceType: 'SOURCE',
    createdAt: '2026-01-03T08:00:00.000Z',
    createdBy: 'uSrAnn1111111111111111',
    displayName: 'Refunds',
    description: 'Makes a Track message of each refund.',
    catalogId: 'fnCRefunds',
  },
  {
    id: 'dfnc_wSandboxLedger',
    resourceType: 'DESTINATION',
    createdAt: '2026-01-04T08:00:00.000Z',
    createdBy: 'uSrBo11111111111111111',
    displayName: 'Ledger',
    description: 'Books each order.',
    catalogId: 'fnCLedger',
  },
];

export const reverseEtlModels: NonNullable<SeedInput['reverseEtlModels']> = [
  {
    id: 'mDlBigSpenders11111111',
    sourceId: sourceIds.web,
    name: 'Big spenders',
    description: 'Users with orders of more than 100 in all.',
    query: 'SELECT user_id, SUM(total) AS spent FROM orders GROUP BY 1 HAVING SUM(total) > 100',
    queryIdentifierColumn: 'user_id',
  },
];
