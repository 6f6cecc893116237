import type { FailingPeer } from './failing-peer.ts';
import { type RetryWorth, TransportError } from './transport-error.ts';

const certificateCodes = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
]);
const clockCodes = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
/** Node's other words for a certificate that it will not take, all of OpenSSL's `X509_V_ERR_…`. */
const badCertificate =
  /^(?:CERT_|CRL_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|UNABLE_TO_|ERROR_IN_C)/;
/** No TLS on the other side, or none that both sides speak. What else goes wrong in a handshake may pass. */
const noCommonTls =
  /WRONG_VERSION_NUMBER|UNKNOWN_PROTOCOL|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG|UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|HANDSHAKE_FAILURE|UNRECOGNIZED_NAME|CERTIFICATE_REQUIRED/;

/** What a certificate or a handshake says of the cause; undefined for a code that is about neither. */
export function explainTls(code: string, peer: FailingPeer, cause: unknown): TransportError | undefined {
  const fail = (message: string, hint: string, retry: RetryWorth = 'never') =>
    new TransportError('tls', message, { retry, hint, cause });
  const { name, variable, through } = peer;
  const checkWhere =
    variable === undefined ? 'Check the URL, and HTTPS_PROXY if it is set.' : `Check ${variable}.`;
  if (certificateCodes.has(code)) {
    return fail(
      `The certificate of ${name} is signed by an authority this machine does not know; often a company proxy (${code}).`,
      'Ask for the proxy’s CA certificate and set NODE_EXTRA_CA_CERTS=/path/to/ca.pem (SSL_CERT_FILE is not read)',
    );
  }
  if (clockCodes.has(code)) {
    return fail(
      `The certificate of ${name} is not valid at this machine’s date (${code}).`,
      'Check the clock of this machine with: date -u',
    );
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return fail(`The certificate of ${name} belongs to another host.`, checkWhere);
  }
  if (badCertificate.test(code))
    return fail(`The certificate of ${name} is not valid (${code}).`, checkWhere);
  if (!code.startsWith('ERR_TLS') && !code.startsWith('ERR_SSL') && code !== 'EPROTO') return undefined;
  return fail(
    `No secure connection to ${name} (${code}).`,
    variable === undefined
      ? through === undefined
        ? 'Check the URL: does this port speak TLS?'
        : `Check ${through}: the proxy may answer in place of ${name}.`
      : `Does it speak TLS? Most proxies do not: ${variable}=http://${peer.url.host}`,
    hasNoCommonTls(code, cause) ? 'never' : 'always',
  );
}

/** Under the code EPROTO the message alone says what it was. */
function hasNoCommonTls(code: string, cause: unknown): boolean {
  const message = cause instanceof Error ? cause.message : '';
  return noCommonTls.test(`${code} ${message.replaceAll(' ', '_').toUpperCase()}`);
}
