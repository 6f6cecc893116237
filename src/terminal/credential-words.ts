import type { CredentialState } from '../clients/credential-status.ts';

/** What a person reads of the kind and the state of a credential. */
export const kindWords = {
  write_key: 'write key',
  token: 'token',
  profile_token: 'profile token',
  oauth: 'oauth',
} as const;
export const stateWords: Readonly<Record<CredentialState, string>> = {
  works: 'works',
  refused: 'refused',
  unreachable: 'no answer',
  unchecked: 'not checked',
};
