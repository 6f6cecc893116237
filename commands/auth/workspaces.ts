import type { App } from '../../src/app.ts';
import { credentialKinds, type ShownWorkspace, shownWorkspace } from '../../src/clients/shown-workspace.ts';
import type { CommandEntry } from '../../src/command-tree/lazy-commands.ts';
import { forgetWorkspace, renameWorkspace } from '../../src/store/change-stored.ts';
import { checkWorkspaceName } from '../../src/store/names.ts';
import { usableProjectFile } from '../../src/store/project-file.ts';
import { secretVariables } from '../../src/store/secrets.ts';
import { existing, nameToForget } from '../../src/store/stored-workspaces.ts';
import { forgetWriteKeys } from '../../src/store/write-key-cache.ts';
import { envValue, workingFolder } from '../../src/terminal/io.ts';
import { describedCommand } from '../reading/noun.ts';
import { type ItemColumn, printItems } from '../reading/print-table.ts';
import {
  overridingVariable,
  printOutcome,
  readStored,
  switchWorkspace,
  updateStored,
} from '../stored/stored-workspace.ts';
import { ask, mustAsk } from '../writing/ask.ts';

const ignores = ['--workspace', '--region', '--url'] as const;

/** The commands of `segment auth` for stored workspaces as wholes. */
export const workspaceCommands: readonly CommandEntry[] = [
  describedCommand(
    {
      name: 'list',
      summary: 'list the stored workspaces',
      ignores,
      help: `The workspace “sandbox” is built in and not listed: -w sandbox works without a login.

Examples:
  $ segment auth list
  $ segment auth list --json`,
    },
    (command, app) => command.action(() => listWorkspaces(app)),
  ),
  describedCommand(
    {
      name: 'switch',
      summary: 'make another stored workspace the active one',
      asks: true,
      ignores,
      help: `Examples:
  $ segment auth switch staging
  $ segment auth switch sandbox
  $ segment auth switch  # the other of two workspaces; asks if there are more`,
    },
    (command, app) => {
      const name = 'the name that “segment auth list” shows; if there are two, the default is the other one';
      command.argument('[workspace]', name).action(async (workspace) => {
        const { from, to } = await switchWorkspace(app, await readStored(app), workspace);
        const project = usableProjectFile(workingFolder(app.io), app.io.home);
        const isOther = project?.workspace !== undefined && project.workspace !== to;
        const variable = overridingVariable(app, secretVariables);
        await printOutcome(app, { workspace: to, previous: from ?? null }, [
          from === to
            ? `Workspace ${to} is already the active one.`
            : `Workspace ${to} is the active one now.`,
          isOther
            ? `In this folder ${project.path} names workspace ${project.workspace}, which overrides it.`
            : undefined,
          variable && `${variable} is set and overrides what is stored.`,
        ]);
      });
    },
  ),
  describedCommand(
    {
      name: 'rename',
      summary: 'rename a stored workspace',
      ignores,
      help: `Examples:
  $ segment auth rename default prod
  $ segment auth rename prod acme-prod --json`,
    },
    (command, app) =>
      command
        .argument('<workspace>', 'its current name')
        .argument('<new-name>', 'its new name')
        .action(async (name, newName) => {
          await readStored(app);
          await updateStored(app, (stored) =>
            renameWorkspace(stored, existing(stored, name), { from: name, to: checkWorkspaceName(newName) }),
          );
          const variable = overridingVariable(app, ['SEGMENT_WORKSPACE']);
          const isNamed = variable !== undefined && envValue(app.io.env, variable) === name;
          await printOutcome(app, { workspace: newName, previous: name }, [
            `Workspace ${name} is called ${newName} now.`,
            isNamed ? `${variable} still names ${name}.` : undefined,
          ]);
        }),
  ),
  describedCommand(
    {
      name: 'logout',
      summary: 'remove a workspace and its credentials from this machine',
      ignores: ['--region', '--url'],
      help: `Removes every credential of the workspace from this machine. It does not revoke them: a token
stays valid until you delete it in the Segment app.

Examples:
  $ segment auth logout
  $ segment auth logout staging --yes`,
    },
    (command, app) =>
      command
        .argument('[workspace]', 'the workspace to forget (default: the active one)')
        .option('-y, --yes', 'do not ask')
        .action(async (workspace, { yes }) => {
          const name = nameToForget(await readStored(app), workspace ?? app.globals.workspace);
          const question = `Forget workspace ${name} and its credentials?`;
          await confirmForgetting(app, question, yes === true, `segment auth logout ${name} --yes`);
          const active = await updateStored(app, (stored) => {
            existing(stored, name);
            return forgetWorkspace(stored, name);
          });
          const warning = forgetWriteKeys((await app.store()).folders.cache);
          if (warning !== undefined) app.print.warn(warning);
          const variable = overridingVariable(app, secretVariables);
          await printOutcome(app, { workspace: name, active: active ?? null }, [
            `Workspace ${name} and its credentials are removed from this machine.`,
            active && `The active workspace is ${active}.`,
            variable && `${variable} is still set and active.`,
          ]);
        }),
  ),
];

const columns: readonly ItemColumn<ShownWorkspace>[] = [
  { header: 'name', whole: true, cell: ({ name }) => name },
  { header: 'active', cell: ({ active }) => (active ? 'active' : '') },
  { header: 'region', cell: ({ region }) => region },
  { header: 'sources', cell: ({ sources }) => sources.map(({ name }) => name).join(', ') },
  { header: 'credentials', cell: (workspace) => credentialKinds(workspace).join(', ') },
  { header: 'added', cell: ({ addedAt }) => addedAt },
];

async function listWorkspaces(app: App): Promise<void> {
  const stored = await readStored(app);
  const workspaces = [...stored.workspaces].map((entry) => shownWorkspace(stored, ...entry));
  if (app.globals.json) return app.print.json(workspaces);
  if (workspaces.length === 0)
    return app.print.note('No workspace is stored. Log in with: segment auth login');
  return printItems(app, columns, workspaces);
}

/** Asks `y/N` at a terminal. Throws CancelledError for a no, UsageError where nobody can be asked. */
export async function confirmForgetting(
  app: App,
  question: string,
  yes: boolean,
  command: string,
): Promise<void> {
  const asked = { question, changes: [], hint: command };
  if (mustAsk(app, { yes, dryRun: false }, asked)) await ask(app, asked);
}
