import { join } from 'node:path';
import { preparePrivateFolder, readPrivateFile } from './private-file.ts';

/** An OAuth access token as it is kept between calls. Times are epoch milliseconds. */
export interface CachedToken {
  readonly accessToken: string;
  /** From here on a new one is asked for: half its life. */
  readonly renewAt: number;
  /** From here on Segment refuses it. */
  readonly expiresAt: number;
}

/** Access tokens by a name that holds no secret, e.g. client id, region and scope. */
export interface TokenCache {
  /** The token, or undefined when there is none that still works. */
  get(name: string): Promise<CachedToken | undefined>;
  /** Keeps a token, or forgets it when given undefined. A cache that cannot be written is a warning, not a failure. */
  set(name: string, token: CachedToken | undefined): Promise<void>;
}

/** Tokens in `oauth-tokens.json` (0600) of the state folder. A damaged cache is an empty one: all of it can be fetched again. */
export function createTokenCache(
  folder: string,
  parts: {
    readonly platform: NodeJS.Platform;
    readonly now: () => Date;
    readonly warn: (warning: string | undefined) => void;
  },
): TokenCache {
  const { platform, now, warn } = parts;
  const path = join(folder, 'oauth-tokens.json');

  const read = (): Map<string, CachedToken> => {
    try {
      const file = readPrivateFile(path, platform);
      warn(file?.warning);
      return parseTokens(file?.text ?? '', now().getTime());
    } catch (error) {
      warn(error instanceof Error ? error.message : String(error));
      return new Map();
    }
  };

  return {
    async get(name) {
      return read().get(name);
    },
    async set(name, token) {
      try {
        warn(preparePrivateFolder(folder, platform));
        const [{ withLock }, { writeJson }] = await Promise.all([
          import('./lock.ts'),
          import('./write-json.ts'),
        ]);
        await withLock(folder, () => {
          const tokens = read();
          if (token === undefined) tokens.delete(name);
          else tokens.set(name, token);
          return writeJson(path, { tokens: Object.fromEntries(tokens) });
        });
      } catch (error) {
        warn(`The OAuth token could not be kept: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

function parseTokens(text: string, now: number): Map<string, CachedToken> {
  const tokens = new Map<string, CachedToken>();
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return tokens;
  }
  const listed = typeof file === 'object' && file !== null && 'tokens' in file ? file.tokens : undefined;
  if (typeof listed !== 'object' || listed === null) return tokens;
  for (const [name, token] of Object.entries(listed)) {
    if (isCachedToken(token) && token.expiresAt > now) tokens.set(name, token);
  }
  return tokens;
}

function isCachedToken(value: unknown): value is CachedToken {
  if (typeof value !== 'object' || value === null) return false;
  const token: Partial<Record<keyof CachedToken, unknown>> = value;
  return (
    typeof token.accessToken === 'string' &&
    typeof token.renewAt === 'number' &&
    typeof token.expiresAt === 'number'
  );
}
