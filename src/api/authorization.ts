/** A user name without a password, as the Tracking API takes write keys and the Profile API its tokens (docs/segment-api/tracking.md#write-keys). */
export function basicAuthorization(user: string): string {
  return `Basic ${Buffer.from(`${user}:`, 'utf8').toString('base64')}`;
}

/** As the Public API takes its tokens, and the Tracking API those of OAuth (docs/segment-api/public.md#authentication). */
export function bearerAuthorization(token: string): string {
  return `Bearer ${token}`;
}

/** The same headers where a request is shown: how the credential is sent, never the credential. */
export const shownAuthorization = { basic: 'Basic [redacted]', bearer: 'Bearer [redacted]' } as const;
