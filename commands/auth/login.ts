import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { type LoginOptions, type LoginRequest, readLoginRequest } from '../../src/clients/login-request.ts';
import { secretLabels } from '../../src/clients/secret.ts';
import { type VerifiedLogin, verifyLogin } from '../../src/clients/verify-login.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { isName } from '../../src/store/names.ts';
import { putCredentials } from '../../src/store/put-credentials.ts';
import { serviceUrls } from '../../src/store/service-urls.ts';
import { envValue } from '../../src/terminal/io.ts';
import { loginPrompts } from '../../src/terminal/login-prompts.ts';
import { createPrompts } from '../../src/terminal/prompts.ts';
import type { FlagsFor, FlagsOf } from '../options.ts';
import { clientDeps } from '../reading/client-deps.ts';
import { overridingVariable, printOutcome, readStored, updateStored } from '../stored/stored-workspace.ts';
import { askSecret, readSecret } from './read-secret.ts';

const examples = `
At a terminal, asks for what is missing. A secret is never the value of a flag, because it would show in
the list of processes. One secret is read from stdin per call; call again to add another.

Examples:
  $ segment auth login
  $ segment auth login --name prod --region eu --source web --with-write-key < write-key.txt
  $ echo "$TOKEN" | segment auth login --name prod --with-token
  $ segment auth login --name prod --space-id spa_123 --with-profile-token < token.txt`;

export function register(command: Command, app: App): void {
  addLoginOptions(command)
    .addHelpText('after', examples)
    .action((flags) => logIn(app, flags));
}

function addLoginOptions(command: Command) {
  const keyFile = 'OAuth: the private key as a PEM file; only its path is stored';
  return command
    .option('--name <workspace>', 'what to call the workspace here (default: “default”)')
    .option('--with-write-key', 'read the write key of a source from stdin')
    .option('--with-token', 'read a Public API token from stdin')
    .option('--with-profile-token', 'read a Profile API token from stdin')
    .option('--source <alias>', 'what to call the source of the write key (default: “default”)')
    .option('--space-id <id>', 'the space that the Profile API token belongs to')
    .option('--oauth-client-id <id>', 'OAuth: the id of the application')
    .option('--oauth-key-id <id>', 'OAuth: the id of its key')
    .option('--oauth-private-key-file <file>', keyFile)
    .option('--no-verify', 'store it without checking it with Segment');
}

type LoginFlags = FlagsFor<FlagsOf<typeof addLoginOptions>, LoginOptions>;

/** Reads what to store, checks it with Segment, and makes the workspace the active one. */
async function logIn(app: App, flags: LoginFlags): Promise<void> {
  const { io, globals } = app;
  const request = await readLoginRequest(
    {
      env: io.env,
      workspace: globals.workspace,
      region: globals.region,
      prompts: app.mayPrompt
        ? loginPrompts(createPrompts(io, app.print), {
            isName,
            secret: (kind) => askSecret(app, kind, { optional: true }),
          })
        : undefined,
      readStored: () => readStored(app),
      readSecret: (kind, flag) => readSecret(app, kind, `segment auth login ${flag}`),
      pathFrom: (file) => pathFrom(io, file),
    },
    flags,
  );
  const urls = serviceUrls(io.env, request.region);
  const verified = flags.verify ? await verifyLogin(clientDeps(app), urls, request) : undefined;
  const source = request.source && { ...request.source, slug: verified?.sourceSlug };
  await updateStored(app, (stored) => {
    putCredentials(stored, { ...request, source }, io.now().toISOString());
    stored.activeWorkspace = request.name;
  });
  await printLogin(app, request, verified);
}

async function printLogin(
  app: App,
  { name, region, source, token, profileToken, spaceId, oauth }: LoginRequest,
  verified: VerifiedLogin | undefined,
): Promise<void> {
  const given = [
    ['write_key', source, `the ${secretLabels.write_key} of source ${source?.alias}`],
    ['token', token, `the ${secretLabels.token}`],
    ['profile_token', profileToken, `the ${secretLabels.profile_token}`],
    ['space_id', spaceId, 'the space id'],
    ['oauth', oauth, 'the OAuth application'],
  ] as const;
  const stored = given.filter(([, value]) => value !== undefined);
  const checked = verified === undefined ? 'unchecked' : 'checked with Segment';
  const variable = overridingVariable(app, ['SEGMENT_WORKSPACE']);
  const isOverridden = variable !== undefined && envValue(app.io.env, variable) !== name;
  const result = {
    workspace: name,
    region,
    source: source?.alias ?? null,
    stored: stored.map(([kind]) => kind),
    verified: verified !== undefined,
    file: (await app.store()).credentialsFile,
  };
  await printOutcome(app, result, [
    `Stored ${stored.map(([, , label]) => label).join(', ')} in workspace ${name} (${region}), ${checked}.`,
    verified?.workspaceName === undefined
      ? undefined
      : `Segment calls the workspace “${verified.workspaceName}”.`,
    isOverridden ? `${variable} is set: it names another workspace, which overrides this one.` : undefined,
    source && `Next: segment track "Test Event" -u user_1 -w ${name} --source ${source.alias}`,
  ]);
}
