import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { sandboxName } from '../../src/spec/built-in-sandbox.ts';
import { isRegion, type Region } from '../../src/spec/region.ts';
import { checkSourceAlias, checkWorkspaceName, isName } from '../../src/store/names.ts';
import type { Stored, StoredOAuth, StoredWorkspace } from '../../src/store/stored.ts';
import { envValue } from '../../src/terminal/io.ts';
import { createPrompts } from '../../src/terminal/prompts.ts';
import { readStored, variableInForce } from '../stored/stored-workspace.ts';
import { askSecret, readSecret, type SecretKind } from './read-secret.ts';

/** The flags of `auth login` as they were typed. */
export interface LoginFlags {
  readonly name?: string;
  readonly withWriteKey?: boolean;
  readonly withToken?: boolean;
  readonly withProfileToken?: boolean;
  readonly source?: string;
  readonly spaceId?: string;
  readonly oauthClientId?: string;
  readonly oauthKeyId?: string;
  readonly oauthPrivateKeyFile?: string;
  readonly verify?: boolean;
}

/** What is to be stored. Undefined: not given, and left as it is. */
export interface LoginRequest {
  readonly name: string;
  readonly region: Region;
  readonly source: { readonly alias: string; readonly writeKey: string } | undefined;
  readonly token: string | undefined;
  readonly profileToken: string | undefined;
  readonly spaceId: string | undefined;
  readonly oauth: StoredOAuth | undefined;
}

/** The variable that would be used in place of what is stored, by kind. */
const variables: Readonly<Record<SecretKind, readonly string[]>> = {
  write_key: ['SEGMENT_WRITE_KEY'],
  token: ['SEGMENT_TOKEN', 'PUBLIC_API_TOKEN', 'SEGMENT_API_TOKEN'],
  profile_token: ['SEGMENT_PROFILE_TOKEN'],
};

/**
 * Turns what was typed into what is meant, and asks at a terminal for what is missing. Throws UsageError
 * when two secrets want stdin, when nothing is given to store, or when it would be ignored anyway.
 */
export async function readLoginRequest(app: App, flags: LoginFlags): Promise<LoginRequest> {
  const fromStdin = wantedSecrets(flags);
  const oauth = readOAuth(app, flags);
  const everythingAsked = fromStdin.length === 0 && oauth === undefined && flags.spaceId === undefined;
  if (everythingAsked && !app.mayPrompt) throw nothingGiven();
  for (const kind of fromStdin) refuseIgnored(app, kind);

  const stored = await readStored(app);
  const name = await readName(app, flags, stored);
  const workspace = stored.workspaces.get(name);
  const region = await readRegion(app, name, workspace);
  const given = { name, region, oauth, spaceId: flags.spaceId };

  const read = async (kind: SecretKind): Promise<string | undefined> => {
    if (fromStdin.includes(kind)) return readSecret(app, kind, `segment auth login ${flagOf(kind)}`);
    if (!everythingAsked || variableInForce(app, variables[kind]) !== undefined) return undefined;
    return (await askSecret(app, kind, { optional: true })) || undefined;
  };
  const writeKey = await read('write_key');
  const source =
    writeKey === undefined ? undefined : { alias: await readAlias(app, flags, workspace), writeKey };
  const token = await read('token');
  const profileToken = await read('profile_token');
  const request = { ...given, source, token, profileToken };
  if (profileToken !== undefined) return { ...request, spaceId: await readSpaceId(app, flags, workspace) };
  if (everythingAsked && source === undefined && token === undefined) throw nothingGiven();
  return request;
}

