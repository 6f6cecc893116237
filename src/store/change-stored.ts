import { UsageError } from '../errors.ts';
import { isRegion } from '../spec/region.ts';
import { isOutputForm, outputForms } from './output-form.ts';
import { findSource, unknownSource } from './source-setting.ts';
import type { Stored, StoredWorkspace } from './stored.ts';

/** Gives a workspace another name. Throws UsageError for a name that is taken. */
export function renameWorkspace(
  stored: Stored,
  workspace: StoredWorkspace,
  { from, to }: { readonly from: string; readonly to: string },
): void {
  if (from === to) return;
  if (stored.workspaces.has(to)) {
    throw new UsageError(`There already is a workspace “${to}”.`, {
      code: 'name_taken',
      hint: `Choose another name, or forget that one: segment auth logout ${to}`,
    });
  }
  stored.workspaces.delete(from);
  stored.workspaces.set(to, workspace);
  if (stored.activeWorkspace === from) stored.activeWorkspace = to;
}

/** Removes a workspace. Returns the one that is active afterwards. */
export function forgetWorkspace(stored: Stored, name: string): string | undefined {
  stored.workspaces.delete(name);
  if (stored.activeWorkspace === name) stored.activeWorkspace = onlyKey(stored.workspaces);
  return stored.activeWorkspace;
}

/** Removes the write key of a source. Returns the source that is the default afterwards. */
export function forgetSource(workspace: StoredWorkspace, alias: string): string | undefined {
  workspace.sources.delete(alias);
  if (workspace.defaultSource === alias) workspace.defaultSource = onlyKey(workspace.sources);
  return workspace.defaultSource;
}

/** The last one that is left needs no choosing. */
function onlyKey(map: ReadonlyMap<string, unknown>): string | undefined {
  const [first, ...others] = map.keys();
  return others.length === 0 ? first : undefined;
}

/** The settings that can be stored. */
export const storedSettings = ['workspace', 'region', 'source', 'space-id', 'output'] as const;
export type StoredSettingName = (typeof storedSettings)[number];

/** Throws UsageError for a value that the setting cannot have. Undefined removes it. */
export function checkSettingValue(key: StoredSettingName, value: string | undefined): void {
  if (key === 'workspace' && value === undefined) {
    throw new UsageError('workspace cannot be none.', {
      code: 'setting_invalid',
      hint: 'segment auth logout',
    });
  }
  if (key === 'region' && !isRegion(value)) throw oneOf(key, ['us', 'eu']);
}

function oneOf(key: string, values: readonly string[]): UsageError {
  return new UsageError(`${key} must be one of: ${values.join(', ')}.`, { code: 'setting_invalid' });
}

/** Changes how results are printed. Throws UsageError for a form that there is not. */
export function setOutput({ settings }: Stored, value: string | undefined): void {
  if (value !== undefined && !isOutputForm(value)) throw oneOf('output', [...outputForms, 'none']);
  settings.output = value;
}

/** A setting of a workspace, changed. */
export interface ChangedSetting {
  readonly subject: string;
  /** As it is stored: of a source the alias. */
  readonly value: string | undefined;
  readonly note?: string | undefined;
}

/** Changes a setting of a workspace. Throws NotFoundError for a source that it has not. */
export function changeSetting(
  workspace: StoredWorkspace,
  name: string,
  key: 'region' | 'source' | 'space-id',
  value: string | undefined,
): ChangedSetting {
  if (key === 'space-id') {
    workspace.spaceId = value;
    return { subject: `The space id of workspace ${name}`, value };
  }
  if (key === 'source') {
    const alias = value === undefined ? undefined : findSource(workspace.sources, value);
    if (value !== undefined && alias === undefined) throw unknownSource(value, workspace.sources, name);
    workspace.defaultSource = alias;
    return { subject: `The default source of workspace ${name}`, value: alias };
  }
  if (!isRegion(value)) throw oneOf(key, ['us', 'eu']);
  const note =
    workspace.region === value
      ? undefined
      : 'Its credentials were made for the other region: check them with segment auth status.';
  workspace.region = value;
  return { subject: `The region of workspace ${name}`, value, note };
}
