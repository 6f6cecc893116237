import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type Credential, listCredentials } from '../../src/clients/active-credentials.ts';
import {
  type CredentialCheck,
  checkOAuth,
  checkProfileToken,
  checkToken,
  checkWriteKey,
} from '../../src/clients/check-credential.ts';
import type { CredentialWorld } from '../../src/clients/client-world.ts';
import { AuthError, type CliError } from '../../src/errors.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import type { Settings } from '../../src/store/settings.ts';
import { renderTable, tableLook } from '../../src/terminal/table.ts';
import { clientWorld } from '../reading/client-world.ts';
import { guardEnvironment } from '../stored/stored-workspace.ts';

export function register(command: Command, app: App): void {
  command
    .option('--offline', 'show what is stored and set; make no request')
    .addHelpText(
      'after',
      `
Exits with 4 if no credential is active or an active one was refused, and with 7 if Segment could not be reached.

Examples:
  $ segment auth status
  $ segment auth status --offline
  $ segment auth status -w prod --json`,
    )
    .action(async (flags: { readonly offline?: boolean }) => {
      guardEnvironment(app);
      const context = await app.context();
      const rows = await readRows(app, context, flags.offline === true);
      if (app.globals.json) await app.print.json(toJson(context, rows));
      else await printRows(app, context, rows);
      const error = failureOf(context, rows);
      if (error !== undefined) throw error;
    });
}

type State = CredentialCheck['state'] | 'unchecked';

interface Row {
  readonly credential: Credential;
  readonly state: State;
  /** What Segment calls the thing it opens. */
  readonly name: string | undefined;
  readonly error: CliError | undefined;
}

async function readRows(app: App, context: Settings, offline: boolean): Promise<Row[]> {
  const store = await app.store();
  // The context has told what cannot be read.
  const { stored } = await store.peek();
  const workspace =
    context.workspace === undefined ? undefined : stored.workspaces.get(context.workspace.value);
  const readRow = async (credential: Credential): Promise<Row> => {
    const check = offline ? undefined : await checkOne(clientWorld(app), context, credential);
    return {
      credential,
      state: check?.state ?? 'unchecked',
      name: check?.state === 'works' ? check.name : undefined,
      error: check === undefined || check.state === 'works' ? undefined : check.error,
    };
  };
  // Side by side: a server that never answers is waited for once, however many credentials there are.
  return Promise.all(listCredentials(context, workspace, store.credentialsFile).map(readRow));
}

/** Undefined where there is no way to ask: a Profile token without its space. */
async function checkOne(
  world: CredentialWorld,
  { urls, region, spaceId }: Settings,
  { kind, secret }: Credential,
): Promise<CredentialCheck | undefined> {
  if (typeof secret !== 'string')
    return checkOAuth(world, { authServer: urls.oauth.value, application: secret });
  if (kind === 'write_key')
    return checkWriteKey(world, { cdnUrl: urls.cdn.value, region: region.value, writeKey: secret });
  if (kind === 'token')
    return checkToken(world, { apiUrl: urls.api.value, region: region.value, token: secret });
  if (spaceId === undefined) return undefined;
  return checkProfileToken(world, { profileUrl: urls.profile.value, spaceId: spaceId.value, token: secret });
}

/** Field names are a contract. */
function toJson(
  { workspace, region, source, spaceId }: Settings,
  rows: readonly Row[],
): Record<string, unknown> {
  return {
    workspace: workspace?.value ?? null,
    workspaceOrigin: workspace?.origin.name ?? null,
    region: region.value,
    regionOrigin: region.origin.name,
    source: source?.value ?? null,
    spaceId: spaceId?.value ?? null,
    credentials: rows.map(({ credential, state, name, error }) => ({
      kind: credential.kind,
      source: credential.source ?? null,
      region: region.value,
      value: credential.shown,
      location: credential.location,
      active: credential.active,
      state,
      name: name ?? null,
      error:
        error === undefined ? null : { code: error.code, message: error.message, hint: error.hint ?? null },
    })),
  };
}

const kindWords = {
  write_key: 'write key',
  token: 'token',
  profile_token: 'profile token',
  oauth: 'oauth',
} as const;
const stateWords: Readonly<Record<State, string>> = {
  works: 'works',
  refused: 'refused',
  unreachable: 'no answer',
  unchecked: 'not checked',
};

async function printRows(app: App, context: Settings, rows: readonly Row[]): Promise<void> {
  const { workspace, region } = context;
  const { style } = app.print;
  const where = `region ${region.value} (${region.origin.name})`;
  const who =
    workspace === undefined ? 'no workspace' : `workspace ${workspace.value} (${workspace.origin.name})`;
  app.print.note(`${style.symbols.pointer} ${escapeLine(`${who} · ${where}`)}`);
  const columns = [
    { header: 'kind', whole: true },
    { header: 'source' },
    { header: 'region' },
    { header: 'value', whole: true },
    { header: 'active' },
    { header: 'state', whole: true },
    { header: 'from' },
  ];
  const cells = rows.map(({ credential, state }) => [
    kindWords[credential.kind],
    credential.source ?? '',
    region.value,
    credential.shown,
    credential.active ? 'yes' : '',
    stateWords[state],
    credential.location,
  ]);
  await app.print.result(renderTable(columns, cells, tableLook(app.io, app.print.resultStyle)));
  for (const { name, credential } of rows) {
    if (name !== undefined)
      app.print.verbose(`${kindWords[credential.kind]}: Segment calls it “${escapeLine(name)}”`);
  }
  for (const { error, credential } of rows) {
    if (error !== undefined && !credential.active)
      app.print.warn(
        `${kindWords[credential.kind]} of ${credential.source ?? credential.location}: ${error.message}`,
      );
  }
  if (app.io.platform === 'win32')
    app.print.note('File modes protect little on Windows: the folder of your user account does.');
}

/** Exit 4 for a refusal before 7 for silence: the first needs a person, the second only time. */
function failureOf(context: Settings, rows: readonly Row[]): CliError | undefined {
  const active = rows.filter(({ credential }) => credential.active);
  const worst =
    active.find(({ state }) => state === 'refused') ?? active.find(({ state }) => state === 'unreachable');
  if (worst !== undefined) return worst.error;
  if (active.length > 0) return undefined;
  const problem = context.writeKeyProblem;
  return new AuthError(problem?.message ?? 'No credential is active.', {
    code: 'not_logged_in',
    details: problem?.details,
    hint:
      problem?.hint ??
      'Log in with: segment auth login. To try things on this machine no login is needed: -w sandbox',
  });
}
