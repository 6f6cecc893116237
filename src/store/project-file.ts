import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemErrorCode, systemReason, UsageError } from '../errors.ts';
import { readSmallFile } from '../files/small-file.ts';
import { isJsonObject } from '../spec/message.ts';
import { isRegion, type Region } from '../spec/region.ts';

/** What the file of a project may say (docs/rules.md#commands). Never a secret: such a file is committed. */
export interface ProjectFile {
  readonly path: string;
  readonly workspace: string | undefined;
  readonly region: Region | undefined;
  readonly source: string | undefined;
  /** An id, or a path from the folder of the file. */
  readonly trackingPlan: string | undefined;
  /** Secrets that do not belong there: ignored, but the redactor must know them. */
  readonly strayed: readonly { readonly name: string; readonly value: string }[];
}

const fileNames = ['segment.json', '.segmentrc.json'];
/** Spellings of a secret's name, without case and separators. */
const secretNames = new Set([
  'writekey',
  'writekeys',
  'token',
  'apitoken',
  'publicapitoken',
  'profiletoken',
  'accesstoken',
  'secret',
  'password',
  'privatekey',
  'clientsecret',
]);
/** A settings file by hand is a few lines; anything larger is something else. */
const maxBytes = 1024 * 1024;

/**
 * The nearest project file upward from `cwd`; the search ends at the home folder or the root of a
 * repository, both included. Throws UsageError for one that cannot be understood.
 */
export function findProjectFile(cwd: string, home: string | undefined): ProjectFile | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const name of fileNames) {
      const text = readIfFile(join(folder, name));
      if (text !== undefined) return parseProjectFile(text, join(folder, name));
    }
    if (folder === home || folder === dirname(folder) || exists(join(folder, '.git'))) return undefined;
  }
}

/** As {@link findProjectFile}; undefined too for one that cannot be used, which the command that needs it reports. */
export function usableProjectFile(
  cwd: string | undefined,
  home: string | undefined,
): ProjectFile | undefined {
  try {
    return cwd === undefined ? undefined : findProjectFile(cwd, home);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

/** Reads the text of a project file. Throws UsageError naming `path`. */
function parseProjectFile(text: string, path: string): ProjectFile {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // The parser's own message repeats part of the content, which may be a secret.
    throw wrong(path, 'it is not JSON');
  }
  if (!isJsonObject(value)) throw wrong(path, 'it is not a JSON object');
  const fields = new Map<string, unknown>(Object.entries(value));
  const field = (name: string): string | undefined => {
    const found = fields.get(name);
    if (found === undefined || found === null || found === '') return undefined;
    if (typeof found !== 'string') throw wrong(path, `“${name}” is not text`);
    return found;
  };
  const region = field('region');
  if (region !== undefined && !isRegion(region)) throw wrong(path, '“region” is neither “us” nor “eu”');
  return {
    path,
    workspace: field('workspace'),
    region,
    source: field('source'),
    trackingPlan: field('trackingPlan'),
    strayed: [...fields]
      .filter(([name]) => secretNames.has(name.toLowerCase().replace(/[-_]/g, '')))
      .flatMap(([name, found]) => textsIn(found).map((text) => ({ name, value: text }))),
  };
}

/** The texts in a value: a stray `writeKeys` may be a list or a map of them. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).filter((item) => typeof item === 'string')
    : [];
}

function wrong(path: string, reason: string): UsageError {
  return new UsageError(`The project file ${path} cannot be used: ${reason}.`, {
    code: 'project_file_invalid',
    hint: 'It may hold: {"workspace": "prod", "region": "us", "source": "web", "trackingPlan": "plan.json"}',
  });
}

/** What is not a regular file, or as large as no settings are, is something else of that name. */
function readIfFile(path: string): string | undefined {
  try {
    const file = readSmallFile(path, { maxBytes, followLinks: true });
    return file.kind === 'file' ? file.bytes.toString('utf8') : undefined;
  } catch (error) {
    // Of a folder that may not be entered nobody can tell whether it holds one.
    if (isSearchRefused(path, error)) return undefined;
    throw wrong(path, `it cannot be read (${systemReason(error)})`);
  }
}

function isSearchRefused(path: string, error: unknown): boolean {
  return ['EACCES', 'EPERM'].includes(systemErrorCode(error) ?? '') && !exists(path);
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
