import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { printObject } from '../reading/print-object.ts';
import { findUser } from './find-user.ts';
import { permissionFacts } from './permission-facts.ts';

const examples = `
Examples:
  $ segment users get ann@example.com
  $ segment users get ann@example.com --json`;

export function register(command: Command, app: App): void {
  command
    .description('Show one user and their permissions.')
    .argument('<user>', 'their id, e-mail address or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const user = await findUser(api, said);
      await printObject(app, flags, user, [
        { label: 'id', value: stringAt(user.value, 'id') },
        { label: 'email', value: stringAt(user.value, 'email') },
        { label: 'name', value: stringAt(user.value, 'name') },
        ...permissionFacts(user.value),
      ]);
    });
  addFieldsOption(command);
}
