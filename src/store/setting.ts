import { UsageError } from '../errors.ts';
import { isVisibleAscii } from '../spec/visible-ascii.ts';
import type { Env } from './folders.ts';
import type { ProjectFile } from './project-file.ts';
import type { SandboxAddress } from './sandbox-address.ts';
import type { Stored } from './stored.ts';

/** Where a setting's value came from; `name` is what a person would look for, e.g. `--region`, `SEGMENT_REGION`, `workspace prod`. */
export interface Origin {
  readonly kind: 'flag' | 'environment' | 'project' | 'workspace' | 'default';
  readonly name: string;
}

export interface Setting<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** What the command line may say about settings. */
export interface SettingFlags {
  readonly workspace?: string | undefined;
  readonly region?: string | undefined;
  readonly source?: string | undefined;
  readonly writeKey?: string | undefined;
}

/** Everything a setting can come from. */
export interface ContextInputs {
  readonly flags: SettingFlags;
  readonly env: Env;
  readonly cwd: string;
  readonly project: ProjectFile | undefined;
  readonly stored: Stored;
  readonly sandbox: SandboxAddress;
}

const ranks = { flag: 0, environment: 1, project: 2, workspace: 3, default: 4 } as const;

/** Lower wins; a setting that nobody made loses to all. */
export function rank(origin: Origin | undefined): number {
  return origin === undefined ? Number.POSITIVE_INFINITY : ranks[origin.kind];
}

export function setting<T>(value: T | undefined, origin: Origin): Setting<T> | undefined {
  return value === undefined ? undefined : { value, origin };
}

/** Read as {@link fromEnv} reads; empty stays empty. */
export function fromFlag(
  value: string | undefined,
  name: string,
  code?: string,
): Setting<string> | undefined {
  return withoutControls(setting(value?.trim(), { kind: 'flag', name }), code);
}

/**
 * The value without the line end that a mounted secret or `$(cat file)` brings along; empty means unset. Throws
 * UsageError of that `code` for a control character inside it: no setting has one, and no header can hold one.
 */
export function fromEnv(env: Env, name: string, code?: string): Setting<string> | undefined {
  return withoutControls(setting(env[name]?.trim() || undefined, { kind: 'environment', name }), code);
}

function withoutControls(
  found: Setting<string> | undefined,
  code = 'setting_malformed',
): Setting<string> | undefined {
  if (found === undefined || !/[\p{Cc}\u2028\u2029]/u.test(found.value)) return found;
  throw new UsageError(`${found.origin.name} holds a line end or another control character.`, {
    code,
    hint: 'Set it anew: it is one line of text.',
  });
}

/** A token as it stands in a header. Throws UsageError, which does not show the value, for what no token is. */
export function credential(found: Setting<string> | undefined, label: string): Setting<string> | undefined {
  if (found === undefined || isVisibleAscii(found.value)) return found;
  const { kind, name } = found.origin;
  const [what, hint] =
    kind === 'workspace'
      ? [`The ${label} of ${name}`, 'Store it anew with: segment auth login']
      : [`The ${label} in ${name}`, 'Copy it again: it is one word of letters, digits and signs.'];
  throw new UsageError(`${what} has a space or a character beyond ASCII in it.`, {
    code: 'credential_malformed',
    hint,
  });
}

export function fromProject(
  project: ProjectFile | undefined,
  value: string | undefined,
): Setting<string> | undefined {
  return setting(value, { kind: 'project', name: project?.path ?? '' });
}

export function firstOf<T>(...candidates: readonly (Setting<T> | undefined)[]): Setting<T> | undefined {
  return candidates.find((candidate) => candidate !== undefined);
}
