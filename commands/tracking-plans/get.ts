import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { relativeTime } from '../../src/terminal/relative-time.ts';
import { findPlan } from '../../src/workspace/names/find-plan.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { type Fact, printObject } from '../reading/print-object.ts';

const examples = `
Examples:
  $ segment tracking-plans get "Web store"
  $ segment tracking-plans get tp_web_store --json`;

export function register(command: Command, app: App): void {
  command
    .description('Show one tracking plan, without its rules.')
    .argument('<plan>', 'its id, slug or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const plan = await findPlan(api, said);
      const now = app.io.now();
      const text = (field: string): Fact => ({ label: field, value: stringAt(plan.value, field) });
      const time = (label: string, field: string): Fact => {
        const value = stringAt(plan.value, field);
        return { label, value, shown: relativeTime(value, now) };
      };
      await printObject(app, flags, plan, [
        ...['id', 'slug', 'name', 'type', 'description'].map(text),
        time('created', 'createdAt'),
        time('updated', 'updatedAt'),
      ]);
    });
  addFieldsOption(command);
}
