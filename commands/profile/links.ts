import type { Command } from 'commander';
import type { ApiObject } from '../../src/api/api-object.ts';
import type { ProfilePage } from '../../src/api/profiles/client.ts';
import { getLinks, maxLinks } from '../../src/api/profiles/routes.ts';
import type { App } from '../../src/app.ts';
import { openProfiles } from '../reading/open-profiles.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { linkColumns } from './columns.ts';
import { addProfileOptions, type ProfileFlags, readProfileTarget } from './profile-options.ts';

const examples = `
Examples:
  $ segment profile links user_id:user_1
  $ segment profile links --group-id acme --json

The API shows ${maxLinks} at most, and has no further pages.`;

export function register(command: Command, app: App): void {
  command
    .description('List the accounts of a user, or the users of an account.')
    .addHelpText('after', examples)
    .action(async (said: string | undefined, flags: ListFlags & ProfileFlags) => {
      const id = readProfileTarget(app, said, flags);
      const { api } = await openProfiles(app, flags.space);
      const page = async function* (limit: number): AsyncGenerator<ProfilePage<ApiObject>> {
        const items = await getLinks(api, id, { limit });
        yield { items, hasMore: false, total: undefined };
        if (items.length >= maxLinks && limit >= maxLinks)
          app.print.note(`The API shows ${maxLinks} links at most: there may be more.`);
      };
      await printList(app, flags, { noun: ['link', 'links'], columns: linkColumns, pages: page });
    });
  addListOptions(addProfileOptions(command));
}
