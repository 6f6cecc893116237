import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { findSpace } from '../../src/workspace/names/find-space.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { printObject } from '../reading/print-object.ts';
import { spaceColumns } from './columns.ts';

const examples = `
Examples:
  $ segment spaces get sandbox
  $ segment spaces get sandbox --fields id`;

export function register(command: Command, app: App): void {
  command
    .description('Show one space.')
    .argument('<space>', 'its id, slug or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const space = await findSpace(api, said);
      const facts = spaceColumns.map(({ header, cell }) => ({
        label: header,
        value: cell(space.value, space.text),
      }));
      await printObject(app, flags, space, facts);
    });
  addFieldsOption(command);
}
