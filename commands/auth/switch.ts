import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { findProjectFile, type ProjectFile } from '../../src/store/project-file.ts';
import { workingFolder } from '../../src/terminal/io.ts';
import { readStored, tellOutcome, variableInForce } from '../stored/stored-workspace.ts';
import { switchWorkspace } from '../stored/switch-workspace.ts';

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
