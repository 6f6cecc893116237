import { UsageError } from '../errors.ts';
import { sandboxName } from '../spec/built-in-sandbox.ts';
import { isJsonObject } from '../spec/message.ts';
import { isRegion } from '../spec/region.ts';
import { isName } from './names.ts';
import { isOutputForm } from './output-form.ts';
import type { Stored, StoredOAuth, StoredSettings, StoredSource, StoredWorkspace } from './stored.ts';

/** Both files as JSON values. */
export interface StoredFiles {
  readonly config: Record<string, unknown>;
  readonly credentials: Record<string, unknown>;
}

/** Raised whenever a file changes in a way that an older program would lose. */
const formatVersion = 1;

/** A file that is not what this program writes. The message never repeats the content. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/**
 * Splits the record into its two files. What a workspace is, is in the credentials: they say which
 * region a secret belongs to and are whole without the settings.
 */
export function toFiles(stored: Stored): StoredFiles {
  const settings = new Map<string, unknown>();
  const credentials = new Map<string, unknown>();
  for (const [name, workspace] of stored.workspaces) {
    const { region, addedAt, token, profileToken, sources, defaultSource, spaceId, oauth } = workspace;
    credentials.set(name, { region, addedAt, token, profileToken, sources: Object.fromEntries(sources) });
    if (defaultSource !== undefined || spaceId !== undefined || oauth !== undefined) {
      settings.set(name, { defaultSource, spaceId, oauth });
    }
  }
  return {
    config: {
      version: formatVersion,
      activeWorkspace: stored.activeWorkspace,
      settings: stored.settings,
      workspaces: Object.fromEntries(settings),
    },
    credentials: { version: formatVersion, workspaces: Object.fromEntries(credentials) },
  };
}

/** The settings in the text of `config.json`: all that is needed to know the active workspace and the output form. */
export interface ConfigContent {
  readonly activeWorkspace: string | undefined;
  readonly settings: StoredSettings;
  readonly workspaces: ReadonlyMap<string, Pick<StoredWorkspace, 'defaultSource' | 'spaceId' | 'oauth'>>;
}

/** Reads `config.json`. Throws DamagedFile, or UsageError when a newer program wrote it. */
export function parseConfig(text: string, path: string): ConfigContent {
  const file = parseFile(text, path);
  const settings = object(file, 'settings') ?? {};
  const workspaces = new Map<string, Pick<StoredWorkspace, 'defaultSource' | 'spaceId' | 'oauth'>>();
  for (const [name, value] of Object.entries(object(file, 'workspaces') ?? {})) {
    const fields = asObject(value, 'a workspace');
    workspaces.set(name, {
      defaultSource: textOf(fields, 'defaultSource'),
      spaceId: textOf(fields, 'spaceId'),
      oauth: parseOAuth(object(fields, 'oauth')),
    });
  }
  const output = textOf(settings, 'output');
  return {
    activeWorkspace: textOf(file, 'activeWorkspace'),
    settings: isOutputForm(output) ? { output } : {},
    workspaces,
  };
}

/** Joins the settings with the text of `credentials.json`. Throws as {@link parseConfig}. */
export function parseCredentials(text: string, path: string, config: ConfigContent): Stored {
  const workspaces = new Map<string, StoredWorkspace>();
  for (const [name, value] of Object.entries(object(parseFile(text, path), 'workspaces') ?? {})) {
    if (!isName(name) || name === sandboxName)
      throw new DamagedFile('a workspace has a name that is not allowed');
    workspaces.set(name, {
      ...parseWorkspace(asObject(value, 'a workspace')),
      ...config.workspaces.get(name),
    });
  }
  return { activeWorkspace: config.activeWorkspace, settings: config.settings, workspaces };
}

function parseWorkspace(fields: Record<string, unknown>): StoredWorkspace {
  const region = own(fields, 'region');
  if (!isRegion(region)) throw new DamagedFile('a workspace has no region');
  const sources = new Map<string, StoredSource>();
  for (const [alias, value] of Object.entries(object(fields, 'sources') ?? {})) {
    if (!isName(alias)) throw new DamagedFile('a source has a name that is not allowed');
    const source = asObject(value, 'a source');
    const writeKey = textOf(source, 'writeKey');
    if (writeKey === undefined) throw new DamagedFile('a source has no write key');
    sources.set(alias, {
      writeKey,
      slug: textOf(source, 'slug'),
      id: textOf(source, 'id'),
      addedAt: textOf(source, 'addedAt') ?? '',
    });
  }
  return {
    region,
    sources,
    token: textOf(fields, 'token'),
    profileToken: textOf(fields, 'profileToken'),
    addedAt: textOf(fields, 'addedAt') ?? '',
  };
}

function parseOAuth(fields: Record<string, unknown> | undefined): StoredOAuth | undefined {
  if (fields === undefined) return undefined;
  const clientId = textOf(fields, 'clientId');
  const keyId = textOf(fields, 'keyId');
  const privateKeyFile = textOf(fields, 'privateKeyFile');
  if (clientId === undefined || keyId === undefined || privateKeyFile === undefined) {
    throw new DamagedFile('an OAuth application is incomplete');
  }
  return { clientId, keyId, privateKeyFile };
}

function parseFile(text: string, path: string): Record<string, unknown> {
  // A file of no bytes holds nothing that could be lost: the same as no file.
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message repeats part of the content, which may be a secret.
    throw new DamagedFile('it is not JSON');
  }
  const file = asObject(value, 'the file');
  const version = own(file, 'version');
  if (typeof version === 'number' && version > formatVersion) {
    throw new UsageError(`${path} was written by a newer version of this program.`, {
      code: 'config_too_new',
      hint: 'Update this program, or name another folder in SEGMENT_CONFIG_DIR.',
    });
  }
  if (version !== formatVersion) throw new DamagedFile('it has no format version');
  return file;
}

function own(fields: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function object(fields: Record<string, unknown>, name: string): Record<string, unknown> | undefined {
  const value = own(fields, name);
  return value === undefined || value === null ? undefined : asObject(value, name);
}

function asObject(value: unknown, what: string): Record<string, unknown> {
  if (!isJsonObject(value)) throw new DamagedFile(`${what} is not an object`);
  return value;
}

function textOf(fields: Record<string, unknown>, name: string): string | undefined {
  const value = own(fields, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new DamagedFile(`${name} is not text`);
  // An editor's line end, pasted along with a secret, is no part of it.
  return value.trim() || undefined;
}
