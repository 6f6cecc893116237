import { named, pageOf, type SomeHandlers } from '../endpoint.ts';

/** The catalog is the same for every workspace (docs/segment-api/public.md#catalog). */
export const catalogHandlers = {
  listSourcesCatalog: (call) => pageOf(call, call.state.catalog.sources),
  getSourceMetadata: (call) => ({
    data: { sourceMetadata: named(call, call.state.catalog.sources, 'Source metadata', 'sourceMetadataId') },
  }),
  listDestinationsCatalog: (call) => pageOf(call, call.state.catalog.destinations),
  getDestinationMetadata: (call) => ({
    data: {
      destinationMetadata: named(
        call,
        call.state.catalog.destinations,
        'Destination metadata',
        'destinationMetadataId',
      ),
    },
  }),
  listWarehousesCatalog: (call) => pageOf(call, call.state.catalog.warehouses),
  getWarehouseMetadata: (call) => ({
    data: {
      warehouseMetadata: named(
        call,
        call.state.catalog.warehouses,
        'Warehouse metadata',
        'warehouseMetadataId',
      ),
    },
  }),
} satisfies SomeHandlers;
