import * as z from 'zod/mini';
import { allItems, pagesOf } from '../../api/workspace/client.ts';
import { openLookUp } from '../../clients/open-look-up.ts';
import { sourceEndpoints } from '../../segment/endpoints/sources.ts';
import { idOf } from '../../workspace/names/source-facts.ts';
import { findBoundSource } from '../bound-source.ts';
import { exactValue } from '../exact-value.ts';
import { cursor, text } from '../fields.ts';
import { defineTool } from '../tool.ts';

export const listConnectedWarehouses = defineTool({
  name: 'SEGMENT_LIST_CONNECTED_WAREHOUSES_FROM_SOURCE',
  title: 'List the warehouses of a source',
  toolset: 'lookup',
  writes: false,
  description:
    'List the warehouses that a source syncs to, when asked where its data is stored. Returns each with its id, type, settings and whether it is enabled.',
  input: z.strictObject({
    source: z.optional(text('Id, slug or name; default the one of this server.')),
    cursor,
  }),
  output: z.looseObject({ warehouses: z.array(z.looseObject({})) }),
  async run(deps, { source }) {
    const { api, settings } = await openLookUp(deps.clients, await deps.settings());
    const found = await findBoundSource(api, settings, source);
    const items = await allItems(
      pagesOf(sourceEndpoints.listConnectedWarehouses)(api, undefined, idOf(found)),
    );
    return {
      value: { sourceId: idOf(found), warehouses: items.map((item) => exactValue(item.text)) },
      list: 'warehouses',
      summary: `The source is connected to ${items.length} warehouses.`,
    };
  },
});
