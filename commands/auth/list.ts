import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { mask } from '../../src/redact.ts';
import type { Stored, StoredWorkspace } from '../../src/store/stored.ts';
import { renderTable, tableLook } from '../../src/terminal/table.ts';
import { readStored } from '../stored/stored-workspace.ts';

export function register(command: Command, app: App): void {
  command
    .addHelpText(
      'after',
      `
The workspace “sandbox” is built in and not listed: -w sandbox works without a login.

Examples:
  $ segment auth list
  $ segment auth list --json`,
    )
    .action(async () => {
      const stored = await readStored(app);
      const workspaces = [...stored.workspaces].map(([name, workspace]) => describe(stored, name, workspace));
      if (app.globals.json) return app.print.json(workspaces);
      if (workspaces.length === 0)
        return app.print.note('No workspace is stored. Log in with: segment auth login');
      const columns = [
        { header: 'name', whole: true },
        { header: 'active' },
        { header: 'region' },
        { header: 'sources' },
        { header: 'credentials' },
        { header: 'added' },
      ];
      const rows = workspaces.map((workspace) => [
        workspace.name,
        workspace.active ? 'active' : '',
        workspace.region,
        workspace.sources.map(({ name }) => name).join(', '),
        kindsOf(workspace).join(', '),
        workspace.addedAt,
      ]);
      return app.print.result(renderTable(columns, rows, tableLook(app.io, app.print.resultStyle)));
    });
}

/** A workspace without its secrets. Field names are a contract. */
function describe(stored: Stored, name: string, workspace: StoredWorkspace) {
  const { region, sources, defaultSource, token, profileToken, spaceId, oauth, addedAt } = workspace;
  return {
    name,
    active: stored.activeWorkspace === name,
    region,
    sources: [...sources].map(([alias, source]) => describeSource(alias, source, defaultSource)),
    token: token === undefined ? null : mask(token),
    profileToken: profileToken === undefined ? null : mask(profileToken),
    spaceId: spaceId ?? null,
    oauthClientId: oauth?.clientId ?? null,
    addedAt,
  };
}

/** A source without its key. Field names are a contract. */
export function describeSource(
  name: string,
  {
    writeKey,
    slug,
    id,
    addedAt,
  }: { writeKey: string; slug?: string | undefined; id?: string | undefined; addedAt: string },
  defaultSource: string | undefined,
) {
  return {
    name,
    default: name === defaultSource,
    writeKey: mask(writeKey),
    slug: slug ?? null,
    id: id ?? null,
    addedAt,
  };
}

function kindsOf(workspace: ReturnType<typeof describe>): string[] {
  return [
    ...(workspace.sources.length === 0 ? [] : ['write key']),
    ...(workspace.token === null ? [] : ['token']),
    ...(workspace.profileToken === null ? [] : ['profile token']),
    ...(workspace.oauthClientId === null ? [] : ['oauth']),
  ];
}
