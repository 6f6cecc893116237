import { type ApiObject, objectAt } from '../../api/api-object.ts';
import { objectById, requestOf, type WorkspaceApi } from '../../api/workspace/client.ts';
import { UsageError } from '../../errors.ts';
import { sourceEndpoints as endpoints } from '../../segment/endpoints/sources.ts';
import { type SettingKind, schemaSettings } from '../../segment/schema-settings.ts';
import { type JsonMembers, openMember, openObject, writeNode } from '../../spec/json-text.ts';
import { nearest } from '../../spec/nearest.ts';
import { findSource } from '../names/find.ts';
import { idOf, sourceTitle } from '../names/source-facts.ts';
import { changeLine, changesBetween, type Change as FieldChange, leavesOf } from './changes.ts';
import type { Change } from './make-change.ts';

/** A schema setting that somebody wants, and its value as JSON; for a source what it was called. */
export interface WantedSetting {
  readonly path: string;
  readonly value: string;
}

/** What switches a forwarding off. */
const forwardingOff = '""';

/** The settings in an object, checked by name and value; all mistakes are reported together. Throws UsageError. */
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
    const problems = bad.map(
      ({ path, json }) => `${path} cannot be ${json}: it is ${choices(schemaSettings.get(path))}`,
    );
    const [first = ''] = problems;
    throw new UsageError(
      problems.length === 1 ? `${first}.` : `${problems.length} settings cannot be what is given.`,
      {
        code: 'setting_value_invalid',
        details: problems.length === 1 ? [] : problems,
        hint: hintFor(bad[0]?.path ?? '', bad[0]?.json ?? ''),
      },
    );
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
function meantBy(name: string): string[] {
  const known = [...schemaSettings.keys()];
  const below = known.filter((path) => path.toLowerCase().endsWith(`.${name.toLowerCase()}`));
  const near = nearest(name, known);
  return below.length > 0 ? below : near === undefined ? [] : [near];
}

/** Changes the schema settings of a source; `current` are those it has. */
export function updateSchemaSettings(
  api: WorkspaceApi,
  source: ApiObject,
  current: ApiObject,
  wanted: readonly WantedSetting[],
): Change<ApiObject, ApiObject> {
  const sourceId = idOf(source);
  const title = `schema settings of ${sourceTitle(source)}`;
  return {
    found: current,
    readAgain: () => objectById(api, endpoints.getSchemaSettings, sourceId),
    plan({ text }) {
      const { changes, body } = planSettings(text, wanted);
      if (changes.length === 0) return undefined;
      return {
        request: requestOf(endpoints.updateSchemaSettings, { params: { sourceId } }, { text: body }),
        target: title,
        changes: changes.map(changeLine),
        differences: changes,
        question: `Change the ${title}?`,
      };
    },
    readAnswer: (answer) => objectAt(answer, 'data', 'settings'),
    missing: ({ text }) => notApplied(wanted, text),
    missingHint: 'Schema settings need Protocols in the plan of the workspace.',
  };
}

/** A forwarding goes to a source, by whatever it is called; the API takes its id. */
export async function resolveForwardings(
  api: WorkspaceApi,
  wanted: readonly WantedSetting[],
): Promise<WantedSetting[]> {
  const found: WantedSetting[] = [];
  for (const setting of wanted) {
    const isSource = schemaSettings.get(setting.path) === 'source' && setting.value !== forwardingOff;
    const name: unknown = isSource ? JSON.parse(setting.value) : undefined;
    found.push(
      typeof name === 'string'
        ? { ...setting, value: JSON.stringify(idOf(await findSource(api, name))) }
        : setting,
    );
  }
  return found;
}

const forwardings = ['forwardingViolationsTo', 'forwardingBlockedEventsTo'];

/**
 * Puts what is wanted into the settings as they are. The body holds what changes and nothing else, as every part of it is
 * optional, but for the forwardings: one that is left out is switched off, so those that are on go along, and those that
 * are off do not, for an empty one is refused.
 */
function planSettings(
  current: string,
  wanted: readonly WantedSetting[],
): { readonly changes: readonly FieldChange[]; readonly body: string } {
  const settings = openObject(current);
  const body: JsonMembers = new Map();
  for (const { path, value } of wanted) {
    put(settings, path, value);
    put(body, path, value);
  }
  const changes = changesBetween(current, writeNode(settings)).filter(
    ({ before, after }) => !(isOff(before) && isOff(after)),
  );
  for (const name of forwardings) {
    const target = settings.get(name);
    if (target === undefined || isOff(writeNode(target))) body.delete(name);
    else body.set(name, target);
  }
  return { changes, body: writeNode(body) };
}

function put(settings: JsonMembers, path: string, value: string): void {
  const [group, name] = path.split('.');
  if (group === undefined) return;
  if (name === undefined) settings.set(group, value);
  else openMember(settings, group)?.set(name, value);
}

/** The wanted settings that an answer does not show: without Protocols it is 200 all the same. */
function notApplied(wanted: readonly WantedSetting[], answer: string): string[] {
  const now = leavesOf(answer);
  return wanted
    .filter(({ path, value }) => {
      const found = now.get(path);
      return found !== value && !(isOff(found) && isOff(value));
    })
    .map(({ path, value }) => `${path} is not ${value}`);
}

function isOff(value: string | undefined): boolean {
  return value === undefined || value === forwardingOff || value === 'null';
}
