import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { listPlanSources } from '../../src/api/workspace/tracking-plans.ts';
import type { App } from '../../src/app.ts';
import { findPlan } from '../../src/workspace/names/find-plan.ts';
import { allowWriteKeys } from '../../src/workspace/names/source-facts.ts';
import { sourceColumns } from '../reading/columns/sources.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';

const examples = `
Examples:
  $ segment tracking-plans sources "Web store"
  $ segment tracking-plans sources tp_web_store --json | jq -r '.[].slug'
  $ segment tracking-plans sources tp_web_store --fields slug`;

export function register(command: Command, app: App): void {
  command
    .description('List the sources that a tracking plan is connected to.')
    .argument('<plan>', 'its id, slug or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      const { value } = await findPlan(api, said);
      await printList(app, flags, {
        noun: ['source', 'sources'],
        columns: sourceColumns,
        pages: (limit) => listPlanSources(api, stringAt(value, 'id'), limit),
        text(source) {
          allowWriteKeys(app.redactor, source);
          return source.text;
        },
      });
    });
  addListOptions(command);
}
