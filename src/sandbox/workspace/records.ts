import * as z from 'zod/mini';
import {
  functionResourceTypes,
  hashEncodings,
  propertyViolations,
  ruleTypes,
  trackingPlanTypes,
  traitViolations,
} from '../../segment/enums.ts';

/**
 * What a workspace is made of, as the seed writes it and the state keeps it: ids instead of nested
 * copies, so that a change is made in one place. The answers of the API are made from it in `views.ts`.
 * Field names and enums: docs/segment-api/public.md#shared-objects.
 */

/** Path parameters are strings of 1 to 255 characters (docs/segment-api/public.md#query-encoding); ids and slugs are such. */
const name = z.string().check(z.minLength(1), z.maxLength(255));
const anything = z.record(z.string(), z.unknown());
const settings = z._default(anything, {});
const list = <T extends z.ZodMiniType>(entry: T) => z._default(z.array(entry), []);
const texts = list(z.string());
const ids = list(name);
const isOn = z._default(z.boolean(), true);
const isOff = z._default(z.boolean(), false);
const anyText = z._default(z.string(), '');
const optionalText = z.optional(z.string());
const optionalTexts = z.optional(z.array(z.string()));
const optionalBoolean = z.optional(z.boolean());
const time = z.iso.datetime({ offset: true });
const optionalTime = z.optional(time);

export const labelRecord = z.strictObject({ key: name, value: name, description: anyText });
const labels = list(labelRecord);

const logo = z.optional(z.nullable(z.string()));
const logos = z._default(z.strictObject({ default: z.string(), mark: logo, alt: logo }), {
  default: 'https://example.com/logo.svg',
  mark: null,
  alt: null,
});
const option = z.strictObject({
  name,
  type: z.string(),
  required: isOff,
  description: optionalText,
  defaultValue: z.optional(z.unknown()),
  label: optionalText,
});
const options = list(option);
const statuses = [
  'DEPRECATED',
  'PRIVATE_BETA',
  'PRIVATE_BUILDING',
  'PRIVATE_SUBMITTED',
  'PUBLIC',
  'PUBLIC_BETA',
  'UNAVAILABLE',
] as const;
const status = z._default(z.enum(statuses), 'PUBLIC');
const catalogEntry = { id: name, name, slug: name, description: anyText, logos, options };

export const sourceMetadataRecord = z.strictObject({
  ...catalogEntry,
  categories: texts,
  isCloudEventSource: isOff,
  status,
  partnerOwned: isOff,
});

export const warehouseMetadataRecord = z.strictObject(catalogEntry);

const fieldTypes = [
  'BOOLEAN',
  'DATETIME',
  'HIDDEN',
  'INTEGER',
  'NUMBER',
  'OBJECT',
  'PASSWORD',
  'STRING',
  'TEXT',
] as const;
const actionField = z.strictObject({
  id: name,
  sortOrder: z.number(),
  fieldKey: z.string(),
  label: z.string(),
  type: z.enum(fieldTypes),
  description: anyText,
  placeholder: optionalText,
  defaultValue: z.optional(z.unknown()),
  required: isOff,
  multiple: isOff,
  choices: z.optional(z.unknown()),
  dynamic: isOff,
  allowNull: isOff,
  hidden: optionalBoolean,
});
const action = z.strictObject({
  id: name,
  slug: name,
  name: z.string(),
  description: anyText,
  platform: z.enum(['CLOUD', 'MOBILE', 'WEB']),
  hidden: isOff,
  defaultTrigger: z._default(z.nullable(z.string()), null),
  fields: list(actionField),
});
const contact = z.strictObject({
  name: optionalText,
  email: z.string(),
  role: optionalText,
  isPrimary: optionalBoolean,
});
const flags = (...names: readonly string[]) => z._default(z.partialRecord(z.enum(names), z.boolean()), {});

