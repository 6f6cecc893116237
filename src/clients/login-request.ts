import { UsageError } from '../errors.ts';
import { sandboxName } from '../spec/built-in-sandbox.ts';
import { isRegion, type Region } from '../spec/region.ts';
import type { Env } from '../store/folders.ts';
import { checkSourceAlias, checkWorkspaceName } from '../store/names.ts';
import { textFromEnv } from '../store/setting.ts';
import type { Stored, StoredOAuth, StoredWorkspace } from '../store/stored.ts';
import type { SecretKind } from './secret.ts';
import type { LoginCredentials } from './verify-login.ts';

/** What to store, as it was typed, by the names of the flags. */
export interface LoginOptions {
  readonly name?: string;
  readonly withWriteKey?: boolean;
  readonly withToken?: boolean;
  readonly withProfileToken?: boolean;
  readonly source?: string;
  readonly spaceId?: string;
  readonly oauthClientId?: string;
  readonly oauthKeyId?: string;
  readonly oauthPrivateKeyFile?: string;
}

/** What is to be stored. Undefined: not given, and left as it is. */
export interface LoginRequest extends LoginCredentials {
  readonly name: string;
  readonly source: { readonly alias: string; readonly writeKey: string } | undefined;
}

/** Asks a person, who may leave a secret out. */
export interface LoginPrompts {
  name(preset: string): Promise<string>;
  region(): Promise<Region>;
  alias(preset: string): Promise<string>;
  spaceId(): Promise<string>;
  secret(kind: SecretKind): Promise<string>;
}

/** Where the parts of a login come from. */
export interface LoginDeps {
  readonly env: Env;
  /** `-w` and `--region`. */
  readonly workspace: string | undefined;
  readonly region: string | undefined;
  /** Undefined where prompts are disabled. */
  readonly prompts: LoginPrompts | undefined;
  readonly readStored: () => Promise<Stored>;
  /** From stdin. `flag` names it in an error. */
  readonly readSecret: (kind: SecretKind, flag: string) => Promise<string>;
  /** An absolute path. */
  readonly pathFrom: (file: string) => string;
}

/** The variable that would be used in place of what is stored, by kind. */
const variables: Readonly<Record<SecretKind | 'oauth', readonly string[]>> = {
  write_key: ['SEGMENT_WRITE_KEY'],
  token: ['SEGMENT_TOKEN', 'PUBLIC_API_TOKEN', 'SEGMENT_API_TOKEN'],
  profile_token: ['SEGMENT_PROFILE_TOKEN'],
  oauth: ['SEGMENT_OAUTH_CLIENT_ID', 'SEGMENT_OAUTH_KEY_ID', 'SEGMENT_OAUTH_PRIVATE_KEY_FILE'],
};

/**
 * Turns what was typed into what is meant, and asks at a terminal for what is missing. Throws UsageError
 * when two secrets want stdin, when nothing is given to store, or when it would be ignored anyway.
 */
export async function readLoginRequest(deps: LoginDeps, options: LoginOptions): Promise<LoginRequest> {
  const { prompts } = deps;
  const fromStdin = secretsFromStdin(options);
  const oauth = readOAuth(deps, options);
  const isEmpty = fromStdin.length === 0 && oauth === undefined && options.spaceId === undefined;
  if (isEmpty && prompts === undefined) throw nothingGiven();
  for (const kind of fromStdin) refuseIgnored(deps, kind);

  const stored = await deps.readStored();
  const name = await readName(deps, options, stored);
  const workspace = stored.workspaces.get(name);
  const region = await readRegion(deps, name, workspace);

  const read = async (kind: SecretKind): Promise<string | undefined> => {
    if (fromStdin.includes(kind)) return deps.readSecret(kind, flagOf(kind));
    if (!isEmpty || variableSet(deps, kind) !== undefined) return undefined;
    return (await prompts?.secret(kind)) || undefined;
  };
  const writeKey = await read('write_key');
  const source =
    writeKey === undefined ? undefined : { alias: await readAlias(prompts, options, workspace), writeKey };
  const token = await read('token');
  const profileToken = await read('profile_token');
  if (isEmpty && source === undefined && token === undefined && profileToken === undefined)
    throw nothingGiven();
  const spaceId = profileToken === undefined ? options.spaceId : await readSpaceId(deps, options, workspace);
  return { name, region, source, token, profileToken, spaceId, oauth };
}

function secretsFromStdin(options: LoginOptions): SecretKind[] {
  const wanted: SecretKind[] = [];
  if (options.withWriteKey === true) wanted.push('write_key');
  if (options.withToken === true) wanted.push('token');
  if (options.withProfileToken === true) wanted.push('profile_token');
  if (wanted.length > 1) {
    throw new UsageError(`${wanted.map(flagOf).join(' and ')} both read stdin, which holds one secret.`, {
      code: 'stdin_used_twice',
      hint: 'Call auth login once for each of them, with the same --name.',
    });
  }
  return wanted;
}

