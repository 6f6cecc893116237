import * as z from 'zod/mini';
import {
  hashEncodings,
  propertyViolations,
  ruleTypes,
  trackingPlanTypes,
  traitViolations,
} from '../../segment/enums.ts';

/**
 * What a workspace is made of, as the seed writes it and the state keeps it: ids instead of nested
 * copies, so that a change is made in one place. The answers of the API are made from it in `views.ts`.
 * Field names and enums: docs/segment-api/public.md#shared-objects and §3.
 */

/** Path parameters are strings of 1 to 255 characters (docs/segment-api/public.md#query-encoding); ids and slugs are such. */
const name = z.string().check(z.minLength(1), z.maxLength(255));
const settings = z._default(z.record(z.string(), z.unknown()), {});
const texts = z._default(z.array(z.string()), []);
const ids = z._default(z.array(name), []);
const isOn = z._default(z.boolean(), true);
const anyText = z._default(z.string(), '');
const time = z.iso.datetime({ offset: true });

export const labelRecord = z.strictObject({ key: name, value: name, description: anyText });
const labels = z._default(z.array(labelRecord), []);

const logos = z._default(
  z.strictObject({
    default: z.string(),
    mark: z.optional(z.nullable(z.string())),
    alt: z.optional(z.nullable(z.string())),
  }),
  { default: 'https://example.com/logo.svg', mark: null, alt: null },
);
const option = z.strictObject({
  name,
  type: z.string(),
  required: z._default(z.boolean(), false),
  description: z.optional(z.string()),
  defaultValue: z.optional(z.unknown()),
  label: z.optional(z.string()),
});
const options = z._default(z.array(option), []);
const status = z._default(
  z.enum([
    'DEPRECATED',
    'PRIVATE_BETA',
    'PRIVATE_BUILDING',
    'PRIVATE_SUBMITTED',
    'PUBLIC',
    'PUBLIC_BETA',
    'UNAVAILABLE',
  ]),
  'PUBLIC',
);
const catalogEntry = { id: name, name, slug: name, description: anyText, logos, options };

export const sourceMetadataRecord = z.strictObject({
  ...catalogEntry,
  categories: texts,
  isCloudEventSource: z._default(z.boolean(), false),
  status,
  partnerOwned: z._default(z.boolean(), false),
});

export const warehouseMetadataRecord = z.strictObject(catalogEntry);

const actionField = z.strictObject({
  id: name,
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
  description: anyText,
  placeholder: z.optional(z.string()),
  defaultValue: z.optional(z.unknown()),
  required: z._default(z.boolean(), false),
  multiple: z._default(z.boolean(), false),
  choices: z.optional(z.unknown()),
  dynamic: z._default(z.boolean(), false),
  allowNull: z._default(z.boolean(), false),
  hidden: z.optional(z.boolean()),
});
const action = z.strictObject({
  id: name,
  slug: name,
  name: z.string(),
  description: anyText,
  platform: z.enum(['CLOUD', 'MOBILE', 'WEB']),
  hidden: z._default(z.boolean(), false),
  defaultTrigger: z._default(z.nullable(z.string()), null),
  fields: z._default(z.array(actionField), []),
});
const flags = (...names: readonly string[]) => z._default(z.partialRecord(z.enum(names), z.boolean()), {});

export const destinationMetadataRecord = z.strictObject({
  ...catalogEntry,
  website: anyText,
  status,
  previousNames: texts,
  categories: texts,
  components: z._default(
    z.array(
      z.strictObject({
        type: z.enum(['ANDROID', 'BROWSER', 'IOS', 'SERVER']),
        code: z.string(),
        owner: z.optional(z.enum(['PARTNER', 'SEGMENT'])),
      }),
    ),
    [],
  ),
  supportedFeatures: z._default(
    z.strictObject({
      cloudModeInstances: z.optional(z.enum(['0', '1', 'MULTIPLE', 'NONE', 'SINGLE'])),
      deviceModeInstances: z.optional(z.enum(['0', '1', 'NONE', 'SINGLE'])),
      replay: z.optional(z.boolean()),
      browserUnbundling: z.optional(z.boolean()),
      browserUnbundlingPublic: z.optional(z.boolean()),
    }),
    {},
  ),
  supportedMethods: flags('pageview', 'identify', 'alias', 'track', 'group'),
  supportedPlatforms: flags('browser', 'server', 'mobile', 'warehouse', 'cloudAppObject', 'linkedAudiences'),
  actions: z._default(z.array(action), []),
  presets: z._default(
    z.array(z.strictObject({ actionId: name, name: z.string(), fields: settings, trigger: z.string() })),
    [],
  ),
  contacts: z.optional(
    z.array(
      z.strictObject({
        name: z.optional(z.string()),
        email: z.string(),
        role: z.optional(z.string()),
        isPrimary: z.optional(z.boolean()),
      }),
    ),
  ),
  partnerOwned: z._default(z.boolean(), false),
  supportedRegions: z.optional(z.array(z.string())),
  regionEndpoints: z.optional(z.array(z.string())),
  multiInstanceSupportedVersion: z.optional(z.string()),
});

