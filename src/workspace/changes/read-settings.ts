import { UsageError } from '../../errors.ts';
import { type SettingKind, schemaSettings } from '../../segment/schema-settings.ts';
import { nearest } from '../../spec/nearest.ts';
import { leavesOf } from './changes.ts';

/** A schema setting that somebody wants, and its value as JSON; for a source what it was called. */
export interface WantedSetting {
  readonly path: string;
  readonly value: string;
}

/** What switches a forwarding off. */
export const forwardingOff = '""';

/** The settings in an object, checked by name and value; all mistakes are told together. Throws UsageError. */
export function readSettings(text: string): WantedSetting[] {
  const leaves = [...leavesOf(text)];
  const unknown = leaves.filter(([path]) => !schemaSettings.has(path)).map(([path]) => path);
  if (unknown.length > 0) throw unknownSettings(unknown);
  const read = leaves.map(([path, json]) => ({
    path,
    value: apiValue(schemaSettings.get(path), json),
    json,
  }));
  const bad = read.filter(({ value }) => value === undefined);
  if (bad.length > 0) {
    const told = bad.map(
      ({ path, json }) => `${path} cannot be ${json}: it is ${choices(schemaSettings.get(path))}`,
    );
    const [first = ''] = told;
    throw new UsageError(told.length === 1 ? `${first}.` : `${told.length} settings have an invalid value.`, {
      code: 'setting_value_invalid',
      details: told.length === 1 ? [] : told,
      hint: hintFor(bad[0]?.path ?? '', bad[0]?.json ?? ''),
    });
  }
  return read.map(({ path, value = '' }) => ({ path, value }));
}

/** The value as the API takes it, whatever case a word is written in; undefined when it is none. */
function apiValue(kind: SettingKind | undefined, json: string): string | undefined {
  if (kind === 'boolean') return json === 'true' || json === 'false' ? json : undefined;
  const parsed: unknown = JSON.parse(json);
  if (kind === 'source') {
    if (parsed === null) return forwardingOff;
    return typeof parsed === 'string' || typeof parsed === 'number'
      ? JSON.stringify(String(parsed))
      : undefined;
  }
  const word = typeof parsed === 'string' ? parsed.toUpperCase() : '';
  return kind?.includes(word) === true ? JSON.stringify(word) : undefined;
}

function choices(kind: SettingKind | undefined): string {
  if (kind === 'boolean') return 'true or false';
  if (kind === 'source' || kind === undefined) return 'the id, slug or name of a source, or null for nowhere';
  return `one of ${kind.join(', ')}`;
}

function hintFor(path: string, json: string): string | undefined {
  const kind = schemaSettings.get(path);
  if (kind === 'boolean' || kind === 'source' || kind === undefined) return undefined;
  const meant = nearest(json.replace(/^"|"$/g, ''), kind);
  return meant === undefined ? undefined : `Did you mean -F ${path}=${meant}?`;
}

function unknownSettings(paths: readonly string[]): UsageError {
  const [first = ''] = paths;
  const meant = meantBy(first);
  return new UsageError(`There is no schema setting “${paths.join('”, “')}”.`, {
    code: 'unknown_setting',
    details: [`known: ${[...schemaSettings.keys()].join(', ')}`],
    hint: meant.length === 0 ? undefined : `Did you mean ${meant.map((path) => `“${path}”`).join(' or ')}?`,
  });
}

/** `allowUnplannedEvents` without what it is of, or a name that is spelled almost right. */
function meantBy(said: string): string[] {
  const known = [...schemaSettings.keys()];
  const below = known.filter((path) => path.toLowerCase().endsWith(`.${said.toLowerCase()}`));
  const near = nearest(said, known);
  return below.length > 0 ? below : near === undefined ? [] : [near];
}
