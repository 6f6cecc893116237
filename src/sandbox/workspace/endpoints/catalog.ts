import { type Endpoint, named, pageOf } from '../endpoint.ts';

/** The catalog is the same for every workspace (docs/segment-api/public.md#catalog). */
export const catalogEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/catalog/sources',
    answer: (call) => pageOf(call, 'sourcesCatalog', call.state.catalog.sources),
  },
  {
    method: 'GET',
    path: '/catalog/sources/:metadataId',
    answer: (call) => ({
      data: { sourceMetadata: named(call, call.state.catalog.sources, 'Source metadata', 'metadataId') },
    }),
  },
  {
    method: 'GET',
    path: '/catalog/destinations',
    answer: (call) => pageOf(call, 'destinationsCatalog', call.state.catalog.destinations),
  },
  {
    method: 'GET',
    path: '/catalog/destinations/:metadataId',
    answer: (call) => ({
      data: {
        destinationMetadata: named(
          call,
          call.state.catalog.destinations,
          'Destination metadata',
          'metadataId',
        ),
      },
    }),
  },
  {
    method: 'GET',
    path: '/catalog/warehouses',
    answer: (call) => pageOf(call, 'warehousesCatalog', call.state.catalog.warehouses),
  },
  {
    method: 'GET',
    path: '/catalog/warehouses/:metadataId',
    answer: (call) => ({
      data: {
        warehouseMetadata: named(call, call.state.catalog.warehouses, 'Warehouse metadata', 'metadataId'),
      },
    }),
  },
];
