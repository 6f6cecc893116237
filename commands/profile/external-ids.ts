import type { Command } from 'commander';
import { listExternalIds } from '../../src/api/profiles/routes.ts';
import type { App } from '../../src/app.ts';
import { openProfiles } from '../reading/open-profiles.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { readNames } from '../reading/read-names.ts';
import { externalIdColumns } from './columns.ts';
import { addProfileOptions, type ProfileFlags, readProfileTarget } from './profile-options.ts';

const examples = `
Examples:
  $ segment profile external-ids user_id:user_1
  $ segment profile external-ids --email ada@example.com --include user_id --fields id
  $ segment profile external-ids --group-id acme --csv`;

interface ExternalIdsFlags extends ListFlags, ProfileFlags {
  readonly include?: readonly string[];
}

export function register(command: Command, app: App): void {
  command
    .description('List the external ids of a profile: user ids, e-mail addresses, devices, custom ids.')
    .addHelpText('after', examples)
    .action(async (said: string | undefined, flags: ExternalIdsFlags) => {
      const id = readProfileTarget(app, said, flags);
      const { api } = await openProfiles(app, flags.space);
      await printList(app, flags, {
        noun: ['external id', 'external ids'],
        columns: externalIdColumns,
        pages: (limit) => listExternalIds(api, id, { include: flags.include, limit }),
      });
    });
  addProfileOptions(command)
    .optionsGroup('Which:')
    .option('--include <types>', 'only ids of these types: user_id,email', readNames);
  addListOptions(command);
}