export const destinationMetadataRecord = z.strictObject({
  ...catalogEntry,
  website: anyText,
  status,
  previousNames: texts,
  categories: texts,
  components: list(
    z.strictObject({
      type: z.enum(['ANDROID', 'BROWSER', 'IOS', 'SERVER']),
      code: z.string(),
      owner: z.optional(z.enum(['PARTNER', 'SEGMENT'])),
    }),
  ),
  supportedFeatures: z._default(
    z.strictObject({
      cloudModeInstances: z.optional(z.enum(['0', '1', 'MULTIPLE', 'NONE', 'SINGLE'])),
      deviceModeInstances: z.optional(z.enum(['0', '1', 'NONE', 'SINGLE'])),
      replay: optionalBoolean,
      browserUnbundling: optionalBoolean,
      browserUnbundlingPublic: optionalBoolean,
    }),
    {},
  ),
  supportedMethods: flags('pageview', 'identify', 'alias', 'track', 'group'),
  supportedPlatforms: flags('browser', 'server', 'mobile', 'warehouse', 'cloudAppObject', 'linkedAudiences'),
  actions: list(action),
  presets: list(z.strictObject({ actionId: name, name: z.string(), fields: settings, trigger: z.string() })),
  contacts: z.optional(z.array(contact)),
  partnerOwned: isOff,
  supportedRegions: optionalTexts,
  regionEndpoints: optionalTexts,
  multiInstanceSupportedVersion: optionalText,
});

const onTraits = {
  allowTraitsOnViolations: optionalBoolean,
  allowUnplannedTraits: optionalBoolean,
  commonEventOnViolations: z.optional(z.enum(traitViolations)),
};
/** The settings of a source's schema: every part optional, as `PATCH` takes them (docs/segment-api/public.md#sources). */
export const schemaSettingsRecord = z.strictObject({
  track: z.optional(
    z.strictObject({
      allowUnplannedEvents: optionalBoolean,
      allowUnplannedEventProperties: optionalBoolean,
      allowEventOnViolations: optionalBoolean,
      allowPropertiesOnViolations: optionalBoolean,
      commonEventOnViolations: z.optional(z.enum(propertyViolations)),
    }),
  ),
  identify: z.optional(z.strictObject(onTraits)),
  group: z.optional(z.strictObject(onTraits)),
  forwardingViolationsTo: optionalText,
  forwardingBlockedEventsTo: optionalText,
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
  notices: list(notice),
});
const hour = z.strictObject({ hourOfDay: z.int().check(z.gte(0), z.lte(23)), enabled: z.boolean() });
const schedule = z.strictObject({ times: z.optional(z.array(hour)), timezone: optionalText });
export const warehouseRecord = z.strictObject({
  id: name,
  enabled: isOn,
  metadataId: name,
  settings,
  sourceIds: ids,
  connectionState: z._default(z.enum(['CONNECTED', 'FAILED']), 'CONNECTED'),
  advancedSyncSchedule: z._default(z.strictObject({ enabled: z.boolean(), schedule: z.optional(schedule) }), {
    enabled: false,
  }),
  syncs: list(sync),
});

const subscription = z.strictObject({
  id: name,
  name: z.string(),
  actionId: name,
  actionSlug: z.string(),
  enabled: isOn,
  settings,
  trigger: z.string(),
  modelId: optionalText,
  reverseETLSchedule: z.optional(
    z.strictObject({
      strategy: z.enum(['CRON', 'DBT_CLOUD', 'MANUAL', 'PERIODIC', 'SPECIFIC_DAYS']),
      config: z.optional(z.nullable(anything)),
    }),
  ),
});
const filter = z.strictObject({
  id: name,
  if: z.string(),
  actions: z.array(
    z.strictObject({
      type: z.enum(['ALLOW_PROPERTIES', 'DROP', 'DROP_PROPERTIES', 'SAMPLE']),
      fields: z.optional(anything),
      percent: z.optional(z.number().check(z.gte(0), z.lte(1))),
      path: optionalText,
    }),
  ),
  title: z.string(),
  description: optionalText,
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
  subscriptions: list(subscription),
  filters: list(filter),
});

const rule = z.strictObject({
  type: z.enum(ruleTypes),
  key: optionalText,
  jsonSchema: anything,
  version: z._default(z.number(), 1),
  createdAt: optionalTime,
  updatedAt: optionalTime,
  deprecatedAt: optionalTime,
});
export const trackingPlanRecord = z.strictObject({
  id: name,
  name: z.string(),
  slug: anyText,
  description: anyText,
  type: z._default(z.enum(trackingPlanTypes), 'LIVE'),
  createdAt: optionalTime,
  updatedAt: optionalTime,
  rules: list(rule),
  sourceIds: ids,
});

