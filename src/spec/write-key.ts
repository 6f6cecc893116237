import { credentialFault } from './visible-ascii.ts';

/** What the shape of a write key tells. The messages hold nothing of the key. */
export type WriteKeyShape =
  | { readonly kind: 'usual' }
  /** Unlike Segment's own keys, which may still be right: worth a warning. */
  | { readonly kind: 'unusual'; readonly message: string }
  /** Surely something else: a token, or text that was pasted wrong. */
  | {
      readonly kind: 'not_a_key';
      readonly code: 'token_as_write_key' | 'write_key_malformed';
      readonly message: string;
    };

/**
 * Looks at the shape of a write key: 32 letters and digits (docs/segment-api/tracking.md#write-keys, where other shapes are a
 * warning and no more). A token in its place would leave the machine in every request, so that is refused.
 */
export function writeKeyShape(key: string): WriteKeyShape {
  if (/^sgp_/i.test(key)) return token('This is a Public API token, not a write key.');
  if (/^eyJ[\w-]*\.[\w-]*\.[\w-]*$/.test(key))
    return token('This is an access token (JWT), not a write key.');
  if (/^(?:bearer|basic)\s/i.test(key)) return token('This is an Authorization header, not a write key.');
  if (key === '') return malformed('The write key is empty.');
  const fault = credentialFault(key);
  if (fault !== undefined) return malformed(`The write key ${fault}.`);
  if (key.includes(':')) return malformed('A write key has no colon in it.');
  if (!/^[A-Za-z0-9]{32}$/.test(key)) {
    return {
      kind: 'unusual',
      message: 'The write key does not look like one of Segment: 32 letters and digits.',
    };
  }
  return { kind: 'usual' };
}

function token(message: string): WriteKeyShape {
  return { kind: 'not_a_key', code: 'token_as_write_key', message };
}

function malformed(message: string): WriteKeyShape {
  return { kind: 'not_a_key', code: 'write_key_malformed', message };
}