function flagOf(kind: SecretKind): string {
  return `--with-${kind.replace('_', '-')}`;
}

function nothingGiven(): UsageError {
  return new UsageError('There is nothing to store, and prompts are disabled.', {
    code: 'credential_missing',
    details: ['give one of --with-write-key, --with-token, --with-profile-token, or the --oauth-… flags'],
    hint: 'segment auth login --name prod --region us --source web --with-write-key < write-key.txt',
  });
}

function variableSet({ env }: LoginDeps, kind: keyof typeof variables): string | undefined {
  return variables[kind].find((name) => textFromEnv(env, name) !== undefined);
}

function refuseIgnored(deps: LoginDeps, kind: keyof typeof variables): void {
  const variable = variableSet(deps, kind);
  if (variable === undefined) return;
  throw new UsageError(`${variable} is set and would be used in place of what is stored.`, {
    code: 'environment_in_force',
    hint: `unset ${variable}`,
  });
}

async function readName(
  { workspace, env, prompts }: LoginDeps,
  options: LoginOptions,
  { activeWorkspace }: Stored,
): Promise<string> {
  const name = options.name ?? workspace ?? textFromEnv(env, 'SEGMENT_WORKSPACE')?.value;
  if (name !== undefined) return checkWorkspaceName(name);
  const preset = 'default';
  const active = activeWorkspace === sandboxName ? undefined : activeWorkspace;
  return prompts === undefined ? preset : prompts.name(active ?? preset);
}

async function readRegion(
  { region: flag, env, prompts }: LoginDeps,
  name: string,
  workspace: StoredWorkspace | undefined,
): Promise<Region> {
  const region = flag ?? textFromEnv(env, 'SEGMENT_REGION')?.value;
  if (region !== undefined && !isRegion(region)) {
    throw new UsageError(`SEGMENT_REGION is “${region}”, which is not a region.`, {
      code: 'region_invalid',
      hint: 'Use us or eu.',
    });
  }
  if (workspace !== undefined) {
    if (region === undefined || region === workspace.region) return workspace.region;
    throw new UsageError(
      `Workspace ${name} is stored for region ${workspace.region}: its credentials do not work in ${region}.`,
      {
        code: 'region_differs',
        hint: `Choose another --name, or start over with: segment auth logout ${name}`,
      },
    );
  }
  return region ?? (prompts === undefined ? 'us' : prompts.region());
}

async function readAlias(
  prompts: LoginPrompts | undefined,
  { source }: LoginOptions,
  workspace: StoredWorkspace | undefined,
): Promise<string> {
  if (source !== undefined) return checkSourceAlias(source);
  const preset = workspace?.defaultSource ?? 'default';
  if (prompts !== undefined) return prompts.alias(preset);
  if (workspace === undefined || workspace.sources.size <= 1) return preset;
  throw new UsageError('Which source does this write key belong to? The workspace has several.', {
    code: 'source_missing',
    details: [`known: ${[...workspace.sources.keys()].join(', ')}`],
    hint: 'Name it with --source.',
  });
}

async function readSpaceId(
  { env, prompts }: LoginDeps,
  options: LoginOptions,
  workspace: StoredWorkspace | undefined,
): Promise<string> {
  const id = options.spaceId ?? textFromEnv(env, 'SEGMENT_SPACE_ID')?.value ?? workspace?.spaceId;
  if (id !== undefined) return id;
  if (prompts !== undefined) return prompts.spaceId();
  throw new UsageError('A Profile API token belongs to a space: --space-id is missing.', {
    code: 'space_id_missing',
    hint: 'segment auth login --space-id <id> --with-profile-token < token.txt',
  });
}

function readOAuth(deps: LoginDeps, options: LoginOptions): StoredOAuth | undefined {
  const { oauthClientId: clientId, oauthKeyId: keyId, oauthPrivateKeyFile: file } = options;
  if (clientId === undefined && keyId === undefined && file === undefined) return undefined;
  if (clientId !== undefined && keyId !== undefined && file !== undefined) {
    refuseIgnored(deps, 'oauth');
    return { clientId, keyId, privateKeyFile: deps.pathFrom(file) };
  }
  throw new UsageError('An OAuth application needs all three of its flags.', {
    code: 'oauth_incomplete',
    details: [
      ...(clientId === undefined ? ['--oauth-client-id is missing'] : []),
      ...(keyId === undefined ? ['--oauth-key-id is missing'] : []),
      ...(file === undefined ? ['--oauth-private-key-file is missing'] : []),
    ],
  });
}
