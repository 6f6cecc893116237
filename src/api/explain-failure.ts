import { systemErrorCode, UsageError } from '../errors.ts';
import { isLoopback } from '../spec/url.ts';
import { explainTls } from './explain-tls.ts';
import { type FailingPeer, peerOf } from './failing-peer.ts';
import type { ProxySetting } from './proxy-setting.ts';
import { ProxyFailure, TransportError, type TransportKind } from './transport-error.ts';

/** The facts that turn a system failure into its likely cause. */
export interface FailureFacts {
  readonly url: URL;
  /** The proxy that the request went through. */
  readonly proxy: ProxySetting | undefined;
  /** True once the status line arrived: a broken connection then means a cut reply. */
  readonly replyStarted: boolean;
}

/** Statuses of a proxy that pass by themselves; any other is its answer. */
const passingProxyStatus = /^(?:408|429|5\d\d)$/;

/**
 * Names the likely cause of a failure that Node or undici reported. A request that cannot even be written is no failure
 * of the network: that is a UsageError.
 */
export function explainFailure(failure: unknown, facts: FailureFacts): TransportError | UsageError {
  if (failure instanceof TransportError) return failure;
  const peer = peerOf(failure, facts);
  const cause = failure instanceof ProxyFailure ? failure.cause : failure;
  const code = failureCode(cause);
  if (isUnwritable(code)) return unwritable(cause, facts.url);
  return explainTls(code, peer, cause) ?? explainConnection(code, peer, cause, facts) ?? unknown(peer, cause);
}

function explainConnection(
  code: string,
  peer: FailingPeer,
  cause: unknown,
  { url, proxy, replyStarted }: FailureFacts,
): TransportError | undefined {
  const fail = (kind: TransportKind, message: string, hint?: string) =>
    new TransportError(kind, message, { hint, cause });
  const { name, nameFirst, variable } = peer;
  const checkProxy = variable && `Check ${variable}, or unset it.`;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
      return variable === undefined
        ? fail(
            'dns',
            `The name ${peer.url.hostname} could not be resolved.`,
            'Check the network connection and the spelling of the host.',
          )
        : fail('dns', `The name of ${name} could not be resolved.`, checkProxy);
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return fail(
        'timeout',
        `${nameFirst} did not take the connection in time.`,
        checkProxy ?? 'Check the network connection and any firewall.',
      );
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return fail('timeout', `${nameFirst} took the request but did not answer in time.`);
    case 'ECONNREFUSED':
      return refused(peer, cause);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return fail(
        'connection',
        `${nameFirst} cannot be reached from here (${code}).`,
        checkProxy ?? 'Check the network connection.',
      );
    case 'UND_ERR_ABORTED':
      return proxy === undefined ? fail('aborted', 'The request was stopped.') : noTunnel(proxy, url, cause);
    case 'UND_ERR_DESTROYED':
    case 'UND_ERR_CLOSED':
      return fail('aborted', 'The request was stopped.');
    case 'UND_ERR_HEADERS_OVERFLOW':
    case 'HPE_HEADER_OVERFLOW':
      return fail(
        'protocol',
        `${nameFirst} answered with headers larger than 16 KiB.`,
        checkProxy ?? 'Check the URL: this is not Segment.',
      );
  }
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || (replyStarted && isBrokenConnection(code)))
    return fail('truncated', `The reply of ${name} was cut off.`);
  if (isBrokenConnection(code))
    return fail('connection', `${nameFirst} closed the connection before it answered.`, checkProxy);
  // undici takes it for granted that a status is one of HTTP.
  if (!code.startsWith('HPE_') && code !== 'ERR_ASSERTION') return undefined;
  return fail(
    'protocol',
    `${nameFirst} did not answer in HTTP (${code}).`,
    checkProxy ?? 'Check the URL: this is not Segment.',
  );
}

function refused({ url, nameFirst, variable }: FailingPeer, cause: unknown): TransportError {
  const isHere = isLoopback(url);
  const retry = isHere ? 'once_taking' : 'always';
  if (variable !== undefined) {
    return new TransportError('connection', `${nameFirst} refuses connections.`, {
      retry,
      hint: `Check ${variable}, or unset it.`,
      cause,
    });
  }
  return new TransportError('connection', `Nothing is listening at ${url.host}.`, {
    retry,
    hint: isHere ? 'Is the sandbox running? Start it with: segment sandbox' : 'Check the URL.',
    cause,
  });
}

/** The proxy answered CONNECT with something else than 200; undici tells which in its message alone. */
function noTunnel({ variable }: ProxySetting, { host }: URL, cause: unknown): TransportError {
  const status = /Proxy response \((\d+)\)/.exec(cause instanceof Error ? cause.message : '')?.[1];
  const answer = status === undefined ? '' : ` (it answered ${status})`;
  return new TransportError('connection', `The proxy would not connect to ${host}${answer}.`, {
    retry: status === undefined || passingProxyStatus.test(status) ? 'always' : 'never',
    hint: `Check ${variable}, its user name and password, or name the host in NO_PROXY.`,
    cause,
  });
}

function unknown({ name }: FailingPeer, cause: unknown): TransportError {
  return new TransportError(
    'protocol',
    `The request to ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
    { cause },
  );
}

/** undici and Node refuse to write what would break HTTP, such as a header with a line end in it. */
function isUnwritable(code: string): boolean {
  return (
    code === 'UND_ERR_INVALID_ARG' ||
    code === 'UND_ERR_NOT_SUPPORTED' ||
    code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH' ||
    code === 'ERR_UNESCAPED_CHARACTERS' ||
    code.startsWith('ERR_INVALID_')
  );
}

function unwritable(cause: unknown, { host }: URL): UsageError {
  // undici names the header, never its value.
  const why = cause instanceof Error ? cause.message : String(cause);
  return new UsageError(`The request to ${host} cannot be written: ${why}.`, {
    code: 'request_invalid',
    hint: 'A setting may hold a line end or a sign that is not ASCII, see: segment config list --show-origin',
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
  // undici leaves out the code where the parser has words instead.
  if (cause instanceof Error && cause.name === 'HTTPParserError') return 'HPE_UNKNOWN';
  return '';
}
