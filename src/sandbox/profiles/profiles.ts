import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Journal } from '../journal/journal.ts';
import { createProfileApi, type ProfileApi } from './api.ts';
import { profileControlRoutes } from './control.ts';
import { createRules, type IdentityOptions } from './rules.ts';
import { createSpaces } from './spaces.ts';

export interface ProfileOptions {
  /** The tokens that open the Profile API; absent: any. */
  readonly tokens?: readonly string[] | undefined;
  /** Requests a second for each space, 100 at Segment; no limit without. */
  readonly rateLimit?: number | undefined;
  /** False answers the delete route as a space does that is not in its beta. */
  readonly deleteIdentifiers?: boolean | undefined;
  readonly identity?: IdentityOptions | undefined;
}

/** Everything the sandbox has for profiles. */
export interface Profiles {
  /** Answers everything under `/v1/spaces/` and `/v1/namespaces/`. */
  readonly api: ProfileApi;
  /** `/profiles`, to be mounted with the other control routes. */
  readonly control: Hono<{ Bindings: HttpBindings }>;
  /** Stops following the journal. */
  close(): void;
}

export interface ProfileParts extends ProfileOptions {
  readonly journal: Journal;
  readonly now: () => Date;
}

/** Follows a journal and answers for the profiles in it. */
export function createProfiles({
  journal,
  now,
  tokens,
  rateLimit,
  deleteIdentifiers,
  identity,
}: ProfileParts): Profiles {
  const rules = createRules(identity);
  const spaces = createSpaces({ journal, rules });
  return {
    api: createProfileApi({
      spaces,
      rules,
      now,
      tokens,
      rateLimit,
      deleteIdentifiers: deleteIdentifiers ?? true,
    }),
    control: profileControlRoutes({ journal, spaces }),
    close: spaces.close,
  };
}
