import { isVisibleAscii } from '../spec/visible-ascii.ts';
import { createPrivateCache, type PrivateCache, type PrivateCacheParts } from './private-cache.ts';

/** An OAuth access token as it is kept between calls. Times are epoch milliseconds. */
export interface CachedToken {
  readonly accessToken: string;
  /** From here on a new one is asked for: half its life. */
  readonly renewAt: number;
  /** From here on Segment refuses it. */
  readonly expiresAt: number;
}

/** Access tokens by a name that holds no secret, e.g. client id, region and scope. */
export type TokenCache = PrivateCache<CachedToken>;

/** Tokens in `oauth-tokens.json` (0600) of the state folder. */
export function createTokenCache(
  folder: string | undefined,
  parts: Pick<PrivateCacheParts<CachedToken>, 'platform' | 'now' | 'warn'>,
): TokenCache {
  return createPrivateCache({
    ...parts,
    folder,
    file: 'oauth-tokens.json',
    field: 'tokens',
    what: 'The OAuth token',
    isEntry: isCachedToken,
  });
}

function isCachedToken(value: unknown): value is CachedToken {
  if (typeof value !== 'object' || value === null) return false;
  const token: Partial<Record<keyof CachedToken, unknown>> = value;
  return (
    typeof token.accessToken === 'string' &&
    isVisibleAscii(token.accessToken) &&
    typeof token.renewAt === 'number' &&
    typeof token.expiresAt === 'number'
  );
}
