import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { sandboxName } from '../../src/spec/built-in-sandbox.ts';
import { unknownWorkspace } from '../../src/store/settings.ts';
import type { Stored } from '../../src/store/stored.ts';
import { createPrompts } from '../../src/terminal/prompts.ts';
import { notLoggedIn, overridingVariable, updateStored } from './stored-workspace.ts';

/** Makes a workspace the active one. Throws UsageError when the environment overrides it anyway. */
export async function switchWorkspace(
  app: App,
  stored: Stored,
  name: string | undefined,
): Promise<{ readonly from: string | undefined; readonly to: string }> {
  const variable = overridingVariable(app, ['SEGMENT_WORKSPACE']);
  if (variable !== undefined) {
    throw new UsageError(`${variable} is set and overrides the stored choice, so nothing was switched.`, {
      code: 'environment_in_force',
      hint: `unset ${variable}`,
    });
  }
  const to = name ?? (await chooseWorkspace(app, stored));
  if (to !== sandboxName && !stored.workspaces.has(to)) throw unknownWorkspace(to, stored);
  await updateStored(app, (now) => {
    if (to !== sandboxName && !now.workspaces.has(to)) throw unknownWorkspace(to, now);
    now.activeWorkspace = to;
  });
  return { from: stored.activeWorkspace, to };
}

async function chooseWorkspace(app: App, stored: Stored): Promise<string> {
  const names = [...stored.workspaces.keys()];
  const others = names.filter((name) => name !== stored.activeWorkspace);
  const [first] = others;
  if (names.length === 0) throw notLoggedIn();
  if (first === undefined) return names[0] ?? sandboxName;
  if (others.length === 1) return first;
  if (app.mayPrompt) {
    return createPrompts(app.io, app.print).choose({
      message: 'Workspace to use from now on:',
      choices: names.map((name) => ({
        value: name,
        name: `${name} (${stored.workspaces.get(name)?.region ?? 'us'})`,
      })),
      default: stored.activeWorkspace,
    });
  }
  throw new UsageError('Several workspaces are stored and prompts are disabled: name the one to use.', {
    code: 'workspace_missing',
    details: [`known: ${[...names, sandboxName].join(', ')}`],
    hint: `segment auth switch ${first}`,
  });
}
