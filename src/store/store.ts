import { join } from 'node:path';
import { CliError } from '../errors.ts';
import { type FolderOptions, type Folders, findFolders, needFolder } from './folders.ts';
import {
  isLink,
  preparePrivateFolder,
  readPrivateFile,
  setAside,
  settingsLinkRefused,
} from './private-file.ts';
import { emptyStored, type Stored, type StoredSettings } from './stored.ts';
import { DamagedFile, parseConfig, parseCredentials, type StoredFiles, toFiles } from './stored-files.ts';
import { createTokenCache, type TokenCache } from './token-cache.ts';

/** Settings and credentials of this machine. */
export interface Store {
  readonly folders: Folders;
  /** The file that holds the secrets, for messages. */
  readonly credentialsFile: string;
  /**
   * What is stored now; nothing where there is no folder to store it in. The result is the caller's own copy. Sets a
   * damaged file aside. Throws UsageError for what cannot be read.
   */
  read(): Promise<Stored>;
  /** The same for who only looks for defaults: moves nothing, and tells why there is nothing to be had. */
  peek(): Promise<Peek>;
  /** The settings alone. Never fails: a file that cannot be read is told of by the command that needs it. */
  settings(): Promise<StoredSettings>;
  /** Reads, lets `change` alter the record and writes it back, under a lock. A change that throws writes nothing. */
  update<T>(change: (stored: Stored) => T): Promise<T>;
  readonly tokens: TokenCache;
  /** What was noticed on the way, such as a file that others could read. Takes them: each is returned once. */
  takeWarnings(): readonly string[];
}

export interface Peek {
  /** Nothing when there is a problem. */
  readonly stored: Stored;
  /** Why the files cannot be read, as a sentence. */
  readonly problem: string | undefined;
}

/** The store in the folders that the environment names. Nothing is read or made before it is needed. */
export async function openStore(options: FolderOptions & { readonly now: () => Date }): Promise<Store> {
  const { platform, now } = options;
  const folders = findFolders(options);
  const hasFolder = folders.config !== undefined;
  const configFile = join(folders.config ?? '', 'config.json');
  const credentialsFile = join(folders.config ?? '', 'credentials.json');
  const warnings = new Set<string>();
  const warn = (warning: string | undefined) => {
    if (warning !== undefined) warnings.add(warning);
  };

  const text = (path: string, options?: { readonly followLinks: boolean }): string => {
    if (!hasFolder) return '';
    const file = readPrivateFile(path, platform, options);
    warn(file?.warning);
    return file?.text ?? '';
  };
  // Settings hold no secret, and people keep them as links into a store that is managed elsewhere.
  const config = () => parseConfig(text(configFile, { followLinks: true }), configFile);
  const readNow = (): Stored => {
    const content = whole(configFile, config);
    return whole(credentialsFile, () => parseCredentials(text(credentialsFile), credentialsFile, content));
  };

  return {
    folders,
    credentialsFile,
    tokens: createTokenCache(folders.state, { platform, now, warn }),
    read: () => rescue(readNow),
    async peek() {
      try {
        return { stored: readNow(), problem: undefined };
      } catch (error) {
        return { stored: emptyStored(), problem: problemOf(error) };
      }
    },
    async settings() {
      try {
        return config().settings;
      } catch {
        return {};
      }
    },
    async update(change) {
      const folder = needFolder(folders, 'config');
      warn(preparePrivateFolder(folder, platform));
      const [{ withLock }, { removeLeftovers, writeJson }] = await Promise.all([
        import('./lock.ts'),
        import('./write-json.ts'),
      ]);
      return withLock(folder, async () => {
        removeLeftovers(folder);
        const before = orSetAside(readNow);
        const next = structuredClone(before);
        const result = change(next);
        const writes = writesBetween(toFiles(before), toFiles(next));
        // All or nothing: found out before the first of them is written.
        if (writes.some(([path]) => path === 'config') && isLink(configFile))
          throw settingsLinkRefused(configFile);
        for (const [path, content] of writes) {
          await writeJson(path === 'config' ? configFile : credentialsFile, content);
        }
        return result;
      });
    },
    takeWarnings() {
      const taken = [...warnings];
      warnings.clear();
      return taken;
    },
  };

  /** A damaged file is moved with the lock held: meanwhile somebody may have put a good one in its place. */
  async function rescue<T>(read: () => T): Promise<T> {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DamagedIn)) throw error;
    }
    const { withLock } = await import('./lock.ts');
    let locked = false;
    try {
      return await withLock(needFolder(folders, 'config'), () => {
        locked = true;
        return orSetAside(read);
      });
    } catch (error) {
      // In a folder that cannot be written there is no lock, but the damage is still the thing to tell.
      if (locked) throw error;
      return orSetAside(read);
    }
  }

  function orSetAside<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw error instanceof DamagedIn ? setAside(error.path, error.message, now()) : error;
    }
  }
}

/** Which file is damaged, and why. */
class DamagedIn extends Error {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}

/** The sentence for a warning. Throws what is no failure to read. */
function problemOf(error: unknown): string {
  if (error instanceof DamagedIn) return `${error.path} is damaged (${error.message}).`;
  if (error instanceof CliError) return error.message;
  throw error;
}

function whole<T>(path: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof DamagedFile ? new DamagedIn(path, error.message) : error;
  }
}

/**
 * The files to write, in an order in which a kill between two of them loses nothing: settings that are
 * added, then the secrets, then the settings as they shall be. What did not change is not written.
 */
function writesBetween(
  old: StoredFiles,
  next: StoredFiles,
): ['config' | 'credentials', Record<string, unknown>][] {
  const both = {
    ...old.config,
    workspaces: { ...asRecord(old.config.workspaces), ...asRecord(next.config.workspaces) },
  };
  const steps: ['config' | 'credentials', Record<string, unknown>, Record<string, unknown>][] = [
    ['config', old.config, both],
    ['credentials', old.credentials, next.credentials],
    ['config', both, next.config],
  ];
  return steps
    .filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to))
    .map(([file, , to]) => [file, to]);
}

function asRecord(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
