import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemReason } from '../errors.ts';
import { isMissing } from '../files/small-file.ts';
import { isJsonObject } from '../spec/message.ts';
import { isRegion, type Region } from '../spec/region.ts';
import { createPrivateCache, type PrivateCache, type PrivateCacheOptions } from './private-cache.ts';

/** The write key of a source that was looked up, as it is kept between calls. */
export interface CachedWriteKey {
  readonly writeKey: string;
  /** Where the workspace lives, and the key works. */
  readonly region: Region;
  readonly slug: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Keys are rotated seldom; one that was taken away is refused, and then forgotten anyway. */
export const writeKeyLifeMs = 24 * 3_600_000;

const file = 'write-keys.json';

/** Write keys in `write-keys.json` (0600) of the cache folder, by {@link writeKeyName}. */
export function createWriteKeyCache(
  folder: string | undefined,
  options: Pick<PrivateCacheOptions<CachedWriteKey>, 'platform' | 'now' | 'warn'>,
): PrivateCache<CachedWriteKey> {
  return createPrivateCache({
    ...options,
    folder,
    file,
    field: 'writeKeys',
    what: 'The write key that was looked up',
    isEntry: isCachedWriteKey,
  });
}

/** Names an entry by what decides it: the token, which stands for the workspace, the API that was asked, and the source. */
export function writeKeyName(
  { token, apiUrl }: { readonly token: string; readonly apiUrl: string },
  source: string,
): string {
  const opener = createHash('sha256')
    .update(JSON.stringify([token, apiUrl]))
    .digest('hex');
  return `${opener.slice(0, 32)} ${source}`;
}

/** Forgets every write key that was looked up. Returns a sentence when they are still there. */
export function forgetWriteKeys(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  const path = join(folder, file);
  try {
    rmSync(path, { force: true });
  } catch (error) {
    if (!isMissing(error))
      return `Write keys that were looked up are still in ${path}: it cannot be removed (${systemReason(error)}).`;
  }
  return undefined;
}

function isCachedWriteKey(value: unknown): value is CachedWriteKey {
  if (!isJsonObject(value)) return false;
  const { writeKey, region, slug, expiresAt } = value;
  const isNamed = typeof writeKey === 'string' && typeof slug === 'string';
  return isNamed && isRegion(region) && typeof expiresAt === 'number';
}
