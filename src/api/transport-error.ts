/** What went wrong below HTTP; decides the wording. */
export type TransportKind =
  | 'dns'
  | 'connection'
  | 'tls'
  | 'timeout'
  | 'truncated'
  | 'reply_too_large'
  | 'aborted'
  | 'protocol';

/**
 * When another try is worth it. `never`: the cause is a setting or a certificate, which no waiting changes. `once_taking`:
 * nobody listens on this machine, which is news before anything was taken, and a restart to wait for afterwards.
 */
export type RetryWorth = 'always' | 'once_taking' | 'never';

/** A request that got no usable reply. `message` is one sentence that names the likely cause. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly kind: TransportKind;
  readonly retry: RetryWorth;
  /** What to do now, where the cause suggests it. */
  readonly hint: string | undefined;
  /** False when no byte of the request was written, so that the server surely did nothing. */
  wasSent = true;

  constructor(
    kind: TransportKind,
    message: string,
    facts: { retry?: RetryWorth; hint?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.kind = kind;
    this.retry = facts.retry ?? (kind === 'aborted' ? 'never' : 'always');
    this.hint = facts.hint;
  }
}

/** No tunnel: the proxy itself could not be reached, or broke off before it answered. */
export class ProxyFailure extends Error {
  override readonly name = 'ProxyFailure';

  constructor(cause: unknown) {
    super('There is no tunnel through the proxy.', { cause });
  }
}
