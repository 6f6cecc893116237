import * as z from 'zod/mini';
import { textAt } from '../../api/api-object.ts';
import type { ProfileApi } from '../../api/profiles/client.ts';
import { type ProfileId, profileIdText } from '../../api/profiles/profile-id.ts';
import {
  getLinks,
  getMetadata,
  listEvents,
  listExternalIds,
  listTraits,
  type Trait,
} from '../../api/profiles/routes.ts';
import { problemsOf, readWholeProfile, wholeProfileText } from '../../api/profiles/whole-profile.ts';
import { openProfiles } from '../../clients/open-profiles.ts';
import { maskMembers } from '../../mask-members.ts';
import { readEventSpan } from '../../profiles/event-span.ts';
import { findProfile } from '../../profiles/find-profile.ts';
import { readProfileName } from '../../profiles/profile-name.ts';
import { traitRow } from '../../profiles/trait-row.ts';
import { onlyPage } from '../../workspace/computed-pages.ts';
import { exactValue } from '../exact-value.ts';
import { choice, listOf, text } from '../fields.ts';
import { refuseUnused } from '../refuse-unused.ts';
import { exactItem, listArguments, listResult, usualLimit } from '../rows.ts';
import { defineTool, type ToolResult } from '../tool.ts';

const parts = ['all', 'traits', 'events', 'external_ids', 'links', 'metadata'] as const;

/** What narrows down each part. */
const known: Readonly<Record<(typeof parts)[number], readonly string[]>> = {
  ...{ all: [], external_ids: [], links: [], metadata: [] },
  traits: ['names'],
  events: ['names', 'since'],
};

const input = z.strictObject({
  id: text('type:value: user_id:u1, email:…, anonymous_id:…, group_id:…; without type a user_id.'),
  part: z.optional(choice(parts, 'Default all, with the 10 latest events.')),
  names: z.optional(listOf(z.string(), 50, 'Only the traits or events of these names.')),
  since: z.optional(text('Only events since 2h ago, a date or time; 14 days at most.')),
  ...listArguments,
});

export const getProfile = defineTool({
  name: 'SEGMENT_GET_PROFILE',
  title: 'Look up a profile',
  toolset: 'lookup',
  writes: false,
  description:
    'Look up a user or account by one of its ids, when asked who it is or whether a message came into its profile. Returns traits, events, external ids, links and metadata, or one part as items.',
  input,
  output: z.looseObject({ id: z.string() }),
  async run(deps, args) {
    const { clients } = deps;
    const { part = 'all', names, limit = usualLimit } = args;
    refuseUnused(`part ${part}`, { names, since: args.since }, known[part]);
    const { since } = readEventSpan({ since: args.since }, clients.now());
    const meant = readProfileName({ typed: args.id, named: [], collection: undefined });
    const { api } = await openProfiles(clients, await deps.settings(), undefined);
    const id = await findProfile(api, meant);
    const about = { id: profileIdText(id), collection: id.collection };
    switch (part) {
      case 'all':
        return wholeResult(api, id, about);
      case 'traits':
        return listResult('traits', traitRows(api, id, names, limit), limit, { about });
      case 'events':
        return listResult('events', listEvents(api, id, { since, include: names, limit }), limit, { about });
      case 'external_ids':
        return listResult('external ids', listExternalIds(api, id, { limit }), limit, { about });
      case 'links':
        return listResult('links', onlyPage(await getLinks(api, id)), limit, { about });
      case 'metadata': {
        const metadata = exactItem(await getMetadata(api, id));
        return { value: { ...about, metadata }, summary: 'When the profile was made and changed.' };
      }
    }
  },
});

async function* traitRows(
  api: ProfileApi,
  id: ProfileId,
  include: readonly string[] | undefined,
  limit: number,
) {
  for await (const page of listTraits(api, id, { include, limit }))
    yield { ...page, items: page.items.map((trait) => traitRow(masked(trait))) };
}

/** A row no longer says next to the value that its name is that of a secret. */
function masked({ name, text }: Trait): Trait {
  const member = maskMembers(`{${JSON.stringify(name)}:${text}}`);
  return { name, text: textAt(member, name) ?? text };
}

const latest = 10;

/** Every part; one that could not be read is null and named. */
async function wholeResult(api: ProfileApi, id: ProfileId, about: object): Promise<ToolResult> {
  const whole = await readWholeProfile(api, id, { recentEvents: latest });
  const problems = problemsOf(whole).map(({ name, problem: { code, message } }) => ({
    part: name,
    code,
    message,
  }));
  return {
    value: {
      ...about,
      ...Object(exactValue(wholeProfileText(whole))),
      ...(problems.length > 0 && { problems }),
    },
    summary:
      problems.length === 0
        ? `The profile with its ${latest} latest events.`
        : `The profile, of which ${problems.length} parts could not be read.`,
  };
}
