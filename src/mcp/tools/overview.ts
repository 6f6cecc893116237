import * as z from 'zod/mini';
import { openWorkspace } from '../../clients/open-workspace.ts';
import { openOverview } from '../../workspace/overview.ts';
import { exactFacts } from '../rows.ts';
import { defineTool } from '../tool.ts';

export const getOverview = defineTool({
  name: 'SEGMENT_GET_WORKSPACE_OVERVIEW',
  title: 'Look over the workspace',
  toolset: 'lookup',
  writes: false,
  description:
    'Start here when nothing is known yet: the workspace in numbers. Returns counts of sources, destinations, warehouses, plans and violations, the messages of 7 days, and what is unavailable.',
  input: z.strictObject({}),
  output: z.looseObject({ unavailable: z.array(z.looseObject({})) }),
  async run(deps) {
    const { api, settings } = await openWorkspace(deps.clients, await deps.settings());
    const overview = await openOverview(api, deps.clients.now()).whole;
    const { region, sandbox, source } = settings;
    return {
      value: {
        server: { region: region.value, sandbox, source: source?.value ?? null },
        ...exactFacts(overview),
      },
      summary: `The workspace in numbers; ${overview.unavailable.length} parts are not included in its plan or token.`,
    };
  },
});
