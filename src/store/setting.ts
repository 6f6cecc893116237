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
  /** Undefined when it is gone. */
  readonly cwd: string | undefined;
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

export function fromFlag(value: string | undefined, name: string): Setting<string> | undefined {
  return setting(value, { kind: 'flag', name });
}

/** Empty means unset. */
export function fromEnv(env: Env, name: string): Setting<string> | undefined {
  return setting(env[name] === '' ? undefined : env[name], { kind: 'environment', name });
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
