import { stringAt, valueAt } from '../api/api-object.ts';
import type { Tracking } from '../api/tracking.ts';
import { AuthError, NotFoundError } from '../errors.ts';
import type { PrivateCache } from '../store/private-cache.ts';
import type { Settings } from '../store/settings.ts';
import {
  type CachedWriteKey,
  createWriteKeyCache,
  writeKeyLifeMs,
  writeKeyName,
} from '../store/write-key-cache.ts';
import { findSource } from '../workspace/names/find.ts';
import { sourceTitle, writeKeysOf } from '../workspace/names/source-facts.ts';
import type { CredentialDeps } from './client-deps.ts';
import { openWorkspace } from './open-workspace.ts';

/** A source whose write key came from the Public API. */
export interface LookedUp {
  /** The settings with source and key in them. */
  readonly settings: Settings;
  /** The same way to Segment; when the key is refused there, it is forgotten here. */
  watch(tracking: Tracking): Tracking;
}

/**
 * The write key of the source that is named, from the Public API, or from the day's memory of it. Throws
 * NotFoundError for a source that the workspace has not, and AuthError where the token may not see the key.
 */
export async function lookUpWriteKey(deps: CredentialDeps, settings: Settings): Promise<LookedUp> {
  const source = settings.source?.value ?? '';
  const region = settings.region.value;
  const opener = { token: settings.token?.value ?? '', apiUrl: settings.urls.api.value };
  const name = writeKeyName(opener, source);
  // A sandbox has other keys with every seed, and would take an old one for a new source.
  const cache = settings.sandbox ? undefined : await openCache(deps);
  const cached = await cache?.get(name);
  const isKnown = cached !== undefined && cached.region === region;
  const found = isKnown ? cached : await askFor(deps, settings, source);
  deps.addSecret(found.writeKey);
  if (!isKnown) await cache?.set(name, found);
  const { token } = settings;
  const origin = token?.origin ?? { kind: 'workspace', name: 'workspace sandbox' };
  return {
    settings: {
      ...settings,
      source: { value: found.slug, origin: settings.source?.origin ?? origin },
      writeKey: {
        value: found.writeKey,
        origin: { kind: origin.kind, name: `source ${found.slug}, looked up with ${origin.name},` },
      },
      writeKeyProblem: undefined,
    },
    watch: (tracking) => forgetWhenRefused(tracking, async () => cache?.set(name, undefined), isKnown),
  };
}

async function openCache({
  store,
  platform,
  now,
  warn,
}: CredentialDeps): Promise<PrivateCache<CachedWriteKey>> {
  const { folders } = await store();
  return createWriteKeyCache(folders.cache, {
    platform,
    now,
    warn: (warning) => {
      if (warning !== undefined) warn(warning);
    },
  });
}

async function askFor(deps: CredentialDeps, settings: Settings, name: string): Promise<CachedWriteKey> {
  const { api } = await openWorkspace(deps, settings);
  const tokenName = settings.token?.origin.name ?? 'workspace sandbox';
  const source = await findSource(api, name).catch((error: unknown) => {
    throw error instanceof NotFoundError ? unknownHere(error, settings) : error;
  });
  const [writeKey] = writeKeysOf(source);
  const title = sourceTitle(source);
  if (writeKey === undefined) {
    throw new AuthError(`The token from ${tokenName} cannot see the write key of ${title}.`, {
      code: 'write_keys_hidden',
      details: ['Keys are hidden from tokens without the role Source Admin or Workspace Owner.'],
      hint: `Store the key by itself: segment auth write-key add ${stringAt(source.value, 'slug')}, or set SEGMENT_WRITE_KEY`,
    });
  }
  if (valueAt(source.value, 'enabled') === false)
    deps.warn(`${title} is disabled: Segment drops what is sent to it.`);
  deps.verbose(`looked up the write key of ${title} with the token from ${tokenName}`);
  return {
    writeKey,
    region: settings.region.value,
    slug: stringAt(source.value, 'slug') || name,
    expiresAt: deps.now().getTime() + writeKeyLifeMs,
  };
}

/** Neither at Segment nor on this machine: the names that are stored here may hold the one that was meant. */
function unknownHere(error: NotFoundError, { writeKeyProblem }: Settings): NotFoundError {
  return new NotFoundError(error.message, {
    code: 'unknown_source',
    details: (writeKeyProblem?.details ?? []).map((line) => line.replace(/^known:/, 'stored here:')),
    hint: error.hint,
    cause: error,
  });
}

const keyRefusals = new Set(['write_key_invalid', 'write_key_refused']);

function forgetWhenRefused(tracking: Tracking, forget: () => Promise<void>, wasCached: boolean): Tracking {
  return {
    async post(request) {
      const outcome = await tracking.post(request);
      if (outcome.kind !== 'stop' || !keyRefusals.has(outcome.error.code)) return outcome;
      await forget();
      if (!wasCached) return outcome;
      const { message, code, status, requestId } = outcome.error;
      const hint =
        'It was cached by an earlier call and is now deleted: run the same command again to look it up again.';
      return {
        kind: 'stop',
        error: new AuthError(message, { code, status, requestId, hint, retryable: true }),
      };
    },
  };
}
