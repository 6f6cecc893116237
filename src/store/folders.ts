import { isAbsolute, join, resolve } from 'node:path';
import { StateError } from '../errors.ts';

/** Where this program keeps things: absolute paths, none of which need exist yet; undefined where nobody says. */
export interface Folders {
  /** Settings and credentials. */
  readonly config: string | undefined;
  /** Checkpoints, the address of a running sandbox, cached OAuth tokens. */
  readonly state: string | undefined;
  /** What can be fetched again at any time. */
  readonly cache: string | undefined;
  /** What a person sets to say where the home folder is, for messages. */
  readonly homeVariable: 'HOME' | 'USERPROFILE';
}

/** Environment variables; empty means unset. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What decides where the folders are. */
export interface FolderOptions {
  readonly env: Env;
  /** Undefined for a user without a home folder. */
  readonly home: string | undefined;
  readonly platform: NodeJS.Platform;
}

/**
 * The folders of `SEGMENT_CONFIG_DIR` and `SEGMENT_STATE_DIR`, else of the XDG variables (on macOS too), else the
 * platform's habit. A relative XDG path is ignored, as that standard demands, and so is a
 * home that is no absolute path: nothing is ever put beside whatever the working folder happens to be. A relative
 * path in one of our own variables was meant, and starts at the working folder.
 */
export function findFolders({ env, home, platform }: FolderOptions): Folders {
  const windows = platform === 'win32';
  const atHome = (...names: string[]) => {
    const base = absolute(home);
    return base === undefined ? undefined : join(base, ...names);
  };
  const roaming = absolute(env.APPDATA) ?? atHome('AppData', 'Roaming');
  const local = absolute(env.LOCALAPPDATA) ?? atHome('AppData', 'Local');
  const temporary = local === undefined ? undefined : join(local, 'Temp');
  const folder = (own: string | undefined, xdg: string | undefined, habit: string | undefined) => {
    if (own) return fromWorkingFolder(own);
    const base = absolute(xdg) ?? habit;
    return base === undefined ? undefined : join(base, 'segment');
  };
  return {
    config: folder(env.SEGMENT_CONFIG_DIR, env.XDG_CONFIG_HOME, windows ? roaming : atHome('.config')),
    state: folder(env.SEGMENT_STATE_DIR, env.XDG_STATE_HOME, windows ? local : atHome('.local', 'state')),
    cache: folder(undefined, env.XDG_CACHE_HOME, windows ? temporary : atHome('.cache')),
    homeVariable: windows ? 'USERPROFILE' : 'HOME',
  };
}

const folderNames = {
  config: { variable: 'SEGMENT_CONFIG_DIR', holds: 'settings and credentials' },
  state: { variable: 'SEGMENT_STATE_DIR', holds: 'state such as checkpoints' },
} as const;

/**
 * The folder, for what cannot be done without it. Throws StateError where there is none; `way` is what can be done
 * instead of naming one.
 */
export function needFolder(folders: Folders, name: keyof typeof folderNames, way?: string): string {
  const folder = folders[name];
  if (folder !== undefined) return folder;
  const { variable, holds } = folderNames[name];
  const { homeVariable } = folders;
  throw new StateError(
    `There is no folder for ${holds}: neither ${homeVariable} nor ${variable} names one by an absolute path.`,
    {
      code: 'home_unknown',
      hint: [`Set ${homeVariable}, or name a folder: export ${variable}=/path/to/folder`, way]
        .filter((part) => part !== undefined)
        .join('. '),
    },
  );
}

/** Undefined where the path is relative and the working folder is gone. */
function fromWorkingFolder(path: string): string | undefined {
  try {
    return resolve(path);
  } catch {
    return undefined;
  }
}

function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}
