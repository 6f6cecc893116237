import { describe, expect, test } from 'vitest';
import { explainFailure } from '../../src/api/explain-failure.ts';
import { type ProxySetting, readProxySetting } from '../../src/api/proxy-setting.ts';
import { judgeFailure } from '../../src/api/retry.ts';
import { ProxyFailure, TransportError, type TransportKind } from '../../src/api/transport-error.ts';
import { UsageError } from '../../src/errors.ts';

const segment = new URL('https://api.segment.io/v1/batch');
const here = new URL('http://127.0.0.1:4010/v1/batch');

function proxyAt(url: string): ProxySetting {
  const proxy = readProxySetting({ HTTPS_PROXY: url });
  if (proxy === undefined) throw new Error('there is no proxy');
  return proxy;
}

const systemError = (code: string, message = 'it failed') => Object.assign(new Error(message), { code });

/** What becomes of it: `first` before anything was acknowledged, `later` in a backfill that has sent something. */
function fateOf(error: unknown, proxy?: ProxySetting, url = segment) {
  const explained = explainFailure(error, { url, proxy, replyStarted: false });
  if (!(explained instanceof TransportError)) throw explained;
  const outcome = judgeFailure(explained);
  if (outcome.kind === 'acknowledged' || outcome.kind === 'split') throw new Error(outcome.kind);
  const isTriedLater = outcome.kind === 'retry';
  return {
    kind: explained.kind,
    first: isTriedLater && outcome.onceTaking !== true ? 'tried again' : 'ends',
    later: isTriedLater ? 'tried again' : 'ends',
    exit: outcome.error.exitCode,
    code: outcome.error.code,
    hint: outcome.error.hint ?? '',
    message: explained.message,
  };
}

type Fate = 'tried again' | 'ends';
const rows: readonly [code: string, kind: TransportKind, fate: Fate, hint: RegExp][] = [
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', 'ends', /NODE_EXTRA_CA_CERTS=/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'ends', /NODE_EXTRA_CA_CERTS=/],
  ['UNABLE_TO_GET_ISSUER_CERT', 'tls', 'ends', /NODE_EXTRA_CA_CERTS=/],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls', 'ends', /NODE_EXTRA_CA_CERTS=/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'ends', /NODE_EXTRA_CA_CERTS=/],
  ['CERT_UNTRUSTED', 'tls', 'ends', /NODE_EXTRA_CA_CERTS=/],
  ['CERT_HAS_EXPIRED', 'tls', 'ends', /date -u/],
  ['CERT_NOT_YET_VALID', 'tls', 'ends', /date -u/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'ends', /Check/],
  ['CERT_REVOKED', 'tls', 'ends', /Check/],
  ['CERT_CHAIN_TOO_LONG', 'tls', 'ends', /Check/],
  ['CERT_REJECTED', 'tls', 'ends', /Check/],
  ['CERT_SIGNATURE_FAILURE', 'tls', 'ends', /Check/],
  ['INVALID_CA', 'tls', 'ends', /Check/],
  ['INVALID_PURPOSE', 'tls', 'ends', /Check/],
  ['PATH_LENGTH_EXCEEDED', 'tls', 'ends', /Check/],
  ['HOSTNAME_MISMATCH', 'tls', 'ends', /Check/],
  ['UNABLE_TO_GET_CRL', 'tls', 'ends', /Check/],
  ['CRL_HAS_EXPIRED', 'tls', 'ends', /Check/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'ends', /TLS/],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'tls', 'ends', /TLS/],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls', 'ends', /TLS/],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls', 'ends', /TLS/],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls', 'ends', /TLS/],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'tls', 'ends', /TLS/],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'tls', 'tried again', /TLS/],
  ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'tls', 'tried again', /TLS/],
  ['EPROTO', 'tls', 'tried again', /TLS/],
  ['ENOTFOUND', 'dns', 'tried again', /Check/],
  ['EAI_AGAIN', 'dns', 'tried again', /Check/],
  ['EAI_FAIL', 'dns', 'tried again', /Check/],
  ['EAI_NODATA', 'dns', 'tried again', /Check/],
  ['ECONNREFUSED', 'connection', 'tried again', /Check/],
  ['ECONNRESET', 'connection', 'tried again', /./],
  ['ECONNABORTED', 'connection', 'tried again', /./],
  ['EPIPE', 'connection', 'tried again', /./],
  ['UND_ERR_SOCKET', 'connection', 'tried again', /./],
  ['EHOSTUNREACH', 'connection', 'tried again', /Check/],
  ['ENETUNREACH', 'connection', 'tried again', /Check/],
  ['EADDRNOTAVAIL', 'connection', 'tried again', /Check/],
  ['ETIMEDOUT', 'timeout', 'tried again', /Check/],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout', 'tried again', /Check/],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'tried again', /./],
  ['UND_ERR_BODY_TIMEOUT', 'timeout', 'tried again', /./],
  ['UND_ERR_HEADERS_OVERFLOW', 'protocol', 'tried again', /Check/],
  ['HPE_INVALID_CONSTANT', 'protocol', 'tried again', /Check/],
  ['ESOMETHINGNEW', 'protocol', 'tried again', /./],
];

