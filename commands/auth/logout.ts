import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { CancelledError, UsageError } from '../../src/errors.ts';
import { sandboxName } from '../../src/spec/built-in-sandbox.ts';
import { secretVariables } from '../../src/store/secrets.ts';
import { unknownWorkspace } from '../../src/store/settings.ts';
import type { Stored } from '../../src/store/stored.ts';
import { forgetWriteKeys } from '../../src/store/write-key-cache.ts';
import { createPrompts } from '../../src/terminal/prompts.ts';
import {
  existing,
  notLoggedIn,
  readStored,
  tellOutcome,
  updateStored,
  variableInForce,
} from '../stored/stored-workspace.ts';

export function register(command: Command, app: App): void {
  command
    .argument('[workspace]', 'the workspace to forget (default: the active one)')
    .option('-y, --yes', 'do not ask')
    .addHelpText(
      'after',
      `
Removes every credential of the workspace from this machine. It does not revoke them: a token
stays valid until you delete it in the Segment app.

Examples:
  $ segment auth logout
  $ segment auth logout staging --yes`,
    )
    .action(async (name: string | undefined, flags: { readonly yes?: boolean }) => {
      const stored = await readStored(app);
      const target = nameOf(app, stored, name);
      await confirmed(
        app,
        `Forget workspace ${target} and its credentials?`,
        flags.yes === true,
        `segment auth logout ${target} --yes`,
      );
      const active = await updateStored(app, (now) => forget(now, target));
      const left = forgetWriteKeys((await app.store()).folders.cache);
      if (left !== undefined) app.print.warn(left);
      const variable = variableInForce(app, secretVariables);
      await tellOutcome(app, { workspace: target, active: active ?? null }, [
        `Workspace ${target} and its credentials are removed from this machine.`,
        ...(active === undefined ? [] : [`The active workspace is ${active}.`]),
        ...(variable === undefined ? [] : [`${variable} is still set and active.`]),
      ]);
    });
}

/** Asks `y/N` at a terminal. Throws CancelledError for a no, UsageError where no question may be asked. */
export async function confirmed(app: App, question: string, yes: boolean, command: string): Promise<void> {
  if (yes) return;
  if (!app.mayPrompt) {
    throw new UsageError(`${question} Prompts are disabled, so --yes is needed.`, {
      code: 'confirmation_missing',
      hint: command,
    });
  }
  if (!(await createPrompts(app.io, app.print).confirm({ message: question }))) {
    throw new CancelledError('Nothing was changed.');
  }
}

function nameOf(app: App, stored: Stored, said: string | undefined): string {
  const name = said ?? app.globals.workspace ?? stored.activeWorkspace;
  if (name === sandboxName) {
    throw new UsageError('The workspace “sandbox” is built in: there is nothing to forget.', {
      code: 'sandbox_is_built_in',
    });
  }
  if (name === undefined) throw notLoggedIn();
  if (!stored.workspaces.has(name)) throw unknownWorkspace(name, stored);
  return name;
}

/** Returns the workspace that is active afterwards: the last one that is left needs no switching to. */
function forget(stored: Stored, name: string): string | undefined {
  existing(stored, name);
  stored.workspaces.delete(name);
  if (stored.activeWorkspace === name) {
    const [first, ...others] = stored.workspaces.keys();
    stored.activeWorkspace = others.length === 0 ? first : undefined;
  }
  return stored.activeWorkspace;
}
