import { sandboxWriteKey } from '../spec/built-in-sandbox.ts';
import type { Env } from './folders.ts';
import type { Stored } from './stored.ts';

/** The variables that hold a secret. */
export const secretVariables = [
  'SEGMENT_WRITE_KEY',
  'SEGMENT_TOKEN',
  'PUBLIC_API_TOKEN',
  'SEGMENT_API_TOKEN',
  'SEGMENT_PROFILE_TOKEN',
] as const;

/** Every secret that is stored or set in the environment. The sandbox's key is public. */
export function loadedSecrets(stored: Stored, env: Env): readonly string[] {
  const found = secretVariables.map((name) => env[name]);
  for (const { token, profileToken, sources } of stored.workspaces.values()) {
    found.push(token, profileToken, ...[...sources.values()].map(({ writeKey }) => writeKey));
  }
  return secretsOf(found);
}

/** As they are sent, each once: without the space around them. */
export function secretsOf(texts: readonly (string | undefined)[]): readonly string[] {
  const trimmed = texts.map((text) => text?.trim() ?? '');
  return [...new Set(trimmed)].filter((secret) => secret !== '' && secret !== sandboxWriteKey);
}