export const transformationRecord = z.strictObject({
  id: name,
  name: z.string(),
  sourceId: name,
  destinationMetadataId: z.optional(name),
  enabled: isOn,
  if: z.string(),
  drop: optionalBoolean,
  newEventName: optionalText,
  propertyRenames: z.optional(z.array(z.strictObject({ oldName: z.string(), newName: z.string() }))),
  propertyValueTransformations: z.optional(
    z.array(z.strictObject({ propertyPaths: z.array(z.string()), propertyValue: z.string() })),
  ),
  fqlDefinedProperties: z.optional(z.array(z.strictObject({ fql: z.string(), propertyName: z.string() }))),
  allowProperties: optionalTexts,
  hashPropertiesConfiguration: z.optional(
    z.strictObject({
      algorithm: z.string(),
      key: optionalText,
      encoding: z.optional(z.enum(hashEncodings)),
      paths: z.array(z.string()),
    }),
  ),
});

/** A function as lists give it: without its code and settings. */
export const functionRecord = z.strictObject({
  id: name,
  resourceType: z.enum(functionResourceTypes),
  createdAt: time,
  createdBy: z.string(),
  displayName: z.string(),
  description: anyText,
  logoUrl: optionalText,
  catalogId: z.optional(name),
});

export const reverseEtlModelRecord = z.strictObject({
  id: name,
  sourceId: name,
  name: z.string(),
  description: anyText,
  enabled: isOn,
  query: z.string(),
  queryIdentifierColumn: z.string(),
  /** Older clients cannot do without the two. */
  scheduleStrategy: z._default(z.string(), 'MANUAL'),
  scheduleConfig: z._default(anything, {}),
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
const permissions = list(permission);
export const userRecord = z.strictObject({ id: name, name: anyText, email: z.string(), permissions });
export const groupRecord = z.strictObject({ id: name, name: z.string(), memberIds: ids, permissions });
export const roleRecord = z.strictObject({ id: name, name: z.string(), description: anyText });

const definition = z.strictObject({ query: z.string(), type: z.enum(['USERS', 'ACCOUNTS']) });
/** What audiences and computed traits have in common (docs/segment-api/public.md#spaces). */
const computed = {
  id: name,
  name: z.string(),
  description: anyText,
  key: z.string(),
  enabled: isOn,
  definition: z._default(z.nullable(definition), null),
  status: optionalText,
  createdBy: z.string(),
  updatedBy: z.string(),
  createdAt: time,
  updatedAt: time,
};
const optionalNumber = z.optional(z.number());
const audience = z.strictObject({
  ...computed,
  audienceType: z._default(z.enum(['ACCOUNTS', 'LINKED', 'USERS']), 'USERS'),
  computeCadence: z._default(z.strictObject({ type: z.enum(['BATCH', 'REALTIME']) }), { type: 'REALTIME' }),
  size: z.optional(z.strictObject({ type: z.string(), count: optionalNumber, uniqueCount: optionalNumber })),
});
export const spaceRecord = z.strictObject({
  id: name,
  slug: name,
  name: z.string(),
  audiences: list(audience),
  computedTraits: list(z.strictObject(computed)),
});

const count = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
export const sizeRecord = z.strictObject({
  sources: count(1, 50_000),
  days: count(1, 3_660),
  auditEventsPerDay: z._default(count(0, 2_000), 20),
  seed: z._default(count(0, 2_147_483_647), 1),
});

export const auditEventRecord = z.strictObject({
  id: name,
  timestamp: time,
  type: z.string(),
  actor: z.string(),
  actorEmail: optionalText,
  resourceId: z.string(),
  resourceType: z.string(),
  resourceName: z.string(),
});

export type Label = z.infer<typeof labelRecord>;
export type SchemaSettings = z.infer<typeof schemaSettingsRecord>;
export type SourceRecord = z.infer<typeof sourceRecord>;
export type WarehouseRecord = z.infer<typeof warehouseRecord>;
export type DestinationRecord = z.infer<typeof destinationRecord>;
export type TrackingPlanRecord = z.infer<typeof trackingPlanRecord>;
export type TransformationRecord = z.infer<typeof transformationRecord>;
export type UserRecord = z.infer<typeof userRecord>;
export type GroupRecord = z.infer<typeof groupRecord>;
export type SpaceRecord = z.infer<typeof spaceRecord>;
export type AuditEvent = z.infer<typeof auditEventRecord>;
export type PermissionRecord = z.infer<typeof permission>;
