import * as z from 'zod/mini';
import { readJson } from '../control/body.ts';
import { createRoutes, type Routes } from '../http.ts';
import { featureList, someSwitches, withDefaults } from './switches.ts';
import type { Workspace } from './workspace.ts';

const changeInput = z.strictObject({
  features: z.optional(featureList),
  switches: z.optional(someSwitches),
});

/** `/_/workspace`: shows and sets what the plan includes and how the API misbehaves; never a token. */
export function workspaceControl(workspace: Workspace): Routes {
  const routes = createRoutes();
  routes.get('/workspace', (c) => c.json(facts(workspace)));
  routes.patch('/workspace', async (c) => {
    const change = await readJson(c, changeInput);
    const { state } = workspace;
    workspace.update({
      ...state,
      features: change.features ?? state.features,
      switches: withDefaults({ ...state.switches, ...change.switches }),
    });
    return c.json(facts(workspace));
  });
  return routes;
}

function facts({ state }: Workspace) {
  const { tokens, ...switches } = state.switches;
  return {
    workspace: state.workspace,
    features: state.features,
    switches: { ...switches, tokens: tokens === null ? null : tokens.length },
  };
}
