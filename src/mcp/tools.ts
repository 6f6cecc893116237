import type { Settings } from '../store/settings.ts';
import type { Tool } from './tool.ts';
import { listAudit } from './tools/audit.ts';
import { callReadingEndpoint, searchApi } from './tools/endpoints.ts';
import { getFigures } from './tools/figures.ts';
import { getProfile } from './tools/get-profile.ts';
import { judgeMessageTool } from './tools/judge-message.ts';
import { listConnectedWarehouses } from './tools/list-connected-warehouses.ts';
import { getWorkspaceObject, listWorkspaceObjects } from './tools/objects.ts';
import { getOverview } from './tools/overview.ts';
import { assertSandbox, countSandboxMessages, listSandboxMessages, waitForSandbox } from './tools/sandbox.ts';
import { sendBatch } from './tools/send-batch.ts';
import { sendTools } from './tools/send-message.ts';
import { listSchemaSettings, updateSourceTool } from './tools/sources.ts';
import type { ChosenToolsets } from './toolsets.ts';

/** Every tool, in the order in which a client lists them. */
export const allTools: readonly Tool[] = [
  ...sendTools,
  sendBatch,
  judgeMessageTool,
  getProfile,
  getOverview,
  listWorkspaceObjects,
  getWorkspaceObject,
  listConnectedWarehouses,
  listSchemaSettings,
  updateSourceTool,
  getFigures,
  listAudit,
  searchApi,
  callReadingEndpoint,
  waitForSandbox,
  assertSandbox,
  listSandboxMessages,
  countSandboxMessages,
];

/** What a server has to be started with to have a tool that it does not have; empty where there is none of that name. */
export function whereThereIs(name: string): string {
  const found = allTools.find((tool) => tool.name === name);
  if (found === undefined) return '';
  const { toolset, writes } = found;
  const flags = [...(toolset === 'sandbox' ? ['-w sandbox'] : []), ...(writes ? ['--allow-writes'] : [])];
  return ` It is in the toolset ${toolset}${flags.length === 0 ? '' : `, with ${flags.join(' ')}`}: the user decides that when this server is started.`;
}

/** The tools of a server: those that write are absent unless writing was allowed, and a sandbox has tools of its own. */
export function toolsOf(
  chosen: ChosenToolsets,
  { allowWrites, sandbox }: { readonly allowWrites: boolean } & Pick<Settings, 'sandbox'>,
): readonly Tool[] {
  return allTools.filter(({ toolset, writes }) => {
    const mode = chosen.get(toolset);
    return (
      mode !== undefined && (toolset !== 'sandbox' || sandbox) && (!writes || (allowWrites && mode === 'all'))
    );
  });
}
