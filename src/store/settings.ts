import { resolve } from 'node:path';
import { type CliError, NotFoundError, UsageError } from '../errors.ts';
import { sandboxName } from '../spec/built-in-sandbox.ts';
import { nearest } from '../spec/nearest.ts';
import { isRegion, type Region } from '../spec/region.ts';
import { type Env, needFolder } from './folders.ts';
import { findProjectFile, type ProjectFile } from './project-file.ts';
import { findSandbox } from './sandbox-address.ts';
import { loadedSecrets, secretsOf, secretVariables } from './secrets.ts';
import { type ServiceUrls, serviceUrls } from './service-urls.ts';
import {
  firstOf,
  fromEnv,
  fromFlag,
  fromProject,
  type Origin,
  type Setting,
  type SettingFlags,
  type SettingInputs,
  setting,
  textFromEnv,
  tokenSetting,
} from './setting.ts';
import { decideSource } from './source-setting.ts';
import type { Peek, Store } from './store.ts';
import { emptyStored, type Stored, type StoredOAuth } from './stored.ts';

export type { Origin, Setting, SettingFlags } from './setting.ts';

/** Every setting of one call with its value and where that came from. */
export interface Settings {
  readonly workspace: Setting<string> | undefined;
  /** True for the built-in workspace `sandbox`: every URL is then a loopback address. */
  readonly sandbox: boolean;
  readonly region: Setting<Region>;
  /** Without a trailing slash and without `/v1`. */
  readonly urls: ServiceUrls;
  /** The alias that names the source; a slug or an id where it could not be looked up; undefined when only a key is known. */
  readonly source: Setting<string> | undefined;
  readonly writeKey: Setting<string> | undefined;
  /** Why there is no write key although a source was named: for a command that needs one and cannot look it up. */
  readonly writeKeyProblem: CliError | undefined;
  /** Public API token. */
  readonly token: Setting<string> | undefined;
  readonly profileToken: Setting<string> | undefined;
  readonly spaceId: Setting<string> | undefined;
  readonly oauth: Setting<StoredOAuth> | undefined;
  /** The tracking plan that the project file names, as written there: an id, or a path from the folder of that file. */
  readonly trackingPlan: Setting<string> | undefined;
  /** Every secret that was loaded, for the redactor. */
  readonly secrets: readonly string[];
  /** Things a person should be told, e.g. a secret found in a project file. */
  readonly warnings: readonly string[];
}

/** Where the settings of a call are looked for. */
interface ResolveOptions {
  readonly flags: SettingFlags;
  readonly env: Env;
  /** Undefined when it is gone. */
  readonly cwd: string | undefined;
  /** Undefined for a user without a home folder. */
  readonly home: string | undefined;
  readonly platform: NodeJS.Platform;
  readonly store: Store;
}

/**
 * Reads what is needed and decides every setting (see {@link decideSettings}). A file that would only have given
 * defaults, and cannot be read, is a warning; one that this call depends on is an error.
 */
export async function resolveSettings(options: ResolveOptions): Promise<Settings> {
  const { flags, env, cwd, store } = options;
  const project = readProject(options);
  const { stored, problem } = await readStored(options, project.file);
  const settings = decideSettings({
    flags,
    env,
    cwd,
    stored,
    project: project.file,
    sandbox: findSandbox(store.folders.state),
  });
  const problems = [project.problem, problem].flatMap((found) =>
    found === undefined ? [] : [`${found} ${withoutIt(settings)}`],
  );
  return { ...settings, warnings: [...store.takeWarnings(), ...problems, ...settings.warnings] };
}

/** What a person should know who goes on without a file: a wrong region takes messages and forgets them. */
function withoutIt({ region }: Settings): string {
  return region.origin.kind === 'default'
    ? `It is skipped; the region is ${region.value}, because nothing else sets one (--region).`
    : 'It is skipped.';
}

