import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import {
  type CredentialState,
  type CredentialStatus,
  readStatus,
  statusError,
  statusFacts,
} from '../../src/clients/credential-status.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import type { Settings } from '../../src/store/settings.ts';
import { renderTable, tableLook } from '../../src/terminal/table.ts';
import { clientDeps } from '../reading/client-deps.ts';
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

const kindWords = {
  write_key: 'write key',
  token: 'token',
  profile_token: 'profile token',
  oauth: 'oauth',
} as const;
const stateWords: Readonly<Record<CredentialState, string>> = {
  works: 'works',
  refused: 'refused',
  unreachable: 'no answer',
  unchecked: 'not checked',
};

async function printStatus(
  { io, print }: App,
  { workspace, region }: Settings,
  found: readonly CredentialStatus[],
): Promise<void> {
  const where = `region ${region.value} (${region.origin.name})`;
  const who =
    workspace === undefined ? 'no workspace' : `workspace ${workspace.value} (${workspace.origin.name})`;
  print.note(`${print.style.symbols.pointer} ${escapeLine(`${who} · ${where}`)}`);
  const columns = [
    { header: 'kind', whole: true },
    { header: 'source' },
    { header: 'region' },
    { header: 'value', whole: true },
    { header: 'active' },
    { header: 'state', whole: true },
    { header: 'from' },
  ];
  const rows = found.map(({ credential: { kind, source, shown, active, location }, state }) => [
    kindWords[kind],
    source ?? '',
    region.value,
    shown,
    active ? 'yes' : '',
    stateWords[state],
    location,
  ]);
  await print.result(renderTable(columns, rows, tableLook(io, print.resultStyle)));
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
