import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import {
  type CredentialStatus,
  readStatus,
  statusError,
  statusFacts,
} from '../../src/clients/credential-status.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import type { Settings } from '../../src/store/settings.ts';
import { kindWords, stateWords } from '../../src/terminal/credential-words.ts';
import { clientDeps } from '../reading/client-deps.ts';
import { type ItemColumn, printItems } from '../reading/print-table.ts';
import { guardEnvironment } from '../stored/stored-workspace.ts';

export function register(command: Command, app: App): void {
  command
    .option('--offline', 'show what is stored and set; make no request')
    .addHelpText(
      'after',
      `
Exits with 4 if no credential is active or an active one was refused, and with 7 if Segment could not be reached.

Examples:
  $ segment auth status
  $ segment auth status --offline
  $ segment auth status -w prod --json`,
    )
    .action(async ({ offline }) => {
      guardEnvironment(app);
      const settings = await app.settings();
      const store = await app.store();
      // The settings have warned of what cannot be read.
      const { stored } = await store.peek();
      const workspace = stored.workspaces.get(settings.workspace?.value ?? '');
      const deps = offline === true ? undefined : clientDeps(app);
      const found = await readStatus(settings, workspace, store.credentialsFile, deps);
      if (app.globals.json) await app.print.json(statusFacts(settings, found));
      else await printStatus(app, settings, found);
      const error = statusError(settings, found);
      if (error !== undefined) throw error;
    });
}

async function printStatus(
  app: App,
  { workspace, region }: Settings,
  found: readonly CredentialStatus[],
): Promise<void> {
  const { io, print } = app;
  const where = `region ${region.value} (${region.origin.name})`;
  const who =
    workspace === undefined ? 'no workspace' : `workspace ${workspace.value} (${workspace.origin.name})`;
  print.note(`${print.style.symbols.pointer} ${escapeLine(`${who} · ${where}`)}`);
  const columns: readonly ItemColumn<CredentialStatus>[] = [
    { header: 'kind', whole: true, cell: ({ credential }) => kindWords[credential.kind] },
    { header: 'source', cell: ({ credential }) => credential.source ?? '' },
    { header: 'region', cell: () => region.value },
    { header: 'value', whole: true, cell: ({ credential }) => credential.shown },
    { header: 'active', cell: ({ credential }) => (credential.active ? 'yes' : '') },
    { header: 'state', whole: true, cell: ({ state }) => stateWords[state] },
    { header: 'from', cell: ({ credential }) => credential.location },
  ];
  await printItems(app, columns, found);
  for (const { name, credential } of found) {
    if (name !== undefined)
      print.verbose(`${kindWords[credential.kind]}: Segment calls it “${escapeLine(name)}”`);
  }
  for (const { error, credential } of found) {
    const { kind, source, location, active } = credential;
    if (error !== undefined && !active)
      print.warn(`${kindWords[kind]} of ${source ?? location}: ${error.message}`);
  }
  if (io.platform === 'win32')
    print.note('File modes protect little on Windows: the folder of your user account does.');
}
