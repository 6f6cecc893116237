import { systemErrorCode } from '../errors.ts';

/** What went wrong below HTTP; decides the wording, never whether it is tried again (only `aborted` is not). */
export type TransportKind =
  | 'dns'
  | 'connection'
  | 'tls'
  | 'timeout'
  | 'truncated'
  | 'reply_too_large'
  | 'aborted'
  | 'protocol';

/** A request that got no usable reply. `message` is one sentence that names the likely cause. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly kind: TransportKind;
  /** What to do now, where the cause suggests it. */
  readonly hint: string | undefined;
  /** False when no byte of the request was written, so that the server surely did nothing. */
  wasSent = true;

  constructor(
    kind: TransportKind,
    message: string,
    facts: { hint?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.kind = kind;
    this.hint = facts.hint;
  }
}

/** The facts that turn a system failure into its likely cause. */
export interface FailureFacts {
  readonly url: URL;
  readonly loopback: boolean;
  /** True when the request went through a proxy named by the environment. */
  readonly proxied: boolean;
  /** True once the status line arrived: a broken connection then means a cut reply. */
  readonly replyStarted: boolean;
}

const certificateCodes = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);
const clockCodes = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** Names the likely cause of a failure that Node or undici reported. */
export function explainFailure(cause: unknown, facts: FailureFacts): TransportError {
  if (cause instanceof TransportError) return cause;
  const code = failureCode(cause);
  const { host, hostname } = facts.url;
  const fail = (kind: TransportKind, message: string, hint?: string) =>
    new TransportError(kind, message, { hint, cause });

  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL' || code === 'EAI_NODATA') {
    return fail(
      'dns',
      `The name ${hostname} could not be resolved.`,
      'Check the network connection and the spelling of the host.',
    );
  }
  if (certificateCodes.has(code)) {
    return fail(
      'tls',
      `The certificate of ${host} is signed by an authority this machine does not know; often a company proxy (${code}).`,
      'Ask for the proxy’s CA certificate and set NODE_EXTRA_CA_CERTS=/path/to/ca.pem',
    );
  }
  if (clockCodes.has(code)) {
    return fail(
      'tls',
      `The certificate of ${host} is not valid at this machine’s date (${code}).`,
      'Check the clock of this machine with: date -u',
    );
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return fail(
      'tls',
      `The certificate of ${host} belongs to another host.`,
      'Check the URL, and HTTPS_PROXY if it is set.',
    );
  }
  if (code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || code === 'EPROTO') {
    return fail(
      'tls',
      `No secure connection to ${host} (${code}).`,
      'Check the URL: does this port speak TLS?',
    );
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return fail(
      'timeout',
      `${host} did not take the connection in time.`,
      'Check the network connection and any firewall.',
    );
  }
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return fail('timeout', `${host} took the request but did not answer in time.`);
  }
  if (code === 'ECONNREFUSED') return refused(cause, facts);
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'EADDRNOTAVAIL') {
    return fail(
      'connection',
      `${host} cannot be reached from here (${code}).`,
      'Check the network connection.',
    );
  }
  if (code === 'UND_ERR_ABORTED' && facts.proxied) {
    const status = /Proxy response \((\d+)\)/.exec(cause instanceof Error ? cause.message : '')?.[1];
    return fail(
      'connection',
      `The proxy would not connect to ${host}${status === undefined ? '' : ` (it answered ${status})`}.`,
      'Check HTTPS_PROXY, its user name and password, or name the host in NO_PROXY.',
    );
  }
  if (code === 'UND_ERR_ABORTED' || code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') {
    return fail('aborted', 'The request was stopped.');
  }
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || (facts.replyStarted && isBrokenConnection(code))) {
    return fail('truncated', `The reply of ${host} was cut off.`);
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') {
    return fail(
      'protocol',
      `${host} answered with headers larger than 16 KiB.`,
      'Check the URL: this is not Segment.',
    );
  }
  if (code.startsWith('HPE_')) {
    return fail(
      'protocol',
      `${host} did not answer in HTTP (${code}).`,
      'Check the URL: this is not Segment.',
    );
  }
  if (isBrokenConnection(code))
    return fail('connection', `${host} closed the connection before it answered.`);
  return fail(
    'protocol',
    `The request to ${host} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
  );
}

function refused(cause: unknown, { url, loopback, proxied }: FailureFacts): TransportError {
  if (proxied) {
    return new TransportError('connection', 'The proxy of this environment refuses connections.', {
      hint: 'Check HTTPS_PROXY, or unset it.',
      cause,
    });
  }
  return new TransportError('connection', `Nothing is listening at ${url.host}.`, {
    hint: loopback ? 'Is the sandbox running? Start it with: segment sandbox' : 'Check the URL.',
    cause,
  });
}

function isBrokenConnection(code: string): boolean {
  return (
    code === 'UND_ERR_SOCKET' ||
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    code === 'ECONNABORTED' ||
    code === 'HPE_INVALID_EOF_STATE'
  );
}

/** The system's code, also where Node tried several addresses and reports all their failures together. */
function failureCode(cause: unknown): string {
  const own = systemErrorCode(cause);
  if (own !== undefined) return own;
  if (cause instanceof AggregateError) return failureCode(cause.errors[0]);
  if (cause instanceof Error && cause.cause !== undefined) return failureCode(cause.cause);
  return '';
}
