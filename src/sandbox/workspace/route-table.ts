import type { Endpoint } from './endpoint.ts';
import { auditEndpoints } from './endpoints/audit.ts';
import { basicEndpoints } from './endpoints/basics.ts';
import { catalogEndpoints } from './endpoints/catalog.ts';
import { deliveryEndpoints } from './endpoints/delivery.ts';
import { destinationEndpoints } from './endpoints/destinations.ts';
import { labelEndpoints } from './endpoints/labels.ts';
import { peopleEndpoints } from './endpoints/people.ts';
import { protocolsEndpoints } from './endpoints/protocols.ts';
import { schemaSettingsEndpoints } from './endpoints/schema-settings.ts';
import { sourceEndpoints } from './endpoints/sources.ts';
import { spaceEndpoints } from './endpoints/spaces.ts';
import { usageEndpoints } from './endpoints/usage.ts';
import { volumeEndpoints } from './endpoints/volume.ts';
import { warehouseEndpoints } from './endpoints/warehouses.ts';

/** Every endpoint of the Public API that the sandbox has: those of docs/segment-api/public.md#the-sandbox, and a few more that commands use. */
export const routeTable: readonly Endpoint[] = [
  ...basicEndpoints,
  ...sourceEndpoints,
  ...schemaSettingsEndpoints,
  ...labelEndpoints,
  ...warehouseEndpoints,
  ...catalogEndpoints,
  ...destinationEndpoints,
  ...protocolsEndpoints,
  ...auditEndpoints,
  ...usageEndpoints,
  ...volumeEndpoints,
  ...deliveryEndpoints,
  ...peopleEndpoints,
  ...spaceEndpoints,
];
