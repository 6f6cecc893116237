import { mask } from '../redact.ts';
import { sandboxName, sandboxWriteKey } from '../spec/built-in-sandbox.ts';
import type { Setting, Settings } from '../store/settings.ts';
import type { StoredOAuth, StoredWorkspace } from '../store/stored.ts';

/** One credential of a workspace or of the environment. */
export interface Credential {
  readonly kind: 'write_key' | 'token' | 'profile_token' | 'oauth';
  readonly source: string | undefined;
  /** Masked, or the client id of an OAuth application, which is not a secret. */
  readonly shown: string;
  /** The variable or the file that holds it. */
  readonly location: string;
  /** True when a command would use it now. */
  readonly active: boolean;
  readonly secret: string | StoredOAuth;
}

/** Every credential the settings know of: those that are active, and the stored ones that others take precedence over. */
export function listCredentials(
  settings: Settings,
  workspace: StoredWorkspace | undefined,
  file: string,
): Credential[] {
  const found: Credential[] = [];
  const add = (
    kind: Credential['kind'],
    secret: string,
    location: string,
    active: boolean,
    source?: string,
  ) => {
    const shown = secret === sandboxWriteKey ? secret : mask(secret);
    found.push({ kind, source, shown, location, active, secret });
  };

  const { writeKey, source, oauth } = settings;
  const isStored = writeKey?.origin.kind === 'workspace';
  if (writeKey !== undefined && !isStored)
    add('write_key', writeKey.value, writeKey.origin.name, true, source?.value);
  if (settings.sandbox && isStored) add('write_key', writeKey.value, 'built in', true, sandboxName);
  for (const [alias, { writeKey: key }] of workspace?.sources ?? []) {
    add('write_key', key, file, isStored && source?.value === alias, alias);
  }
  addBoth('token', settings.token, workspace?.token);
  addBoth('profile_token', settings.profileToken, workspace?.profileToken);
  if (oauth !== undefined) {
    const location = oauth.origin.kind === 'workspace' ? oauth.value.privateKeyFile : oauth.origin.name;
    const { value: secret } = oauth;
    found.push({ kind: 'oauth', source: undefined, shown: secret.clientId, location, active: true, secret });
  }
  return found;

  function addBoth(
    kind: 'token' | 'profile_token',
    active: Setting<string> | undefined,
    stored: string | undefined,
  ): void {
    if (active !== undefined && active.origin.kind !== 'workspace')
      add(kind, active.value, active.origin.name, true);
    if (stored !== undefined) add(kind, stored, file, active?.origin.kind === 'workspace');
  }
}
