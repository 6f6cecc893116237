import { shownAuthorization } from '../api/authorization.ts';
import type { ApiName } from '../segment/endpoints/endpoint.ts';
import { sandboxWriteKey } from '../spec/built-in-sandbox.ts';

/** One of the three APIs as the active workspace has it. Nothing is opened, and there need be no credential. */
export interface ApiPlace {
  readonly name: ApiName;
  /** `Public API`: for the messages. */
  readonly title: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The variable that sets it. */
  readonly urlVariable: string;
  /** How it is shown that a credential goes along: never the credential. */
  readonly authorization: (typeof shownAuthorization)[keyof typeof shownAuthorization];
  readonly curlCredential: string;
  /** With OAuth the body carries the write key. */
  readonly keyInBody: boolean;
}

/** The settings that decide where an API is. */
export interface PlaceSettings {
  readonly urls: Readonly<Record<'api' | 'profile' | 'tracking', { readonly value: string }>>;
  readonly sandbox: boolean;
  /** The application that gets the tokens of the Tracking API; undefined without OAuth. */
  readonly oauth: object | undefined;
}

/** Where an API is, and how its credential is sent (docs/segment-api/public.md#authentication, docs/segment-api/tracking.md#write-keys, docs/segment-api/profile.md#authentication). */
export function placeOf(name: ApiName, { urls, sandbox, oauth }: PlaceSettings): ApiPlace {
  // What the sandbox takes is written out, so that the line works as it is.
  const word = (inSandbox: string, variable: string) => (sandbox ? inSandbox : variable);
  const place = (
    title: string,
    service: keyof typeof urls,
    scheme: keyof typeof shownAuthorization,
    credential: string,
  ): ApiPlace => ({
    name,
    title,
    baseUrl: urls[service].value,
    urlVariable: `SEGMENT_${service.toUpperCase()}_URL`,
    authorization: shownAuthorization[scheme],
    curlCredential: scheme === 'basic' ? `-u "${credential}:"` : `-H "Authorization: Bearer ${credential}"`,
    keyInBody: name === 'tracking' && oauth !== undefined,
  });
  switch (name) {
    case 'public':
      return place('Public API', 'api', 'bearer', word('sandbox', '$SEGMENT_TOKEN'));
    case 'profile':
      return place('Profile API', 'profile', 'basic', word('sandbox', '$SEGMENT_PROFILE_TOKEN'));
    case 'tracking':
      return oauth === undefined
        ? place('Tracking API', 'tracking', 'basic', word(sandboxWriteKey, '$SEGMENT_WRITE_KEY'))
        : place('Tracking API', 'tracking', 'bearer', '$SEGMENT_ACCESS_TOKEN');
  }
}
