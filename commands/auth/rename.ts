import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { checkWorkspaceName } from '../../src/store/names.ts';
import type { Stored } from '../../src/store/stored.ts';
import { envValue } from '../../src/terminal/io.ts';
import {
  existing,
  readStored,
  tellOutcome,
  updateStored,
  variableInForce,
} from '../stored/stored-workspace.ts';

export function register(command: Command, app: App): void {
  command
    .argument('<workspace>', 'its current name')
    .argument('<new-name>', 'its new name')
    .addHelpText(
      'after',
      `
Examples:
  $ segment auth rename default prod
  $ segment auth rename prod acme-prod --json`,
    )
    .action(async (name: string, newName: string) => {
      await readStored(app);
      await updateStored(app, (stored) => renameWorkspace(stored, name, checkWorkspaceName(newName)));
      const variable = variableInForce(app, ['SEGMENT_WORKSPACE']);
      await tellOutcome(app, { workspace: newName, previous: name }, [
        `Workspace ${name} is called ${newName} now.`,
        ...(variable !== undefined && envValue(app.io.env, variable) === name
          ? [`${variable} still says ${name}.`]
          : []),
      ]);
    });
}

function renameWorkspace(stored: Stored, name: string, newName: string): void {
  const workspace = existing(stored, name);
  if (name === newName) return;
  if (stored.workspaces.has(newName)) {
    throw new UsageError(`There already is a workspace “${newName}”.`, {
      code: 'name_taken',
      hint: `Choose another name, or forget that one: segment auth logout ${newName}`,
    });
  }
  stored.workspaces.delete(name);
  stored.workspaces.set(newName, workspace);
  if (stored.activeWorkspace === name) stored.activeWorkspace = newName;
}
