import type { Http } from '../api/http.ts';
import type { TokenSource } from '../api/oauth.ts';
import { createTracking, type Tracking } from '../api/tracking.ts';
import { watchHttp } from '../api/watch-http.ts';
import { AuthError, UsageError } from '../errors.ts';
import { isLoopback } from '../spec/url.ts';
import { writeKeyShape } from '../spec/write-key.ts';
import type { Settings } from '../store/settings.ts';
import type { CredentialDeps } from './client-deps.ts';

/** Where messages go, opened and described. */
export interface Target {
  readonly settings: Settings;
  readonly tracking: Tracking;
  readonly describe: TargetDescription;
  /** Put this into the body as `writeKey`; undefined when the header carries it (docs/segment-api/tracking.md#write-keys). */
  readonly bodyWriteKey: string | undefined;
}

/** The target without its secrets: for outcome lines and JSON. */
export interface TargetDescription {
  readonly workspace: string | undefined;
  /** The name of the source; undefined when only its key is known. */
  readonly source: string | undefined;
  readonly region: 'us' | 'eu';
  readonly sandbox: boolean;
  readonly url: string;
}

/**
 * Finds the source and opens the way to it. Sends nothing yet. `connections`: how many at once to the
 * host; leave it out for a command that sends one message and ends.
 * Throws AuthError when there is no write key, UsageError when what was given cannot be one.
 */
export async function openTarget(
  deps: CredentialDeps,
  given: Settings,
  options: { readonly connections?: number } = {},
): Promise<Target> {
  // The first call decides about the connections, also of what is looked up.
  const opened = await deps.http(options);
  // Many connections are for a backfill, which shows its own progress.
  const http = options.connections === undefined ? watchHttp(opened, deps.onCall) : opened;
  const found = canLookUp(given)
    ? await (await import('./look-up-write-key.ts')).lookUpWriteKey(deps, given)
    : undefined;
  const settings = found?.settings ?? given;
  const url = settings.urls.tracking.value;
  const describe: TargetDescription = {
    workspace: settings.workspace?.value,
    source: settings.source?.value,
    region: settings.region.value,
    sandbox: settings.sandbox,
    url,
  };
  const writeKey = readWriteKey(deps, settings);
  const tokens =
    settings.oauth === undefined ? undefined : await openTokens(deps, settings, settings.oauth.value, http);
  const keyOrigin = settings.writeKey?.origin.name;
  const tracking = createTracking(
    http,
    { url, writeKey, tokens },
    { region: settings.region.value, keyOrigin, now: deps.now },
  );
  return {
    settings,
    tracking: found === undefined ? tracking : found.watch(tracking),
    describe,
    bodyWriteKey: tokens === undefined ? undefined : writeKey,
  };
}

/** A source was named whose key is not stored, and there is a token to ask the Public API for it. */
function canLookUp({ writeKey, source, token, sandbox }: Settings): boolean {
  return writeKey === undefined && source !== undefined && (token !== undefined || sandbox);
}

function readWriteKey(deps: CredentialDeps, settings: Settings): string {
  const { writeKey, workspace, source, token } = settings;
  if (writeKey === undefined) {
    const where = workspace === undefined ? '' : ` in workspace ${workspace.value}`;
    throw new AuthError(
      source === undefined
        ? `There is no write key${where}.`
        : `There is no write key for source ${source.value}${where}.`,
      {
        code: 'write_key_missing',
        hint:
          token !== undefined
            ? 'Name a source, and its key is looked up with the token: --source NAME. See: segment sources list'
            : workspace === undefined
              ? 'Log in with: segment auth login, set SEGMENT_WRITE_KEY, or try it on this machine with: -w sandbox'
              : 'Store one with: segment auth write-key add',
      },
    );
  }
  checkWriteKeyShape(deps, settings);
  return writeKey.value;
}

/**
 * Refuses what is surely no write key, such as a token: it would leave the machine in every request.
 * Warns about a shape Segment's keys do not have, but for a server on this machine, which may use any.
 */
export function checkWriteKeyShape(
  { warn }: Pick<CredentialDeps, 'warn'>,
  { writeKey, urls }: Settings,
): void {
  if (writeKey === undefined) return;
  const shape = writeKeyShape(writeKey.value);
  if (shape.kind === 'not_a_key') {
    throw new UsageError(`${writeKey.origin.name}: ${shape.message}`, {
      code: shape.code,
      hint: 'The write key is on the source’s page: Settings, API Keys. A Public API token belongs in SEGMENT_TOKEN.',
    });
  }
  if (shape.kind === 'unusual' && !isLoopback(new URL(urls.tracking.value))) {
    warn(`${writeKey.origin.name}: ${shape.message}`);
  }
}

/** The tokens of an OAuth application that may send (docs/segment-api/tracking.md#oauth). Asks for none yet. */
export async function openTokens(
  deps: CredentialDeps,
  { urls }: Settings,
  application: { readonly clientId: string; readonly keyId: string; readonly privateKeyFile: string },
  http: Http,
): Promise<TokenSource> {
  const { createTokenSource } = await import('../api/oauth.ts');
  const { tokens } = await deps.store();
  return createTokenSource(http, {
    ...application,
    authServer: urls.oauth.value,
    scope: 'tracking_api:write',
    cache: tokens,
    now: deps.now,
    onToken: deps.addSecret,
  });
}
