import { type ApiObject, objectAt, stringAt, textAt, valueAt } from '../../api/api-object.ts';
import { objectById, requestOf, type WorkspaceApi } from '../../api/workspace/client.ts';
import { UsageError } from '../../errors.ts';
import { sourceEndpoints as endpoints } from '../../segment/endpoints/sources.ts';
import { type Field, type ReadSource, setFields } from '../../spec/fields.ts';
import {
  isObjectText,
  type JsonMembers,
  type JsonNode,
  openObject,
  writeNode,
} from '../../spec/json-text.ts';
import { parseField } from '../../spec/parse-field.ts';
import { isSameName } from '../../spec/same-name.ts';
import { idOf, sourceTitle } from '../names/source-facts.ts';
import {
  changeLine,
  changesBetween,
  changesNotIn,
  type Change as FieldChange,
  secretBullets,
} from './changes.ts';
import { withFieldErrors } from './field-errors.ts';
import type { Change } from './make-change.ts';

/** What a person wants of a source; undefined stays. `settings` are `key=value`, as typed. */
export interface SourceChanges {
  readonly name: string | undefined;
  readonly slug: string | undefined;
  readonly enabled: boolean | undefined;
  readonly settings: readonly string[];
}

/** Changes name, slug or settings of a source, or switches it. `readSource`: what a setting names with `@`. */
export function updateSource(
  api: WorkspaceApi,
  source: ApiObject,
  wanted: SourceChanges,
  readSource: ReadSource,
): Change<ApiObject, ApiObject> {
  const sourceId = idOf(source);
  const title = sourceTitle(source);
  const read = readOnce(readSource);
  return {
    found: source,
    readAgain: () => objectById(api, endpoints.getSource, sourceId),
    async plan(now) {
      const { changes, body } = await planUpdate(now, wanted, read);
      if (changes.length === 0) return undefined;
      return {
        request: requestOf(endpoints.updateSource, { params: { sourceId } }, { text: body }),
        target: title,
        changes: changes.map(changeLine),
        differences: changes,
        question: `Change ${title}?`,
      };
    },
    readAnswer: (answer) => objectAt(answer, 'data', 'source'),
    missing: async ({ text }, before) => changesNotIn(text, (await planUpdate(before, wanted, read)).changes),
  };
}

/** Reads each source once: a change is planned several times from the same flags, and stdin can be read once. */
function readOnce(read: ReadSource): ReadSource {
  const texts = new Map<string, Promise<string>>();
  return (name, spelling) => {
    const text = texts.get(name) ?? read(name, spelling);
    texts.set(name, text);
    return text;
  };
}

/** What would change of a source, and the body of the request that does it. Throws UsageError. */
async function planUpdate(
  source: ApiObject,
  wanted: SourceChanges,
  read: ReadSource,
): Promise<{ readonly changes: readonly FieldChange[]; readonly body: string }> {
  const before: JsonMembers = new Map();
  const after: JsonMembers = new Map();
  for (const key of ['name', 'slug', 'enabled'] as const) {
    const value = wanted[key];
    if (value === undefined) continue;
    before.set(key, textAt(source.text, key) ?? 'null');
    after.set(key, JSON.stringify(value));
  }
  const old = settingsText(source);
  const settings = openObject(old);
  await withFieldErrors(() =>
    setFields(
      settings,
      wanted.settings.map((text) => readSetting(source, text)),
      read,
    ),
  );
  if (wanted.settings.length > 0) {
    before.set('settings', old);
    after.set('settings', writeNode(settings));
  }
  const changes = changesBetween(writeNode(before), writeNode(after));
  for (const { path } of changes) refuseBesideSecret(path, settings);
  return { changes, body: bodyOf(after, changes, settings) };
}

function settingsText({ text }: ApiObject): string {
  const settings = textAt(text, 'settings') ?? '{}';
  return isObjectText(settings) ? settings : '{}';
}

/** Only what changes; of the settings all, for whether the API merges or replaces them is not known (docs/segment-api/public.md#sources). */
function bodyOf(after: JsonMembers, changes: readonly FieldChange[], settings: JsonMembers): string {
  const body: JsonMembers = new Map();
  for (const [key, value] of after) {
    const isChanged = changes.some(({ path }) => path === key || path.startsWith(`${key}.`));
    if (isChanged) body.set(key, key === 'settings' ? withoutMasked(settings) : value);
  }
  return writeNode(body);
}

/** A secret comes back as bullets, and must not be written so (docs/segment-api/public.md#value-formats). */
function withoutMasked(settings: JsonMembers): JsonMembers {
  return new Map([...settings].filter(([, value]) => !isMasked(value)));
}

function isMasked(value: JsonNode | undefined): boolean {
  return value !== undefined && writeNode(value).includes(secretBullets);
}

/** `a.b` cannot be changed alone when `a` holds a masked secret too: all of `a` is sent. */
function refuseBesideSecret(path: string, settings: JsonMembers): void {
  const [, key = ''] = /^settings\.([^.]+)/.exec(path) ?? [];
  if (!isMasked(settings.get(key))) return;
  throw new UsageError(`The setting ${key} holds a secret that the API shows as bullets only.`, {
    code: 'secret_masked',
    hint: `Give it whole: --setting '${key}:={…}'`,
  });
}

/** The catalog says which settings are text: 007 must not become 7 there. */
function readSetting({ value }: ApiObject, text: string): Field {
  const field = parseField({ kind: 'typed', text, flag: '--setting' });
  const options = valueAt(value, 'metadata.options');
  const option = Array.isArray(options)
    ? options.find((each: unknown) => isSameName(valueAt(each, 'name'), field.path[0] ?? ''))
    : undefined;
  const isText = stringAt(option, 'type') === 'string' && !/^[^=]*:=/.test(text);
  return isText ? parseField({ kind: 'text', text, flag: '--setting' }) : field;
}
