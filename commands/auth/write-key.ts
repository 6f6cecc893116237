import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { checkWriteKey, nameIfWorking } from '../../src/clients/check-credential.ts';
import { shownSources } from '../../src/clients/shown-workspace.ts';
import { UsageError } from '../../src/errors.ts';
import { forgetSource } from '../../src/store/change-stored.ts';
import { checkSourceAlias } from '../../src/store/names.ts';
import { putSource } from '../../src/store/put-credentials.ts';
import { serviceUrls } from '../../src/store/service-urls.ts';
import { findSource, unknownSource } from '../../src/store/source-setting.ts';
import { renderTable, tableLook } from '../../src/terminal/table.ts';
import { defineCommands } from '../lazy-commands.ts';
import { clientDeps } from '../reading/client-deps.ts';
import {
  existing,
  overridingVariable,
  printOutcome,
  updateStored,
  workspaceToChange,
} from '../stored/stored-workspace.ts';
import { readSecret } from './read-secret.ts';
import { confirmForgetting } from './workspaces.ts';

export function register(command: Command, app: App): void {
  defineCommands(
    command,
    [
      {
        name: 'add',
        summary: 'store the write key of a source',
        asks: true,
        load: async () => ({ register: registerAdd }),
      },
      {
        name: 'list',
        summary: 'list the sources whose write keys are stored',
        load: async () => ({ register: registerList }),
      },
      {
        name: 'remove',
        summary: 'remove the stored write key of a source',
        load: async () => ({ register: registerRemove }),
      },
    ],
    app,
  );
}

function registerAdd(command: Command, app: App): void {
  const help = `
The key is read from stdin, or asked for at a terminal. It is stored in the active workspace, or in the one named with -w.

Examples:
  $ segment auth write-key add web < write-key.txt
  $ segment auth write-key add ios --slug acme-ios --default -w prod < write-key.txt`;
  command
    .argument('<source>', 'a name for the source on this machine')
    .option('--slug <slug>', 'its slug in Segment, accepted by --source too')
    .option('--id <id>', 'its id in Segment, accepted by --source too')
    .option('--default', 'use this source if none is named')
    .option('--no-verify', 'store it without checking it with Segment')
    .addHelpText('after', help)
    .action(async (source, { verify, slug, id, default: makeDefault }) => {
      const alias = checkSourceAlias(source);
      const variable = overridingVariable(app, ['SEGMENT_WRITE_KEY']);
      const { name, workspace } = await workspaceToChange(app);
      const { region } = workspace;
      checkRegion(app, name, region);
      const writeKey = await readSecret(app, 'write_key', `segment auth write-key add ${alias}`);
      const cdnUrl = serviceUrls(app.io.env, region).cdn.value;
      const slugThere = verify
        ? nameIfWorking(await checkWriteKey(clientDeps(app), { cdnUrl, region, writeKey }))
        : undefined;
      const isDefault = await updateStored(app, (stored) => {
        const now = existing(stored, name);
        putSource(now, alias, { writeKey, slug: slug ?? slugThere, id }, app.io.now().toISOString());
        if (makeDefault === true) now.defaultSource = alias;
        return now.defaultSource === alias;
      });
      const { credentialsFile: file } = await app.store();
      const result = { workspace: name, source: alias, default: isDefault, verified: verify, file };
      const checked = verify ? 'checked with Segment' : 'unchecked';
      await printOutcome(app, result, [
        `Stored the write key of source ${alias} in workspace ${name} (${region}), ${checked}.`,
        ...(isDefault ? ['It is the default source of the workspace.'] : []),
        ...(variable === undefined
          ? []
          : [`${variable} is set and goes before it, unless --source names it.`]),
      ]);
    });
}

/** A key is stored for the region of its workspace, whatever --region is in this call. */
function checkRegion({ globals }: App, name: string, region: string): void {
  if (globals.region === undefined || globals.region === region) return;
  throw new UsageError(
    `Workspace ${name} is stored for region ${region}: a write key of ${globals.region} does not belong in it.`,
    {
      code: 'region_differs',
      hint: `Store it in a workspace of its own: segment auth login --name ${name}-${globals.region} --region ${globals.region} --with-write-key < file`,
    },
  );
}

function registerList(command: Command, app: App): void {
  const help = `
Examples:
  $ segment auth write-key list
  $ segment auth write-key list -w prod --json`;
  command.addHelpText('after', help).action(async () => {
    const { name, workspace } = await workspaceToChange(app);
    const sources = shownSources(workspace);
    if (app.globals.json) return app.print.json(sources);
    if (sources.length === 0) {
      return app.print.note(
        `Workspace ${name} has no write keys. Store one with: segment auth write-key add <source>`,
      );
    }
    const columns = [
      { header: 'source', whole: true },
      { header: 'default' },
      { header: 'write key', whole: true },
      { header: 'slug' },
      { header: 'id', whole: true },
      { header: 'added' },
    ];
    const rows = sources.map((source) => [
      source.name,
      source.default ? 'default' : '',
      source.writeKey,
      source.slug ?? '',
      source.id ?? '',
      source.addedAt,
    ]);
    return app.print.result(renderTable(columns, rows, tableLook(app.io, app.print.resultStyle)));
  });
}

function registerRemove(command: Command, app: App): void {
  const help = `
Examples:
  $ segment auth write-key remove ios
  $ segment auth write-key remove ios --yes -w prod`;
  command
    .argument('<source>', 'the alias, slug or id of the source')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', help)
    .action(async (source, { yes }) => {
      const { name, workspace } = await workspaceToChange(app);
      const alias = findSource(workspace.sources, source);
      if (alias === undefined) throw unknownSource(source, workspace.sources, name);
      const wasDefault = workspace.defaultSource === alias;
      const question = `Forget the write key of source ${alias} in workspace ${name}?`;
      const way = `segment auth write-key remove ${alias} --yes`;
      await confirmForgetting(app, question, yes === true, way);
      const left = await updateStored(app, (stored) => forgetSource(existing(stored, name), alias));
      const next = left === undefined ? 'There is no default source now.' : `The default source is ${left}.`;
      await printOutcome(app, { workspace: name, source: alias, defaultSource: left ?? null }, [
        `The write key of source ${alias} is gone from workspace ${name}.`,
        ...(wasDefault ? [next] : []),
      ]);
    });
}
