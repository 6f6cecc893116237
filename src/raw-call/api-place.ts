import { shownAuthorization } from '../api/authorization.ts';
import type { ApiName } from '../segment/endpoints/endpoint.ts';
import { sandboxWriteKey } from '../spec/built-in-sandbox.ts';

/** One of the three APIs as the workspace in force has it. Nothing is opened, and there need be no credential. */
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
  /** The same for curl. */
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
  const bearer = (token: string) =>
    ({
      authorization: shownAuthorization.bearer,
      curlCredential: `-H "Authorization: Bearer ${token}"`,
    }) as const;
  const basic = (user: string) =>
    ({ authorization: shownAuthorization.basic, curlCredential: `-u "${user}:"` }) as const;
  switch (name) {
    case 'public':
      return {
        name,
        keyInBody: false,
        title: 'Public API',
        baseUrl: urls.api.value,
        urlVariable: 'SEGMENT_API_URL',
        // The sandbox takes any: so the line works as it is.
        ...bearer(sandbox ? 'sandbox' : '$SEGMENT_TOKEN'),
      };
    case 'profile':
      return {
        name,
        keyInBody: false,
        title: 'Profile API',
        baseUrl: urls.profile.value,
        urlVariable: 'SEGMENT_PROFILE_URL',
        ...basic(sandbox ? 'sandbox' : '$SEGMENT_PROFILE_TOKEN'),
      };
    case 'tracking':
      return {
        name,
        keyInBody: oauth !== undefined,
        title: 'Tracking API',
        baseUrl: urls.tracking.value,
        urlVariable: 'SEGMENT_TRACKING_URL',
        ...(oauth === undefined
          ? basic(sandbox ? sandboxWriteKey : '$SEGMENT_WRITE_KEY')
          : bearer('$SEGMENT_ACCESS_TOKEN')),
      };
  }
}
