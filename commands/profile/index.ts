import { getLinks, getMetadata, listExternalIds, maxLinks } from '../../src/api/profiles/routes.ts';
import { externalIdColumns, linkColumns, metadataFacts } from '../../src/views/profile-columns.ts';
import { readNames } from '../reading/flag-values.ts';
import { describedCommand, noun } from '../reading/noun.ts';
import { addFieldsOption, addListOptions } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { printObject } from '../reading/print-object.ts';
import { addProfileOptions, openProfile } from './profile-options.ts';

export const register = noun([
  { name: 'get', summary: 'show all of a profile on one screen', load: () => import('./get.ts') },
  { name: 'traits', summary: 'list the traits of a user or an account', load: () => import('./traits.ts') },
  { name: 'events', summary: 'list what a user did, newest first', load: () => import('./events.ts') },
  describedCommand(
    {
      name: 'external-ids',
      summary: 'list the external ids of a profile',
      description: 'List the external ids of a profile: user ids, e-mail addresses, devices, custom ids.',
      help: `Examples:
  $ segment profile external-ids user_id:user_1
  $ segment profile external-ids --email ada@example.com --include user_id --fields id
  $ segment profile external-ids --group-id acme --csv`,
    },
    (command, app) => {
      const withOwn = addProfileOptions(command)
        .optionsGroup('Which:')
        .option('--include <types>', 'only ids of these types: user_id,email', readNames);
      addListOptions(withOwn).action(async (named, flags) => {
        const { api, id } = await openProfile(app, named, flags);
        await printList(app, flags, {
          noun: ['external id', 'external ids'],
          columns: externalIdColumns,
          pages: (limit) => listExternalIds(api, id, { include: flags.include, limit }),
        });
      });
    },
  ),
  describedCommand(
    {
      name: 'metadata',
      summary: 'show when a profile was created and last changed',
      description: 'Show when a profile was created and last changed, and by which messages.',
      help: `Examples:
  $ segment profile metadata user_id:user_1
  $ segment profile metadata -u user_1 --fields last_message_id`,
    },
    (command, app) => {
      addFieldsOption(addProfileOptions(command)).action(async (named, flags) => {
        const { api, id } = await openProfile(app, named, flags);
        const metadata = await getMetadata(api, id);
        await printObject(app, flags, metadata, metadataFacts(metadata.value, app.io.now()));
      });
    },
  ),
  describedCommand(
    {
      name: 'links',
      summary: 'list the accounts of a user, or the users of an account',
      help: `Examples:
  $ segment profile links user_id:user_1
  $ segment profile links --group-id acme --json

The API shows ${maxLinks} at most, and has no further pages.`,
    },
    (command, app) => {
      addListOptions(addProfileOptions(command)).action(async (named, flags) => {
        const { api, id } = await openProfile(app, named, flags);
        await printList(app, flags, {
          noun: ['link', 'links'],
          columns: linkColumns,
          async *pages(limit) {
            const items = await getLinks(api, id, { limit });
            yield { items, hasMore: false, total: undefined };
            if (items.length >= maxLinks && limit >= maxLinks)
              app.print.note(`The API shows ${maxLinks} links at most: there may be more.`);
          },
        });
      });
    },
  ),
]);
