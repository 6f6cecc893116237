import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { checkWriteKey, nameIfWorking } from '../../src/clients/check-credential.ts';
import { shownSources } from '../../src/clients/shown-workspace.ts';
import { forgetSource } from '../../src/store/change-stored.ts';
import { checkSourceAlias } from '../../src/store/names.ts';
import { putSource } from '../../src/store/put-credentials.ts';
import { serviceUrls } from '../../src/store/service-urls.ts';
import { findSource, unknownSource } from '../../src/store/source-setting.ts';
import { checkRegion, existing } from '../../src/store/stored-workspaces.ts';
import type { FlagsOf } from '../options.ts';
import { clientDeps } from '../reading/client-deps.ts';
import { describedCommand, noun } from '../reading/noun.ts';
import { type ItemColumn, printItems } from '../reading/print-table.ts';
import {
  overridingVariable,
  printOutcome,
  updateStored,
  workspaceToChange,
} from '../stored/stored-workspace.ts';
import { readSecret } from './read-secret.ts';
import { confirmForgetting } from './workspaces.ts';

export const register = noun([
  describedCommand(
    {
      name: 'add',
      summary: 'store the write key of a source',
      asks: true,
      help: `The key is read from stdin, or asked for at a terminal. It is stored in the active workspace, or in the one named with -w.

Examples:
  $ segment auth write-key add web < write-key.txt
  $ segment auth write-key add ios --slug acme-ios --default -w prod < write-key.txt`,
    },
    (command, app) =>
      addAddOptions(command).action((source, flags) => addKey(app, checkSourceAlias(source), flags)),
  ),
  describedCommand(
    {
      name: 'list',
      summary: 'list the sources whose write keys are stored',
      help: `Examples:
  $ segment auth write-key list
  $ segment auth write-key list -w prod --json`,
    },
    (command, app) => command.action(() => listKeys(app)),
  ),
  describedCommand(
    {
      name: 'remove',
      summary: 'remove the stored write key of a source',
      help: `Examples:
  $ segment auth write-key remove ios
  $ segment auth write-key remove ios --yes -w prod`,
    },
    (command, app) =>
      command
        .argument('<source>', 'the alias, slug or id of the source')
        .option('-y, --yes', 'do not ask')
        .action((source, { yes }) => removeKey(app, source, yes === true)),
  ),
]);

function addAddOptions(command: Command) {
  return command
    .argument('<source>', 'a name for the source on this machine')
    .option('--slug <slug>', 'its slug in Segment, accepted by --source too')
    .option('--id <id>', 'its id in Segment, accepted by --source too')
    .option('--default', 'use this source if none is named')
    .option('--no-verify', 'store it without checking it with Segment');
}

async function addKey(
  app: App,
  alias: string,
  { verify, slug, id, default: makeDefault }: FlagsOf<typeof addAddOptions>,
): Promise<void> {
  const variable = overridingVariable(app, ['SEGMENT_WRITE_KEY']);
  const { name, workspace } = await workspaceToChange(app);
  const { region } = workspace;
  checkRegion(name, region, app.globals.region);
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
  const checked = verify ? 'checked with Segment' : 'unchecked';
  await printOutcome(app, { workspace: name, source: alias, default: isDefault, verified: verify, file }, [
    `Stored the write key of source ${alias} in workspace ${name} (${region}), ${checked}.`,
    isDefault ? 'It is the default source of the workspace.' : undefined,
    variable && `${variable} is set and overrides it, unless --source names it.`,
  ]);
}

const columns: readonly ItemColumn<ReturnType<typeof shownSources>[number]>[] = [
  { header: 'source', whole: true, cell: ({ name }) => name },
  { header: 'default', cell: (source) => (source.default ? 'default' : '') },
  { header: 'write key', whole: true, cell: ({ writeKey }) => writeKey },
  { header: 'slug', cell: ({ slug }) => slug ?? '' },
  { header: 'id', whole: true, cell: ({ id }) => id ?? '' },
  { header: 'added', cell: ({ addedAt }) => addedAt },
];

async function listKeys(app: App): Promise<void> {
  const { name, workspace } = await workspaceToChange(app);
  const sources = shownSources(workspace);
  if (app.globals.json) return app.print.json(sources);
  if (sources.length > 0) return printItems(app, columns, sources);
  app.print.note(`Workspace ${name} has no write keys. Store one with: segment auth write-key add <source>`);
}

async function removeKey(app: App, source: string, yes: boolean): Promise<void> {
  const { name, workspace } = await workspaceToChange(app);
  const alias = findSource(workspace.sources, source);
  if (alias === undefined) throw unknownSource(source, workspace.sources, name);
  const wasDefault = workspace.defaultSource === alias;
  const question = `Forget the write key of source ${alias} in workspace ${name}?`;
  await confirmForgetting(app, question, yes, `segment auth write-key remove ${alias} --yes`);
  const left = await updateStored(app, (stored) => forgetSource(existing(stored, name), alias));
  const next = left === undefined ? 'There is no default source now.' : `The default source is ${left}.`;
  await printOutcome(app, { workspace: name, source: alias, defaultSource: left ?? null }, [
    `The write key of source ${alias} is gone from workspace ${name}.`,
    wasDefault ? next : undefined,
  ]);
}
