import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { sandboxName } from '../../src/spec/built-in-sandbox.ts';
import { needFolder } from '../../src/store/folders.ts';
import { loadedSecrets } from '../../src/store/secrets.ts';
import { unknownWorkspace } from '../../src/store/settings.ts';
import { emptyStored, type Stored } from '../../src/store/stored.ts';
import { existing, notLoggedIn, onlyOther, severalStored } from '../../src/store/stored-workspaces.ts';
import { envValue } from '../../src/terminal/io.ts';
import { createPrompts } from '../../src/terminal/prompts.ts';

/**
 * What is stored. The redactor learns every secret, and the warnings of the store are printed. Throws StateError
 * where there is no folder to store it in.
 */
export async function readStored(app: App): Promise<Stored> {
  const store = await app.store();
  needFolder(store.folders, 'config');
  guardEnvironment(app);
  const stored = await store.read();
  for (const secret of loadedSecrets(stored, app.io.env)) app.redactor.add(secret);
  printWarnings(app, store.takeWarnings());
  return stored;
}

/** Adds the secrets of the environment to the redactor, even when the files cannot be read. */
export function guardEnvironment({ redactor, io }: Pick<App, 'redactor' | 'io'>): void {
  for (const secret of loadedSecrets(emptyStored(), io.env)) redactor.add(secret);
}

/** Changes what is stored, and prints the warnings of the store. */
export async function updateStored<T>(app: App, change: (stored: Stored) => T): Promise<T> {
  const store = await app.store();
  const result = await store.update(change);
  printWarnings(app, store.takeWarnings());
  return result;
}

function printWarnings(app: App, warnings: readonly string[]): void {
  for (const warning of warnings) app.print.warn(warning);
}

/**
 * The stored workspace that a command changes: the one of `-w`, the environment, the project file, or the
 * active one. Throws AuthError when nothing is stored, UsageError for the sandbox, which has nothing to change.
 */
export async function workspaceToChange(app: App) {
  const { workspace } = await app.settings();
  if (workspace === undefined) {
    needFolder((await app.store()).folders, 'config');
    throw notLoggedIn();
  }
  if (workspace.value === sandboxName) {
    throw new UsageError('The workspace “sandbox” is built in: it has one source and nothing to change.', {
      code: 'sandbox_is_built_in',
      hint: 'Name another workspace with -w.',
    });
  }
  const stored = await readStored(app);
  return { name: workspace.value, workspace: existing(stored, workspace.value) };
}

/** The one of these variables that is set, and so overrides what is stored. */
export function overridingVariable(app: App, names: readonly string[]): string | undefined {
  return names.find((name) => envValue(app.io.env, name) !== undefined);
}

/** The outcome and what else there is to know, a line each on stderr, or one object on stdout with `--json` (docs/rules.md#commands). */
export async function printOutcome(
  app: App,
  result: Record<string, unknown>,
  [outcome, ...more]: readonly [string, ...(string | undefined)[]],
): Promise<void> {
  if (app.globals.json) return app.print.json(result);
  app.print.success(outcome);
  for (const line of more) if (line !== undefined) app.print.note(line);
}

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
  const only = onlyOther(stored);
  if (only !== undefined) return only;
  if (!app.mayPrompt) throw severalStored(stored);
  return createPrompts(app.io, app.print).choose({
    message: 'Workspace to use from now on:',
    choices: [...stored.workspaces].map(([value, { region }]) => ({ value, name: `${value} (${region})` })),
    default: stored.activeWorkspace,
  });
}
