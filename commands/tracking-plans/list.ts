import type { Command } from 'commander';
import { listOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { protocolsEndpoints } from '../../src/segment/endpoints/protocols.ts';
import { trackingPlanTypes } from '../../src/segment/enums.ts';
import { choiceOption } from '../reading/choice-option.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { planColumns } from './columns.ts';

const examples = `
Examples:
  $ segment tracking-plans list
  $ segment tracking-plans list --type LIVE
  $ segment tracking-plans list --json | jq -r '.[].name'`;

type PlanFlags = ListFlags & { readonly type?: string };

export function register(command: Command, app: App): void {
  command
    .description('List the tracking plans of the workspace.')
    .addOption(choiceOption('--type <type>', 'only plans of this type', trackingPlanTypes))
    .addHelpText('after', examples)
    .action(async (flags: PlanFlags) => {
      const { api } = await openWorkspace(app);
      await printList(app, flags, {
        noun: ['tracking plan', 'tracking plans'],
        columns: planColumns,
        pages: (limit) =>
          listOf(api, protocolsEndpoints.listTrackingPlans, { query: { type: flags.type }, limit }),
      });
    });
  addListOptions(command);
}
