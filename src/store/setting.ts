import { type CliError, UsageError } from '../errors.ts';
import { credentialFault } from '../spec/visible-ascii.ts';
import type { Env } from './folders.ts';
import type { ProjectFile } from './project-file.ts';
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
  /** Of a sandbox, which is then the workspace. */
  readonly url?: string | undefined;
}

/** Everything a setting can come from. */
export interface SettingInputs {
  readonly flags: SettingFlags;
  readonly env: Env;
  /** Undefined when it is gone. */
  readonly cwd: string | undefined;
  readonly project: ProjectFile | undefined;
  readonly stored: Stored;
  /** Where the built-in workspace is. */
  readonly sandbox: Setting<string>;
}

const ranks = { flag: 0, environment: 1, project: 2, workspace: 3, default: 4 } as const;

/** Lower wins; a setting that nobody made loses to all. */
export function rank(origin: Origin | undefined): number {
  return origin === undefined ? Number.POSITIVE_INFINITY : ranks[origin.kind];
}

export function setting<T>(value: T | undefined, origin: Origin): Setting<T> | undefined {
  return value === undefined ? undefined : { value, origin };
}

/** A setting that could not be decided, which only matters to who reads its value. */
export function undecided(origin: Origin, reason: CliError): Setting<never> {
  return {
    origin,
    get value(): never {
      throw reason;
    },
  };
}

/** Read as {@link fromEnv} reads; empty stays empty. */
export function fromFlag(value: string | undefined, name: string): Setting<string> | undefined {
  return withoutControls(textFromFlag(value, name));
}

/**
 * The value without the line end that a mounted secret or `$(cat file)` brings along; empty means unset. Throws
 * UsageError for a control character inside it: no setting has one.
 */
export function fromEnv(env: Env, name: string): Setting<string> | undefined {
  return withoutControls(textFromEnv(env, name));
}

/** As {@link fromFlag}, for a secret: whoever sends it looks at what it holds. */
export function textFromFlag(value: string | undefined, name: string): Setting<string> | undefined {
  return setting(value?.trim(), { kind: 'flag', name });
}

/** As {@link fromEnv}, for a secret: whoever sends it looks at what it holds. */
export function textFromEnv(env: Env, name: string): Setting<string> | undefined {
  return setting(env[name]?.trim() || undefined, { kind: 'environment', name });
}

// Written out: V8 takes a tenth of a millisecond of every start to make \p{Cc}.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is here to find
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

function withoutControls(found: Setting<string> | undefined): Setting<string> | undefined {
  if (found === undefined || !control.test(found.value)) return found;
  throw new UsageError(`${found.origin.name} holds a line end or another control character.`, {
    code: 'setting_malformed',
    hint: 'Set it again, as one line of text.',
  });
}

/**
 * A token, which is one word of ASCII. What is no token throws UsageError as its value is read: a command that sends
 * none has nothing to do with it. The message does not show it.
 */
export function tokenSetting(found: Setting<string> | undefined, label: string): Setting<string> | undefined {
  const fault = found && credentialFault(found.value);
  if (found === undefined || fault === undefined) return found;
  const { origin } = found;
  return {
    origin,
    get value(): string {
      throw malformedToken(origin, label, fault);
    },
  };
}

function malformedToken({ kind, name }: Origin, label: string, fault: string): UsageError {
  const where = kind === 'workspace' ? `of ${name}` : `in ${name}`;
  return new UsageError(`The ${label} ${where} ${fault}.`, {
    code: 'credential_malformed',
    hint:
      kind === 'workspace'
        ? 'Store it again with: segment auth login'
        : 'Copy it again: it is one word of letters, digits and signs.',
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