/** The project file. One that cannot be used stops a call that leaves anything to it: a guess may be wrong. */
function readProject({ flags, env, cwd, home }: ResolveOptions): {
  readonly file: ProjectFile | undefined;
  readonly problem?: string;
} {
  if (cwd === undefined) return { file: undefined };
  try {
    return { file: findProjectFile(cwd, home) };
  } catch (error) {
    const workspace = namedWorkspace({ flags, env, project: undefined })?.value;
    const isRegionGiven = givenRegion({ flags, env, project: undefined }) !== undefined;
    const isDecided = isRegionGiven && (workspace !== undefined || bringsCredential({ flags, env }));
    if (!(error instanceof UsageError) || !(isDecided || workspace === sandboxName)) throw error;
    return { file: undefined, problem: error.message };
  }
}

/**
 * What is stored, as far as this call needs it. The sandbox needs nothing of it, a workspace that is named needs its
 * record, and otherwise it holds defaults, which a call that brings its own credential can do without.
 */
async function readStored(
  { flags, env, store }: ResolveOptions,
  project: ProjectFile | undefined,
): Promise<Peek> {
  const named = namedWorkspace({ flags, env, project });
  if (named?.value === sandboxName) return { stored: emptyStored(), problem: undefined };
  if (named !== undefined) needFolder(store.folders, 'config');
  else {
    const seen = await store.peek();
    if (seen.problem === undefined || bringsCredential({ flags, env })) return seen;
  }
  return { stored: await store.read(), problem: undefined };
}

/** True when a credential comes with the call itself. */
function bringsCredential({ flags, env }: Pick<ResolveOptions, 'flags' | 'env'>): boolean {
  return flags.writeKey !== undefined || secretVariables.some((name) => fromEnv(env, name) !== undefined);
}

/**
 * Precedence, for each setting on its own: flag > environment > project file > stored workspace > default
 * (docs/rules.md#commands). Pure. Throws NotFoundError for a workspace nobody knows, and for a `--source` where there is no
 * token to look it up with; UsageError for a bad value, and when the sandbox would reach anything but this machine.
 */
export function decideSettings(inputs: SettingInputs): Settings {
  const { flags, env, project, stored } = inputs;
  const workspace = decideWorkspace(inputs);
  const sandbox = workspace?.value === sandboxName;
  const chosen = workspace === undefined || sandbox ? undefined : stored.workspaces.get(workspace.value);
  const home: Origin = { kind: 'workspace', name: `workspace ${workspace?.value ?? ''}` };

  // What a project says belongs to the workspace it names; the sandbox has a region and a source of its own.
  const region = sandbox
    ? decideRegion({ ...inputs, project: undefined }, setting('us', home))
    : decideRegion(inputs, setting(chosen?.region, home));
  const urls = serviceUrls(
    env,
    region.value,
    sandbox ? { value: inputs.sandbox.url, origin: home } : undefined,
  );
  const oauth = decideOAuth(inputs, setting(chosen?.oauth, home));
  const token = tokenSetting(
    firstOf(
      textFromEnv(env, 'SEGMENT_TOKEN'),
      // Neighbours' names: Segment's Terraform provider, and older scripts.
      textFromEnv(env, 'PUBLIC_API_TOKEN'),
      textFromEnv(env, 'SEGMENT_API_TOKEN'),
      setting(chosen?.token, home),
    ),
    'Public API token',
  );
  return {
    workspace,
    sandbox,
    region,
    urls,
    oauth,
    ...decideSource(inputs, workspace?.value, chosen, home, { canLookUp: sandbox || token !== undefined }),
    token,
    profileToken: tokenSetting(
      firstOf(textFromEnv(env, 'SEGMENT_PROFILE_TOKEN'), setting(chosen?.profileToken, home)),
      'Profile API token',
    ),
    spaceId: firstOf(fromEnv(env, 'SEGMENT_SPACE_ID'), setting(chosen?.spaceId, home)),
    trackingPlan: setting(project?.trackingPlan, { kind: 'project', name: project?.path ?? '' }),
    secrets: [
      ...loadedSecrets(stored, env),
      ...(project?.strayed ?? []).map(({ value }) => value),
      ...secretsOf([flags.writeKey]),
    ],
    warnings: (project?.strayed ?? []).map(
      ({ name }) =>
        `${project?.path} holds “${name}”, which may be a secret: it is ignored. Take it out of the file and store it with: segment auth login`,
    ),
  };
}

