import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { basic, openSandbox, post } from '../../helpers/sandbox.ts';
import { get } from './api.ts';

/**
 * The field tables of docs/segment-api/public.md (version 73.2), where the official client (47.0) knows less or checks less: nothing may be
 * missing, and nothing else may be there. Optional fields are those with a `?` in the table.
 */
const isoSeconds = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const isoMillis = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const bigCount = z.string().regex(/^\d+$/);
const json = z.record(z.string(), z.unknown());
const label = z.strictObject({ key: z.string(), value: z.string(), description: z.string().optional() });
const logos = z.strictObject({
  default: z.string(),
  mark: z.string().nullish(),
  alt: z.string().nullish(),
});
const option = z.strictObject({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  description: z.string().optional(),
  defaultValue: z.unknown().optional(),
  label: z.string().optional(),
});
const status = z.enum([
  'DEPRECATED',
  'PRIVATE_BETA',
  'PRIVATE_BUILDING',
  'PRIVATE_SUBMITTED',
  'PUBLIC',
  'PUBLIC_BETA',
  'UNAVAILABLE',
]);
const warehouseMetadata = z.strictObject({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  logos,
  options: z.array(option),
});
const sourceMetadata = z.strictObject({
  ...warehouseMetadata.shape,
  categories: z.array(z.string()),
  isCloudEventSource: z.boolean(),
  status,
  partnerOwned: z.boolean().optional(),
});
const source = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string().optional(),
  metadata: sourceMetadata,
  workspaceId: z.string(),
  enabled: z.boolean(),
  writeKeys: z.array(z.string()),
  settings: json.optional(),
  labels: z.array(label),
});
const warehouse = z.strictObject({
  id: z.string(),
  workspaceId: z.string(),
  enabled: z.boolean(),
  metadata: warehouseMetadata,
  settings: json,
});
const flags = (...names: readonly string[]) => z.partialRecord(z.enum(names), z.boolean());
const action = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  platform: z.enum(['CLOUD', 'MOBILE', 'WEB']),
  hidden: z.boolean(),
  defaultTrigger: z.string().nullable(),
  fields: z.array(
    z.strictObject({
      id: z.string(),
      sortOrder: z.number(),
      fieldKey: z.string(),
      label: z.string(),
      type: z.enum([
        'BOOLEAN',
        'DATETIME',
        'HIDDEN',
        'INTEGER',
        'NUMBER',
        'OBJECT',
        'PASSWORD',
        'STRING',
        'TEXT',
      ]),
      description: z.string(),
      placeholder: z.string().optional(),
      defaultValue: z.unknown().optional(),
      required: z.boolean(),
      multiple: z.boolean(),
      choices: z.unknown().optional(),
      dynamic: z.boolean(),
      allowNull: z.boolean(),
      hidden: z.boolean().optional(),
    }),
  ),
});
const destinationMetadata = z.strictObject({
  ...warehouseMetadata.shape,
  website: z.string(),
  status,
  previousNames: z.array(z.string()),
  categories: z.array(z.string()),
  components: z.array(
    z.strictObject({
      type: z.enum(['ANDROID', 'BROWSER', 'IOS', 'SERVER']),
      code: z.string(),
      owner: z.enum(['PARTNER', 'SEGMENT']).optional(),
    }),
  ),
  supportedFeatures: json,
  supportedMethods: flags('pageview', 'identify', 'alias', 'track', 'group'),
  supportedPlatforms: flags('browser', 'server', 'mobile', 'warehouse', 'cloudAppObject', 'linkedAudiences'),
  actions: z.array(action),
  presets: z.array(
    z.strictObject({ actionId: z.string(), name: z.string(), fields: json, trigger: z.string() }),
  ),
  contacts: z.array(json).optional(),
  partnerOwned: z.boolean().optional(),
  supportedRegions: z.array(z.string()).optional(),
  regionEndpoints: z.array(z.string()).optional(),
  multiInstanceSupportedVersion: z.string().optional(),
});
const destination = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  enabled: z.boolean(),
  metadata: destinationMetadata,
  sourceId: z.string(),
  settings: json,
});
const traits = z.strictObject({
  allowUnplannedTraits: z.boolean(),
  allowTraitsOnViolations: z.boolean(),
  commonEventOnViolations: z.enum(['ALLOW', 'BLOCK', 'OMIT_TRAITS']),
});
const permission = z.strictObject({
  roleName: z.string(),
  roleId: z.string(),
  resources: z.array(
    z.strictObject({
      id: z.string(),
      type: z.enum(['FUNCTION', 'SOURCE', 'SPACE', 'WAREHOUSE', 'WORKSPACE']),
      labels: z.array(label).optional(),
    }),
  ),
  labels: z.array(label).optional(),
});
const mtu = {
  periodStart: z.int(),
  periodEnd: z.int(),
  anonymous: bigCount,
  anonymousIdentified: bigCount,
  identified: bigCount,
  neverIdentified: bigCount,
  timestamp: isoMillis,
};
const sync = z.strictObject({
  sourceId: z.string(),
  start: z.string(),
  end: z.string().nullable(),
  status: z.string(),
  duration: z.number(),
  humanDuration: z.string(),
  count: z.number(),
  notices: z.array(z.strictObject({ level: z.string(), message: z.string(), createdAt: z.string() })),
});
const computed = {
  id: z.string(),
  spaceId: z.string(),
  name: z.string(),
  description: z.string().optional(),
  key: z.string(),
  enabled: z.boolean(),
  definition: z.strictObject({ query: z.string(), type: z.enum(['USERS', 'ACCOUNTS']) }).nullable(),
  status: z.string().optional(),
  createdBy: z.string(),
  updatedBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
};
const audience = z.strictObject({
  ...computed,
  audienceType: z.enum(['ACCOUNTS', 'LINKED', 'USERS']),
  computeCadence: z.strictObject({ type: z.enum(['BATCH', 'REALTIME']) }),
  size: z
    .strictObject({ type: z.string(), count: z.number().optional(), uniqueCount: z.number().optional() })
    .optional(),
});
const volumePoint = z.strictObject({ time: isoSeconds, count: z.number() });
const pagination = z.strictObject({
  current: z.string(),
  next: z.string().nullish(),
  previous: z.string().nullish(),
  totalEntries: z.number().optional(),
});
const list = (key: string, entry: z.ZodType) =>
  z.strictObject({ [key]: z.array(entry).nonempty(), pagination });

