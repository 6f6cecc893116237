import type { Command } from 'commander';
import type { App } from '../../../src/app.ts';
import { checkWriteKey, nameIfWorking } from '../../../src/clients/check-credential.ts';
import { UsageError } from '../../../src/errors.ts';
import { checkSourceAlias } from '../../../src/store/names.ts';
import { putSource } from '../../../src/store/put-credentials.ts';
import { serviceUrls } from '../../../src/store/service-urls.ts';
import { clientWorld } from '../../reading/client-world.ts';
import {
  existing,
  tellOutcome,
  updateStored,
  variableInForce,
  workspaceToChange,
} from '../../stored/stored-workspace.ts';
import { readSecret } from '../read-secret.ts';

interface AddFlags {
  readonly slug?: string;
  readonly id?: string;
  readonly default?: boolean;
  readonly verify?: boolean;
}

export function register(command: Command, app: App): void {
  command
    .argument('<source>', 'a name for the source on this machine')
    .option('--slug <slug>', 'its slug in Segment, accepted by --source too')
    .option('--id <id>', 'its id in Segment, accepted by --source too')
    .option('--default', 'use this source if none is named')
    .option('--no-verify', 'store it without checking it with Segment')
    .addHelpText(
      'after',
      `
The key is read from stdin, or asked for at a terminal. It is stored in the active workspace, or in the one named with -w.

Examples:
  $ segment auth write-key add web < write-key.txt
  $ segment auth write-key add ios --slug acme-ios --default -w prod < write-key.txt`,
    )
    .action(async (name: string, flags: AddFlags) => {
      const alias = checkSourceAlias(name);
      const variable = variableInForce(app, ['SEGMENT_WRITE_KEY']);
      const { name: workspaceName, workspace } = await workspaceToChange(app);
      const { region } = workspace;
      checkRegion(app, workspaceName, region);
      const writeKey = await readSecret(app, 'write_key', `segment auth write-key add ${alias}`);
      const slug = flags.verify === false ? undefined : await verifiedSlug(app, region, writeKey);
      const isDefault = await updateStored(app, (stored) => {
        const now = existing(stored, workspaceName);
        putSource(
          now,
          alias,
          { writeKey, slug: flags.slug ?? slug, id: flags.id },
          app.io.now().toISOString(),
        );
        if (flags.default === true) now.defaultSource = alias;
        return now.defaultSource === alias;
      });
      const { credentialsFile } = await app.store();
      const result = {
        workspace: workspaceName,
        source: alias,
        default: isDefault,
        verified: flags.verify !== false,
        file: credentialsFile,
      };
      const checked = flags.verify === false ? 'unchecked' : 'checked with Segment';
      await tellOutcome(app, result, [
        `Stored the write key of source ${alias} in workspace ${workspaceName} (${region}), ${checked}.`,
        ...(isDefault ? [`It is the default source of the workspace.`] : []),
        ...(variable === undefined
          ? []
          : [`${variable} is set and goes before it, unless --source names it.`]),
      ]);
    });
}

async function verifiedSlug(app: App, region: 'us' | 'eu', writeKey: string): Promise<string | undefined> {
  const cdnUrl = serviceUrls(app.io.env, region).cdn.value;
  return nameIfWorking(await checkWriteKey(clientWorld(app), { cdnUrl, region, writeKey }));
}

/** A key is stored for the region of its workspace, whatever a flag says for this call. */
function checkRegion(app: App, name: string, region: string): void {
  if (app.globals.region === undefined || app.globals.region === region) return;
  throw new UsageError(
    `Workspace ${name} is stored for region ${region}: a write key of ${app.globals.region} does not belong in it.`,
    {
      code: 'region_differs',
      hint: `Store it in a workspace of its own: segment auth login --name ${name}-${app.globals.region} --region ${app.globals.region} --with-write-key < file`,
    },
  );
}