const onTraits = {
  allowTraitsOnViolations: z.optional(z.boolean()),
  allowUnplannedTraits: z.optional(z.boolean()),
  commonEventOnViolations: z.optional(z.enum(traitViolations)),
};
/** The settings of a source's schema: every part optional, as `PATCH` takes them (docs/segment-api/public.md#sources). */
export const schemaSettingsRecord = z.strictObject({
  track: z.optional(
    z.strictObject({
      allowUnplannedEvents: z.optional(z.boolean()),
      allowUnplannedEventProperties: z.optional(z.boolean()),
      allowEventOnViolations: z.optional(z.boolean()),
      allowPropertiesOnViolations: z.optional(z.boolean()),
      commonEventOnViolations: z.optional(z.enum(propertyViolations)),
    }),
  ),
  identify: z.optional(z.strictObject(onTraits)),
  group: z.optional(z.strictObject(onTraits)),
  forwardingViolationsTo: z.optional(z.string()),
  forwardingBlockedEventsTo: z.optional(z.string()),
});

/** The catalog id of the HTTP API, for a source that does not say what it is. */
export const httpApiSource = 'iUM16Md8P2';

export const sourceRecord = z.strictObject({
  id: name,
  slug: name,
  name: anyText,
  enabled: isOn,
  metadataId: z._default(name, httpApiSource),
  writeKeys: ids,
  settings,
  labels,
  schemaSettings: z._default(schemaSettingsRecord, {}),
});

const notice = z.strictObject({ level: z.string(), message: z.string(), createdAt: time });
const sync = z.strictObject({
  sourceId: name,
  start: time,
  end: z.nullable(time),
  status: z.string(),
  duration: z.number(),
  humanDuration: z.string(),
  count: z.number(),
  notices: z._default(z.array(notice), []),
});
export const warehouseRecord = z.strictObject({
  id: name,
  enabled: isOn,
  metadataId: name,
  settings,
  sourceIds: ids,
  connectionState: z._default(z.enum(['CONNECTED', 'FAILED']), 'CONNECTED'),
  advancedSyncSchedule: z._default(
    z.strictObject({
      enabled: z.boolean(),
      schedule: z.optional(
        z.strictObject({
          times: z.optional(
            z.array(
              z.strictObject({
                hourOfDay: z.int().check(z.gte(0), z.lte(23)),
                enabled: z.boolean(),
              }),
            ),
          ),
          timezone: z.optional(z.string()),
        }),
      ),
    }),
    { enabled: false },
  ),
  syncs: z._default(z.array(sync), []),
});

const subscription = z.strictObject({
  id: name,
  name: z.string(),
  actionId: name,
  actionSlug: z.string(),
  enabled: isOn,
  settings,
  trigger: z.string(),
  modelId: z.optional(z.string()),
  reverseETLSchedule: z.optional(
    z.strictObject({
      strategy: z.enum(['CRON', 'DBT_CLOUD', 'MANUAL', 'PERIODIC', 'SPECIFIC_DAYS']),
      config: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
    }),
  ),
});
const filter = z.strictObject({
  id: name,
  if: z.string(),
  actions: z.array(
    z.strictObject({
      type: z.enum(['ALLOW_PROPERTIES', 'DROP', 'DROP_PROPERTIES', 'SAMPLE']),
      fields: z.optional(z.record(z.string(), z.unknown())),
      percent: z.optional(z.number().check(z.gte(0), z.lte(1))),
      path: z.optional(z.string()),
    }),
  ),
  title: z.string(),
  description: z.optional(z.string()),
  enabled: isOn,
  createdAt: time,
  updatedAt: time,
});
export const destinationRecord = z.strictObject({
  id: name,
  name: anyText,
  enabled: isOn,
  metadataId: name,
  sourceId: name,
  settings,
  subscriptions: z._default(z.array(subscription), []),
  filters: z._default(z.array(filter), []),
});

