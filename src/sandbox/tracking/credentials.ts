/** How a request says which source it belongs to (docs/segment-api/tracking.md#write-keys). */
export type Credentials =
  | { readonly kind: 'key'; readonly writeKey: string; readonly notes: readonly string[] }
  | { readonly kind: 'missing' }
  /** A Bearer token that this sandbox did not issue, or that has run out. */
  | { readonly kind: 'bad_token' };

/**
 * The write key of a request: in the body, as Basic user, or in the body beside a Bearer token. When
 * body and Basic name different keys the body's counts and the difference is noted (docs/segment-api/tracking.md#write-keys).
 */
export function readCredentials(
  authorization: string | undefined,
  bodyKey: unknown,
  isValidToken: (token: string) => boolean,
): Credentials {
  const own = typeof bodyKey === 'string' && bodyKey.trim() !== '' ? bodyKey : undefined;
  const [scheme = '', value = ''] = splitOnce(authorization?.trim() ?? '');
  const notes: string[] = [];
  let basic: string | undefined;
  if (scheme === 'bearer') {
    if (!isValidToken(value)) return { kind: 'bad_token' };
  } else if (scheme === 'basic') {
    basic = basicUser(value);
    if (own !== undefined && basic !== undefined && own !== basic) {
      notes.push(
        'the body and the Authorization header name different write keys; the one in the body counts',
      );
    }
  }
  const writeKey = own ?? basic;
  return writeKey === undefined ? { kind: 'missing' } : { kind: 'key', writeKey, notes };
}

function splitOnce(text: string): [string, string] {
  const space = text.indexOf(' ');
  return space === -1
    ? [text.toLowerCase(), '']
    : [text.slice(0, space).toLowerCase(), text.slice(space + 1).trim()];
}

/** The user part; without the colon the whole counts, as Segment still allows (docs/segment-api/tracking.md#write-keys). */
function basicUser(base64: string): string | undefined {
  const text = Buffer.from(base64, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const user = (colon === -1 ? text : text.slice(0, colon)).trim();
  return user === '' ? undefined : user;
}