describe('every code a connection can fail with', () => {
  test.each(rows)('%s: %s, %s', (code, kind, fate, hint) => {
    const found = fateOf(systemError(code));
    expect(found).toMatchObject({ kind, first: fate, later: fate, exit: 7, code: `network_${kind}` });
    expect(found.hint).toMatch(hint);
    expect(found.message).toContain('api.segment.io');
  });

  test.each(rows)('%s on the way to the proxy: the proxy is named and nobody else', (code, kind, fate) => {
    const proxy = proxyAt('http://someone:hush@proxy.corp:3128');
    const found = fateOf(new ProxyFailure(systemError(code)), proxy);
    expect(found).toMatchObject({ kind, first: fate, later: fate, exit: 7 });
    expect(found.message).toContain('proxy.corp:3128 (HTTPS_PROXY)');
    expect(JSON.stringify(found)).not.toMatch(/api\.segment\.io|hush|someone/);
  });

  test('EPROTO tells in its message what it is', () => {
    const wrong = systemError(
      'EPROTO',
      'write EPROTO 40:error:0A00010B:SSL routines:ssl3_get_record:wrong version number',
    );
    expect(fateOf(wrong)).toMatchObject({ kind: 'tls', first: 'ends', later: 'ends', exit: 7 });
  });

  test('nobody listens on this machine: reported at once, waited for once something was taken', () => {
    const refused = { kind: 'connection', first: 'ends', later: 'tried again', exit: 7 };
    expect(fateOf(systemError('ECONNREFUSED'), undefined, here)).toMatchObject({
      ...refused,
      hint: expect.stringContaining('segment sandbox'),
    });
    // Node tries every address of a name and reports them together.
    const both = new AggregateError([systemError('ECONNREFUSED'), systemError('ECONNREFUSED')]);
    expect(fateOf(both, undefined, new URL('http://localhost:4010/'))).toMatchObject(refused);
    const local = proxyAt('http://127.0.0.1:3128');
    expect(fateOf(new ProxyFailure(systemError('ECONNREFUSED')), local)).toMatchObject({
      ...refused,
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
  });

  test.each([
    [400, 'ends'],
    [403, 'ends'],
    [404, 'ends'],
    [407, 'ends'],
    [408, 'tried again'],
    [429, 'tried again'],
    [500, 'tried again'],
    [502, 'tried again'],
    [503, 'tried again'],
    [504, 'tried again'],
  ])('a proxy that answers %i: %s', (status, fate) => {
    const answer = systemError('UND_ERR_ABORTED', `Proxy response (${status}) !== 200 when HTTP Tunneling`);
    expect(fateOf(answer, proxyAt('http://proxy.corp:3128'))).toMatchObject({
      kind: 'connection',
      first: fate,
      later: fate,
      exit: 7,
      message: expect.stringContaining(`(it answered ${status})`),
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
  });

  test.each(['UND_ERR_ABORTED', 'UND_ERR_DESTROYED', 'UND_ERR_CLOSED'])('%s: somebody stopped it', (code) => {
    expect(fateOf(systemError(code))).toMatchObject({
      kind: 'aborted',
      first: 'ends',
      later: 'ends',
      exit: 130,
    });
  });

  test.each([
    'ERR_INVALID_CHAR',
    'ERR_INVALID_URL',
    'ERR_INVALID_HTTP_TOKEN',
    'ERR_UNESCAPED_CHARACTERS',
    'UND_ERR_INVALID_ARG',
    'UND_ERR_NOT_SUPPORTED',
    'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
  ])('%s: the request cannot be written, which is no fault of the network', (code) => {
    const facts = { url: segment, proxy: undefined, replyStarted: false };
    const error = explainFailure(systemError(code, 'invalid x-a header'), facts);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ exitCode: 2, code: 'request_invalid' });
    expect(error.message).toContain('invalid x-a header');
  });
});
