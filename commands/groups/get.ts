import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { numberFact } from '../reading/numbers.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { printObject } from '../reading/print-object.ts';
import { permissionFacts } from '../users/permission-facts.ts';
import { findGroup } from './find-group.ts';

const examples = `
Examples:
  $ segment groups get Admins
  $ segment groups get Admins --json`;

export function register(command: Command, app: App): void {
  command
    .description('Show one user group and its permissions.')
    .argument('<group>', 'its id or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const group = await findGroup(api, said);
      await printObject(app, flags, group, [
        { label: 'id', value: stringAt(group.value, 'id') },
        { label: 'name', value: stringAt(group.value, 'name') },
        numberFact('members', group.text, 'memberCount'),
        ...permissionFacts(group.value),
      ]);
    });
  addFieldsOption(command);
}
