import { isAbsolute, join, resolve } from 'node:path';

/** Where this program keeps things: absolute paths, none of which need exist yet. */
export interface Folders {
  /** Settings and credentials. */
  readonly config: string;
  /** Checkpoints, the address of a running sandbox, cached OAuth tokens. */
  readonly state: string;
  /** What can be fetched again at any time. */
  readonly cache: string;
}

/** Environment variables; empty means unset. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * The folders of conventions §9: `SEGMENT_CONFIG_DIR` and `SEGMENT_STATE_DIR`, then the XDG variables
 * (on macOS too), then the platform's habit. A relative XDG path is ignored, as that standard demands.
 */
export function findFolders(parts: {
  readonly env: Env;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}): Folders {
  const { env, home } = parts;
  const windows = parts.platform === 'win32';
  const roaming = absolute(env.APPDATA) ?? join(home, 'AppData', 'Roaming');
  const local = absolute(env.LOCALAPPDATA) ?? join(home, 'AppData', 'Local');
  const folder = (own: string | undefined, xdg: string | undefined, habit: string) =>
    own ? resolve(own) : join(absolute(xdg) ?? habit, 'segment');
  return {
    config: folder(env.SEGMENT_CONFIG_DIR, env.XDG_CONFIG_HOME, windows ? roaming : join(home, '.config')),
    state: folder(env.SEGMENT_STATE_DIR, env.XDG_STATE_HOME, windows ? local : join(home, '.local', 'state')),
    cache: folder(undefined, env.XDG_CACHE_HOME, windows ? join(local, 'Temp') : join(home, '.cache')),
  };
}

function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}