const rule = z.strictObject({
  type: z.enum(ruleTypes),
  key: z.optional(z.string()),
  jsonSchema: z.record(z.string(), z.unknown()),
  version: z._default(z.number(), 1),
  createdAt: z.optional(time),
  updatedAt: z.optional(time),
  deprecatedAt: z.optional(time),
});
export const trackingPlanRecord = z.strictObject({
  id: name,
  name: z.string(),
  slug: anyText,
  description: anyText,
  type: z._default(z.enum(trackingPlanTypes), 'LIVE'),
  createdAt: z.optional(time),
  updatedAt: z.optional(time),
  rules: z._default(z.array(rule), []),
  sourceIds: ids,
});

export const transformationRecord = z.strictObject({
  id: name,
  name: z.string(),
  sourceId: name,
  destinationMetadataId: z.optional(name),
  enabled: isOn,
  if: z.string(),
  drop: z.optional(z.boolean()),
  newEventName: z.optional(z.string()),
  propertyRenames: z.optional(z.array(z.strictObject({ oldName: z.string(), newName: z.string() }))),
  propertyValueTransformations: z.optional(
    z.array(z.strictObject({ propertyPaths: z.array(z.string()), propertyValue: z.string() })),
  ),
  fqlDefinedProperties: z.optional(z.array(z.strictObject({ fql: z.string(), propertyName: z.string() }))),
  allowProperties: z.optional(z.array(z.string())),
  hashPropertiesConfiguration: z.optional(
    z.strictObject({
      algorithm: z.string(),
      key: z.optional(z.string()),
      encoding: z.optional(z.enum(hashEncodings)),
      paths: z.array(z.string()),
    }),
  ),
});

const permission = z.strictObject({
  roleId: name,
  resources: z.array(
    z.strictObject({
      id: name,
      type: z.enum(['FUNCTION', 'SOURCE', 'SPACE', 'WAREHOUSE', 'WORKSPACE']),
      labels: z.optional(z.array(labelRecord)),
    }),
  ),
  labels: z.optional(z.array(labelRecord)),
});
const permissions = z._default(z.array(permission), []);
export const userRecord = z.strictObject({ id: name, name: anyText, email: z.string(), permissions });
export const groupRecord = z.strictObject({ id: name, name: z.string(), memberIds: ids, permissions });
export const roleRecord = z.strictObject({ id: name, name: z.string(), description: anyText });

/** What audiences and computed traits have in common (docs/segment-api/public.md#spaces). */
const computed = {
  id: name,
  name: z.string(),
  description: anyText,
  key: z.string(),
  enabled: isOn,
  definition: z._default(
    z.nullable(z.strictObject({ query: z.string(), type: z.enum(['USERS', 'ACCOUNTS']) })),
    null,
  ),
  status: z.optional(z.string()),
  createdBy: z.string(),
  updatedBy: z.string(),
  createdAt: time,
  updatedAt: time,
};
const audience = z.strictObject({
  ...computed,
  audienceType: z._default(z.enum(['ACCOUNTS', 'LINKED', 'USERS']), 'USERS'),
  computeCadence: z._default(z.strictObject({ type: z.enum(['BATCH', 'REALTIME']) }), { type: 'REALTIME' }),
  size: z.optional(
    z.strictObject({
      type: z.string(),
      count: z.optional(z.number()),
      uniqueCount: z.optional(z.number()),
    }),
  ),
});
const computedTrait = z.strictObject(computed);
export const spaceRecord = z.strictObject({
  id: name,
  slug: name,
  name: z.string(),
  audiences: z._default(z.array(audience), []),
  computedTraits: z._default(z.array(computedTrait), []),
});

export const auditEventRecord = z.strictObject({
  id: name,
  timestamp: time,
  type: z.string(),
  actor: z.string(),
  actorEmail: z.optional(z.string()),
  resourceId: z.string(),
  resourceType: z.string(),
  resourceName: z.string(),
});

export type Label = z.infer<typeof labelRecord>;
export type SourceMetadata = z.infer<typeof sourceMetadataRecord>;
export type WarehouseMetadata = z.infer<typeof warehouseMetadataRecord>;
export type DestinationMetadata = z.infer<typeof destinationMetadataRecord>;
export type SchemaSettings = z.infer<typeof schemaSettingsRecord>;
export type SourceRecord = z.infer<typeof sourceRecord>;
export type WarehouseRecord = z.infer<typeof warehouseRecord>;
export type DestinationRecord = z.infer<typeof destinationRecord>;
export type TrackingPlanRecord = z.infer<typeof trackingPlanRecord>;
export type Transformation = z.infer<typeof transformationRecord>;
export type UserRecord = z.infer<typeof userRecord>;
export type GroupRecord = z.infer<typeof groupRecord>;
export type Role = z.infer<typeof roleRecord>;
export type SpaceRecord = z.infer<typeof spaceRecord>;
export type AuditEvent = z.infer<typeof auditEventRecord>;
export type PermissionRecord = z.infer<typeof permission>;
