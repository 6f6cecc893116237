import type { Folders } from '../../src/store/folders.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyStored, type Stored } from '../../src/store/stored.ts';
import type { CachedToken } from '../../src/store/token-cache.ts';

/** A store that forgets everything with the process: the twin of the one in files. */
export function createMemoryStore(initial: Stored = emptyStored(), folders: Partial<Folders> = {}): Store {
  let stored = structuredClone(initial);
  const tokens = new Map<string, CachedToken>();
  return {
    folders: {
      config: '/memory/config',
      state: '/memory/state',
      cache: '/memory/cache',
      homeVariable: 'HOME',
      ...folders,
    },
    credentialsFile: '/memory/config/credentials.json',
    read: async () => structuredClone(stored),
    peek: async () => ({ stored: structuredClone(stored), problem: undefined }),
    settings: async () => ({ ...stored.settings }),
    async update(change) {
      // A copy, so that a change that throws half-way alters nothing.
      const draft = structuredClone(stored);
      const result = change(draft);
      stored = draft;
      return result;
    },
    tokens: {
      get: async (name) => tokens.get(name),
      async set(name, token) {
        if (token === undefined) tokens.delete(name);
        else tokens.set(name, token);
      },
    },
    takeWarnings: () => [],
  };
}