type NamingInputs = Pick<SettingInputs, 'flags' | 'env' | 'project'>;

/** The workspace that somebody named for this call. */
function namedWorkspace({ flags, env, project }: NamingInputs): Setting<string> | undefined {
  return firstOf(
    fromFlag(flags.workspace, '--workspace'),
    fromEnv(env, 'SEGMENT_WORKSPACE'),
    fromProject(project, project?.workspace),
  );
}

function decideWorkspace(inputs: SettingInputs): Setting<string> | undefined {
  const { stored } = inputs;
  const found = firstOf(
    namedWorkspace(inputs),
    setting(stored.activeWorkspace, { kind: 'workspace', name: 'config.json' }),
  );
  if (found === undefined || found.value === sandboxName || stored.workspaces.has(found.value)) return found;
  throw unknownWorkspace(found.value, stored, found.origin);
}

/** The error for a workspace that is not stored: lists those that are, and names the one that was probably meant. */
export function unknownWorkspace(name: string, stored: Stored, origin?: Origin): NotFoundError {
  const known = [...stored.workspaces.keys(), sandboxName];
  const meant = nearest(name, known);
  const where = origin === undefined || origin.kind === 'flag' ? '' : ` (from ${origin.name})`;
  return new NotFoundError(`There is no workspace “${name}”${where}.`, {
    code: 'unknown_workspace',
    details: [`known: ${known.join(', ')}`],
    hint: meant === undefined ? `Store it: segment auth login --name ${name}` : `Did you mean “${meant}”?`,
  });
}

function givenRegion({ flags, env, project }: NamingInputs): Setting<string> | undefined {
  return firstOf(
    fromFlag(flags.region, '--region'),
    fromEnv(env, 'SEGMENT_REGION'),
    fromProject(project, project?.region),
  );
}

function decideRegion(inputs: SettingInputs, stored: Setting<Region> | undefined): Setting<Region> {
  const given = givenRegion(inputs);
  if (given === undefined) return stored ?? { value: 'us', origin: { kind: 'default', name: 'default' } };
  const { value, origin } = given;
  if (isRegion(value)) return { value, origin };
  throw new UsageError(`${origin.name} is “${value}”, which is not a region.`, {
    code: 'region_invalid',
    hint: 'Use us or eu.',
  });
}

function decideOAuth(
  { env, cwd }: SettingInputs,
  stored: Setting<StoredOAuth> | undefined,
): Setting<StoredOAuth> | undefined {
  const clientId = fromEnv(env, 'SEGMENT_OAUTH_CLIENT_ID');
  const keyId = fromEnv(env, 'SEGMENT_OAUTH_KEY_ID');
  const keyFile = fromEnv(env, 'SEGMENT_OAUTH_PRIVATE_KEY_FILE');
  const given = clientId ?? keyId ?? keyFile;
  if (given === undefined) return stored;
  const value = {
    clientId: clientId?.value ?? stored?.value.clientId,
    keyId: keyId?.value ?? stored?.value.keyId,
    privateKeyFile: keyFile === undefined ? stored?.value.privateKeyFile : fromFolder(cwd, keyFile.value),
  };
  if (value.clientId !== undefined && value.keyId !== undefined && value.privateKeyFile !== undefined) {
    const { clientId, keyId, privateKeyFile } = value;
    return { value: { clientId, keyId, privateKeyFile }, origin: given.origin };
  }
  const missing = [
    ['SEGMENT_OAUTH_CLIENT_ID', value.clientId],
    ['SEGMENT_OAUTH_KEY_ID', value.keyId],
    ['SEGMENT_OAUTH_PRIVATE_KEY_FILE', value.privateKeyFile],
  ].flatMap(([name, value]) => (value === undefined ? [`${name} is not set`] : []));
  throw new UsageError(
    `${given.origin.name} is set, but an OAuth application needs all three of its variables.`,
    {
      code: 'oauth_incomplete',
      details: missing,
    },
  );
}

/** As it is where the working folder is gone: whoever opens it says that it is not there. */
function fromFolder(cwd: string | undefined, path: string): string {
  return cwd === undefined ? path : resolve(cwd, path);
}
