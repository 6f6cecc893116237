import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { readJson } from '../control/body.ts';
import { featureList, someSwitches, withDefaults } from './switches.ts';
import type { Workspace } from './workspace.ts';

const changeInput = z.strictObject({
  features: z.optional(featureList),
  switches: z.optional(someSwitches),
});

/** `/_/workspace`: shows and sets what the plan includes and how the API misbehaves; never a token. */
export function workspaceControl(workspace: Workspace): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.get('/workspace', (c) => c.json(facts(workspace)));
  routes.patch('/workspace', async (c) => {
    const asked = await readJson(c, changeInput);
    if ('refusal' in asked) return asked.refusal;
    const change = asked.value;
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
