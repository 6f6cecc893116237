import { isJsonObject } from '../spec/message.ts';
import { isVisibleAscii } from '../spec/visible-ascii.ts';
import { createPrivateCache, type PrivateCache, type PrivateCacheOptions } from './private-cache.ts';

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
  options: Pick<PrivateCacheOptions<CachedToken>, 'platform' | 'now' | 'warn'>,
): TokenCache {
  return createPrivateCache({
    ...options,
    folder,
    file: 'oauth-tokens.json',
    field: 'tokens',
    what: 'The OAuth token',
    isEntry: isCachedToken,
  });
}

function isCachedToken(value: unknown): value is CachedToken {
  if (!isJsonObject(value)) return false;
  const { accessToken, renewAt, expiresAt } = value;
  const isToken = typeof accessToken === 'string' && isVisibleAscii(accessToken);
  return isToken && typeof renewAt === 'number' && typeof expiresAt === 'number';
}
