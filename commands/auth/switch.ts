import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { sandboxName } from '../../src/spec/built-in-sandbox.ts';
import { unknownWorkspace } from '../../src/store/context.ts';
import { findProjectFile, type ProjectFile } from '../../src/store/project-file.ts';
import type { Stored } from '../../src/store/stored.ts';
import { workingFolder } from '../../src/terminal/io.ts';
import { createPrompts } from '../../src/terminal/prompts.ts';
import { notLoggedIn, readStored, tellOutcome, updateStored, variableInForce } from './stored-workspace.ts';

export function register(command: Command, app: App): void {
  command
    .argument(
      '[workspace]',
      'the name that “segment auth list” shows; if there are two, the default is the other one',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ segment auth switch staging
  $ segment auth switch sandbox
  $ segment auth switch  # the other of two workspaces; asks if there are more`,
    )
    .action(async (name: string | undefined) => {
      const stored = await readStored(app);
      const { from, to } = await switchWorkspace(app, stored, name);
      await tellOutcome(app, { workspace: to, previous: from ?? null }, [
        from === to ? `Workspace ${to} is already the active one.` : `Workspace ${to} is the active one now.`,
        ...notes(app, to),
      ]);
    });
}

/** Makes a workspace the active one. Throws UsageError when the environment would go before it anyway. */
export async function switchWorkspace(
  app: App,
  stored: Stored,
  name: string | undefined,
): Promise<{ readonly from: string | undefined; readonly to: string }> {
  const variable = variableInForce(app, ['SEGMENT_WORKSPACE']);
  if (variable !== undefined) {
    throw new UsageError(`${variable} is set and goes before the stored choice, so nothing was switched.`, {
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
  throw new UsageError('Which workspace? There are several, and no question may be asked.', {
    code: 'workspace_missing',
    details: [`known: ${[...names, sandboxName].join(', ')}`],
    hint: `segment auth switch ${first}`,
  });
}

/** The switch is made: a project file that cannot be used is told of by the command that needs it. */
function projectHere({ io }: App): ProjectFile | undefined {
  const cwd = workingFolder(io);
  try {
    return cwd === undefined ? undefined : findProjectFile(cwd, io.home);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

function notes(app: App, to: string): string[] {
  const project = projectHere(app);
  const variables = [
    'SEGMENT_WRITE_KEY',
    'SEGMENT_TOKEN',
    'PUBLIC_API_TOKEN',
    'SEGMENT_API_TOKEN',
    'SEGMENT_PROFILE_TOKEN',
  ];
  const variable = variableInForce(app, variables);
  return [
    ...(project?.workspace === undefined || project.workspace === to
      ? []
      : [`In this folder ${project.path} names workspace ${project.workspace}, which goes before it.`]),
    ...(variable === undefined ? [] : [`${variable} is set and goes before what is stored.`]),
  ];
}
