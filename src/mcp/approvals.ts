import { UsageError } from '../errors.ts';
import { keepNewest } from './keep-newest.ts';

/** Sends and changes that were shown and wait to be asked for again. They live as long as the server. */
export interface Approvals {
  /** Remembers what was shown, and returns the token that asks for it. */
  request(shown: string): Approval;
  /** Takes the token, which is good once, in time and for the very same thing. Throws UsageError for any other. */
  take(token: string, wanted: string): void;
}

export interface Approval {
  readonly confirm: string;
  readonly expiresAt: string;
}

interface Pending {
  readonly shown: string;
  readonly expires: number;
}

const lifeMs = 10 * 60_000;
/** The oldest is forgotten: nobody looks at a hundred previews. */
const most = 100;

export function createApprovals(deps: {
  readonly now: () => Date;
  readonly freshId: () => string;
}): Approvals {
  const pending = new Map<string, Pending>();
  return {
    request(shown) {
      const expires = deps.now().getTime() + lifeMs;
      const confirm = deps.freshId();
      keepNewest(pending, confirm, { shown, expires }, most);
      return { confirm, expiresAt: new Date(expires).toISOString() };
    },
    take(token, wanted) {
      const found = pending.get(token);
      if (found === undefined) throw notConfirmed('is not known: it was used, or another server gave it');
      pending.delete(token);
      if (found.expires < deps.now().getTime()) throw notConfirmed('has expired');
      if (found.shown !== wanted)
        throw notConfirmed('belongs to a call with other arguments or another target');
    },
  };
}

function notConfirmed(why: string): UsageError {
  return new UsageError(`Nothing was done: the confirm token ${why}.`, {
    code: 'confirm_invalid',
    hint: 'Make the call without confirm, look at the preview, and bring back its token with the same arguments.',
  });
}
