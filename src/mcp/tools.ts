import type { Settings } from '../store/settings.ts';
import type { Tool } from './tool.ts';
import { listConnectedWarehouses } from './tools/list-connected-warehouses.ts';
import { sendBatch } from './tools/send-batch.ts';
import { sendTools } from './tools/send-message.ts';
import type { ChosenToolsets } from './toolsets.ts';

/** Every tool, in the order in which a client lists them. */
export const allTools: readonly Tool[] = [...sendTools, sendBatch, listConnectedWarehouses];

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
