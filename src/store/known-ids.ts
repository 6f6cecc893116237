import { createHash } from 'node:crypto';
import { createReplyCache, type ReplyCacheOptions } from './reply-cache.ts';

/** Long enough for a script or a person at work. What an id stands for is read again each time. */
const knownForMs = 10 * 60_000;
/** No id is longer. */
const longestId = 255;

/**
 * The ids of things that were looked up by a name, in `<cache>/known-ids`. An entry is named by a hash of the token, which
 * stands for the workspace, the API that was asked, the kind of thing, and the name.
 */
export function createKnownIds(
  cacheFolder: string | undefined,
  { token, apiUrl }: { readonly token: string; readonly apiUrl: string },
  options: Pick<ReplyCacheOptions, 'platform' | 'now' | 'report'>,
) {
  const cache = createReplyCache(cacheFolder, { ...options, name: 'known-ids', maxAgeMs: knownForMs });
  const entryOf = (noun: string, name: string) =>
    createHash('sha256')
      .update(JSON.stringify([token, apiUrl, noun, name]))
      .digest('hex');
  const isId = (text: string) => text !== '' && text.length <= longestId;
  return {
    async get(noun: string, name: string): Promise<string | undefined> {
      const id = (await cache.get(entryOf(noun, name)))?.text ?? '';
      return isId(id) ? id : undefined;
    },
    async set(noun: string, name: string, id: string): Promise<void> {
      if (isId(id)) await cache.set(entryOf(noun, name), id);
    },
    async forget(noun: string, name: string): Promise<void> {
      await cache.remove(entryOf(noun, name));
    },
  };
}