function wantedSecrets(flags: LoginFlags): SecretKind[] {
  const wanted: SecretKind[] = [];
  if (flags.withWriteKey === true) wanted.push('write_key');
  if (flags.withToken === true) wanted.push('token');
  if (flags.withProfileToken === true) wanted.push('profile_token');
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

function refuseIgnored(app: App, kind: SecretKind): void {
  const variable = variableInForce(app, variables[kind]);
  if (variable === undefined) return;
  throw new UsageError(`${variable} is set and would be used in place of what is stored.`, {
    code: 'environment_in_force',
    hint: `unset ${variable}`,
  });
}

async function readName(app: App, flags: LoginFlags, stored: Stored): Promise<string> {
  const said = flags.name ?? app.globals.workspace ?? envValue(app.io.env, 'SEGMENT_WORKSPACE');
  if (said !== undefined) return checkWorkspaceName(said);
  const active = stored.activeWorkspace === sandboxName ? undefined : stored.activeWorkspace;
  const preset = 'default';
  if (!app.mayPrompt) return preset;
  return createPrompts(app.io, app.print).text({
    message: 'Name of the workspace here:',
    default: active ?? preset,
    validate: (typed) =>
      (isName(typed) && typed !== sandboxName) || 'Letters, digits, “-” and “_”; “sandbox” is taken.',
  });
}

async function readRegion(app: App, name: string, workspace: StoredWorkspace | undefined): Promise<Region> {
  const variable = envValue(app.io.env, 'SEGMENT_REGION');
  const said = app.globals.region ?? variable;
  if (said !== undefined && !isRegion(said)) {
    throw new UsageError(`SEGMENT_REGION is “${said}”, which is not a region.`, {
      code: 'region_invalid',
      hint: 'Use us or eu.',
    });
  }
  if (workspace !== undefined) {
    if (said === undefined || said === workspace.region) return workspace.region;
    throw new UsageError(
      `Workspace ${name} is stored for region ${workspace.region}: its credentials do not work in ${said}.`,
      {
        code: 'region_differs',
        hint: `Choose another --name, or start over with: segment auth logout ${name}`,
      },
    );
  }
  if (said !== undefined) return said;
  if (!app.mayPrompt) return 'us';
  return createPrompts(app.io, app.print).choose<Region>({
    message: 'Region of the workspace:',
    choices: [
      { value: 'us', name: 'us (Oregon)' },
      { value: 'eu', name: 'eu (Dublin)' },
    ],
  });
}

async function readAlias(
  app: App,
  flags: LoginFlags,
  workspace: StoredWorkspace | undefined,
): Promise<string> {
  if (flags.source !== undefined) return checkSourceAlias(flags.source);
  const preset = workspace?.defaultSource ?? 'default';
  if (app.mayPrompt) {
    return createPrompts(app.io, app.print).text({
      message: 'Name of its source here:',
      default: preset,
      validate: (typed) => isName(typed) || 'Letters, digits, “-” and “_”.',
    });
  }
  if (workspace !== undefined && workspace.sources.size > 1) {
    throw new UsageError('Which source does this write key belong to? The workspace has several.', {
      code: 'source_missing',
      details: [`known: ${[...workspace.sources.keys()].join(', ')}`],
      hint: 'Name it with --source.',
    });
  }
  return preset;
}

async function readSpaceId(
  app: App,
  flags: LoginFlags,
  workspace: StoredWorkspace | undefined,
): Promise<string> {
  const said = flags.spaceId ?? envValue(app.io.env, 'SEGMENT_SPACE_ID') ?? workspace?.spaceId;
  if (said !== undefined) return said;
  if (app.mayPrompt) {
    return createPrompts(app.io, app.print).text({
      message: 'Id of its space:',
      validate: (typed) => typed.trim() !== '' || 'A Profile API token is of no use without its space.',
    });
  }
  throw new UsageError('A Profile API token belongs to a space: --space-id is missing.', {
    code: 'space_id_missing',
    hint: 'segment auth login --space-id <id> --with-profile-token < token.txt',
  });
}

function readOAuth(app: App, flags: LoginFlags): StoredOAuth | undefined {
  const { oauthClientId: clientId, oauthKeyId: keyId, oauthPrivateKeyFile: file } = flags;
  if (clientId === undefined && keyId === undefined && file === undefined) return undefined;
  if (clientId !== undefined && keyId !== undefined && file !== undefined) {
    const variable = variableInForce(app, [
      'SEGMENT_OAUTH_CLIENT_ID',
      'SEGMENT_OAUTH_KEY_ID',
      'SEGMENT_OAUTH_PRIVATE_KEY_FILE',
    ]);
    if (variable === undefined) return { clientId, keyId, privateKeyFile: pathFrom(app.io, file) };
    throw new UsageError(`${variable} is set and would be used in place of what is stored.`, {
      code: 'environment_in_force',
      hint: `unset ${variable}`,
    });
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
