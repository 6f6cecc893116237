import { bearerAuthorization } from './authorization.ts';
import type { TokenResult, TokenSource } from './oauth.ts';

/** Why there was no token to send with. */
export type NoToken = Exclude<TokenResult, { readonly kind: 'token' }>;

/**
 * Sends with the current token, and once more with a new one where that was refused. `noToken` makes the result of a
 * send that got no token to go with.
 */
export async function sendWithToken<Reply>(
  tokens: TokenSource,
  {
    send,
    isRefused,
    noToken,
    signal,
  }: {
    readonly send: (authorization: string) => Promise<Reply>;
    readonly isRefused: (reply: Reply) => boolean;
    readonly noToken: (reason: NoToken) => Reply;
    readonly signal: AbortSignal | undefined;
  },
): Promise<Reply> {
  const first = await tokens.token(signal);
  if (first.kind !== 'token') return noToken(first);
  const reply = await send(bearerAuthorization(first.token));
  if (!isRefused(reply)) return reply;
  const second = await tokens.renew(first.token, signal);
  return second.kind === 'token' ? send(bearerAuthorization(second.token)) : noToken(second);
}
