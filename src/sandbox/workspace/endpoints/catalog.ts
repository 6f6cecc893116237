import { findEntry, type SomeHandlers } from '../endpoint.ts';

/** The catalog is the same for every workspace (docs/segment-api/public.md#catalog). */
export const catalogHandlers = {
  listSourcesCatalog: ({ state }) => state.catalog.sources,
  getSourceMetadata: (call) => {
    const { sources } = call.state.catalog;
    return { data: { sourceMetadata: findEntry(call, sources, 'Source metadata', 'sourceMetadataId') } };
  },
  listDestinationsCatalog: ({ state }) => state.catalog.destinations,
  getDestinationMetadata: (call) => {
    const { destinations } = call.state.catalog;
    const found = findEntry(call, destinations, 'Destination metadata', 'destinationMetadataId');
    return { data: { destinationMetadata: found } };
  },
  listWarehousesCatalog: ({ state }) => state.catalog.warehouses,
  getWarehouseMetadata: (call) => {
    const { warehouses } = call.state.catalog;
    const found = findEntry(call, warehouses, 'Warehouse metadata', 'warehouseMetadataId');
    return { data: { warehouseMetadata: found } };
  },
} satisfies SomeHandlers;
