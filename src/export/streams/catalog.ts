import { workspaceEndpoints as endpoints } from '../../segment/endpoints/workspace.ts';
import { type Fields, listOf, objectOf, texts } from '../fields.ts';
import type { Stream } from '../stream.ts';

const logos = objectOf(texts('default', 'alt', 'mark'));
const option = objectOf({
  ...texts('name', 'type', 'description', 'label'),
  required: 'boolean',
  defaultValue: 'json',
});

export const sourceMetadata: Fields = {
  ...texts('id', 'slug', 'name', 'description'),
  categories: listOf('text'),
  logos,
  options: listOf(option),
  isCloudEventSource: 'boolean',
  status: 'text',
  partnerOwned: 'boolean',
};

export const warehouseMetadata: Fields = {
  ...texts('id', 'slug', 'name', 'description'),
  logos,
  options: listOf(option),
};

const actionField = objectOf({
  ...texts('id', 'type', 'fieldKey', 'label', 'description', 'placeholder'),
  sortOrder: 'number',
  required: 'boolean',
  multiple: 'boolean',
  dynamic: 'boolean',
  allowNull: 'boolean',
  defaultValue: 'json',
  choices: 'json',
});

export const destinationMetadata: Fields = {
  ...texts('id', 'slug', 'name', 'description', 'website', 'status'),
  logos,
  options: listOf(option),
  categories: listOf('text'),
  previousNames: listOf('text'),
  supportedFeatures: 'json',
  supportedMethods: 'json',
  supportedPlatforms: 'json',
  supportedRegions: listOf('text'),
  regionEndpoints: listOf('text'),
  actions: listOf(
    objectOf({
      ...texts('id', 'slug', 'name', 'description', 'platform', 'defaultTrigger'),
      hidden: 'boolean',
      fields: listOf(actionField),
    }),
  ),
  components: 'json',
  presets: 'json',
  contacts: 'json',
  partnerOwned: 'boolean',
};

/** What Segment offers, the same for every workspace (docs/segment-api/public.md#catalog). */
export const catalogStreams: readonly Stream[] = [
  {
    name: 'catalog_sources',
    summary: 'kinds of source there are',
    endpoint: endpoints.listSourcesCatalog,
    key: ['id'],
    fields: sourceMetadata,
  },
  {
    name: 'catalog_destinations',
    summary: 'kinds of destination there are',
    endpoint: endpoints.listDestinationsCatalog,
    key: ['id'],
    fields: destinationMetadata,
  },
  {
    name: 'catalog_warehouses',
    summary: 'kinds of warehouse there are',
    endpoint: endpoints.listWarehousesCatalog,
    key: ['id'],
    fields: warehouseMetadata,
  },
];