const web = 'sRcWebStore11111111111';
const period = 'period=2026-03-01';

const tables: readonly [string, z.ZodType][] = [
  ['/sources', list('sources', source)],
  [`/sources/${web}`, z.strictObject({ source, trackingPlanId: z.string() })],
  ['/sources/sRcSandbox111111111111', z.strictObject({ source, trackingPlanId: z.null() })],
  [
    `/sources/${web}/settings`,
    z.strictObject({
      sourceId: z.literal(web),
      settings: z.strictObject({
        track: z.strictObject({
          allowUnplannedEvents: z.boolean(),
          allowUnplannedEventProperties: z.boolean(),
          allowEventOnViolations: z.boolean(),
          allowPropertiesOnViolations: z.boolean(),
          commonEventOnViolations: z.enum(['ALLOW', 'BLOCK', 'OMIT_PROPERTIES']),
        }),
        identify: traits,
        group: traits,
        forwardingViolationsTo: z.string(),
        forwardingBlockedEventsTo: z.string(),
      }),
    }),
  ],
  [`/sources/${web}/connected-destinations`, list('destinations', destination)],
  [`/sources/${web}/connected-warehouses`, list('warehouses', warehouse)],
  ['/warehouses', list('warehouses', warehouse)],
  ['/warehouses/wHsReportingDb11111111/connected-sources', list('sources', source)],
  [
    '/warehouses/wHsReportingDb11111111/connection-state',
    z.strictObject({ connectionState: z.enum(['CONNECTED', 'FAILED']) }),
  ],
  ['/warehouses/wHsReportingDb11111111/syncs', list('reports', sync)],
  [`/warehouses/wHsReportingDb11111111/connected-sources/${web}/syncs`, list('reports', sync)],
  ['/catalog/sources', list('sourcesCatalog', sourceMetadata)],
  ['/catalog/destinations', list('destinationsCatalog', destinationMetadata)],
  ['/catalog/warehouses', list('warehousesCatalog', warehouseMetadata)],
  ['/destinations', list('destinations', destination)],
  [
    '/destinations/66be7aeca665bd11f8908630/subscriptions',
    list(
      'subscriptions',
      z.strictObject({
        id: z.string(),
        name: z.string(),
        actionId: z.string(),
        actionSlug: z.string(),
        destinationId: z.literal('66be7aeca665bd11f8908630'),
        enabled: z.boolean(),
        settings: json,
        trigger: z.string(),
      }),
    ),
  ],
  [
    '/destination/dStWebAnalytics1111111/filters',
    list(
      'filters',
      z.strictObject({
        id: z.string(),
        sourceId: z.literal(web),
        destinationId: z.literal('dStWebAnalytics1111111'),
        if: z.string(),
        actions: z.array(json).nonempty(),
        title: z.string(),
        description: z.string().optional(),
        enabled: z.boolean(),
        createdAt: isoMillis,
        updatedAt: isoMillis,
      }),
    ),
  ],
  [
    '/tracking-plans',
    list(
      'trackingPlans',
      z.strictObject({
        id: z.string(),
        name: z.string(),
        slug: z.string(),
        description: z.string(),
        type: z.enum(['ENGAGE', 'LIVE', 'PROPERTY_LIBRARY', 'RULE_LIBRARY', 'TEMPLATE']),
        createdAt: isoMillis,
        updatedAt: isoMillis,
      }),
    ),
  ],
  [
    '/tracking-plans/tp_web_store/rules',
    list(
      'rules',
      z.strictObject({
        type: z.enum(['COMMON', 'GROUP', 'IDENTIFY', 'PAGE', 'SCREEN', 'TRACK']),
        key: z.string().optional(),
        jsonSchema: z.looseObject({ $schema: z.literal('http://json-schema.org/draft-07/schema#') }),
        version: z.number(),
        createdAt: isoMillis,
        updatedAt: isoMillis,
      }),
    ),
  ],
  [
    '/audit-events',
    list(
      'events',
      z.strictObject({
        id: z.string().regex(/^events\/\d+$/),
        timestamp: isoSeconds,
        type: z.string(),
        actor: z.string(),
        actorEmail: z.string().optional(),
        resourceId: z.string(),
        resourceType: z.string().regex(/^[a-z_]+$/),
        resourceName: z.string(),
      }),
    ),
  ],
  [
    `/usage/api-calls/daily?${period}`,
    list('dailyWorkspaceAPICallsUsage', z.strictObject({ apiCalls: bigCount, timestamp: isoMillis })),
  ],
  [
    `/usage/api-calls/sources/daily?${period}`,
    list(
      'dailyPerSourceAPICallsUsage',
      z.strictObject({ sourceId: z.string(), apiCalls: bigCount, timestamp: isoMillis }),
    ),
  ],
  [`/usage/mtu/daily?${period}`, list('dailyWorkspaceMTUUsage', z.strictObject(mtu))],
  [
    `/usage/mtu/sources/daily?${period}`,
    list('dailyPerSourceMTUUsage', z.strictObject({ sourceId: z.string(), ...mtu })),
  ],
  [
    '/events/volume?granularity=HOUR&startTime=2026-03-05T11:00:00Z&endTime=2026-03-05T13:00:00Z&groupBy=eventName,eventType,source',
    z.strictObject({
      path: z.literal('/observability/event_volume/v2.json'),
      query: z.strictObject({
        workspaceId: z.string(),
        granularity: z.literal('HOUR'),
        startTime: isoSeconds,
        endTime: isoSeconds,
        groupBy: z.array(z.string()),
      }),
      result: z
        .array(
          z.strictObject({
            source: z.strictObject({ id: z.string(), name: z.string(), slug: z.string() }),
            eventName: z.string(),
            eventType: z.string(),
            total: z.number(),
            series: z.array(volumePoint).length(2),
          }),
        )
        .nonempty(),
      pagination,
    }),
  ],
  [
    `/delivery-overview/successfully-received?sourceId=${web}&granularity=HOUR&startTime=2026-03-05T11:00:00Z&endTime=2026-03-05T13:00:00Z&groupBy=appVersion`,
    z.strictObject({
      total: z.literal(1),
      dataset: z
        .array(z.strictObject({ appVersion: z.string(), total: z.number(), series: z.array(volumePoint) }))
        .length(1),
      pagination,
    }),
  ],
  [
    '/users',
    list(
      'users',
      z.strictObject({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        permissions: z.array(permission).nonempty(),
      }),
    ),
  ],
  [
    '/users/uSrBo11111111111111111',
    z.strictObject({
      user: z.strictObject({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        permissions: z.array(permission).nonempty(),
      }),
    }),
  ],
  [
    '/groups',
    list(
      'userGroups',
      z.strictObject({
        id: z.string(),
        name: z.string(),
        memberCount: z.number(),
        permissions: z.array(permission),
      }),
    ),
  ],
  [
    '/groups/gRpAnalysts11111111111/users',
    list('users', z.strictObject({ id: z.string(), name: z.string(), email: z.string() })),
  ],
  ['/labels', z.strictObject({ labels: z.array(label).nonempty() })],
  ['/roles', list('roles', z.strictObject({ id: z.string(), name: z.string(), description: z.string() }))],
  [
    '/transformations',
    list(
      'transformations',
      z.strictObject({
        id: z.string(),
        name: z.string(),
        sourceId: z.string(),
        workspaceId: z.literal('wSpSandbox111111111111'),
        destinationMetadataId: z.string().optional(),
        enabled: z.boolean(),
        if: z.string(),
        drop: z.boolean().optional(),
        newEventName: z.string().optional(),
        propertyRenames: z.array(z.strictObject({ oldName: z.string(), newName: z.string() })).optional(),
        propertyValueTransformations: z
          .array(z.strictObject({ propertyPaths: z.array(z.string()).max(10), propertyValue: z.string() }))
          .optional(),
        fqlDefinedProperties: z
          .array(z.strictObject({ fql: z.string(), propertyName: z.string() }))
          .max(1)
          .optional(),
        allowProperties: z.array(z.string()).optional(),
        hashPropertiesConfiguration: json.optional(),
      }),
    ),
  ],
  ['/spaces', list('spaces', z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }))],
  ['/spaces/spa_sandbox/audiences', list('audiences', audience)],
  ['/spaces/spa_sandbox/audiences/aud_dormant', z.strictObject({ audience })],
  ['/spaces/spa_sandbox/computed-traits', list('computedTraits', z.strictObject(computed))],
];

describe('the field tables of docs/segment-api/public.md', () => {
  it.each(tables)('hold for %s', async (path, table) => {
    const sandbox = await openSandbox({ now: () => new Date('2026-03-05T12:00:00Z') });
    const message = { userId: 'u', event: 'x', context: { app: { version: '1.0' } } };
    await post(sandbox, '/v1/track', message, { authorization: basic('webstorewebstorewebstorewebstore') });
    const { status: code, body } = await get(sandbox, path);
    expect(code).toBe(200);
    expect(z.strictObject({ data: table }).safeParse(body).error?.issues ?? []).toEqual([]);
  });
});
