import { UsageError } from '../errors.ts';
import { isExempt } from './no-proxy.ts';

/** The proxy that the environment names. */
export interface ProxySetting {
  /** The variable that names it. */
  readonly variable: string;
  /** Without user name and password. */
  readonly url: URL;
  /** The value of `Proxy-Authorization`: a secret. */
  readonly authorization: string | undefined;
  /** Whether `NO_PROXY` leaves that host to a direct connection. */
  exempts(url: URL): boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** In the order in which they count; lower case first, as for curl. */
const variables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const;

/** Reads the proxy variables; undefined where they name none. Throws UsageError, which never shows a user name or password. */
export function readProxySetting(env: Env): ProxySetting | undefined {
  const variable = variables.find((name) => trimmed(env, name) !== '');
  if (variable === undefined) return undefined;
  const url = readUrl(trimmed(env, variable), variable);
  const authorization = readAuthorization(url, variable);
  // A path means nothing to a proxy, as for curl.
  [url.username, url.password, url.pathname, url.search, url.hash] = ['', '', '', '', ''];
  const exceptions = trimmed(env, 'no_proxy') || trimmed(env, 'NO_PROXY');
  return { variable, url, authorization, exempts: (target) => isExempt(target, exceptions) };
}

/** Empty means unset. */
function trimmed(env: Env, name: string): string {
  return env[name]?.trim() ?? '';
}

function readUrl(value: string, variable: string): URL {
  // curl and others take `host:port`; without the scheme the host would be read as one.
  const text = value.includes('://') ? value : `http://${value}`;
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text) ?? [];
  if (scheme !== '' && !/^https?$/i.test(scheme)) {
    throw new UsageError(`${variable} names a proxy of kind ${scheme}, which is not supported.`, {
      code: 'proxy_unsupported',
      hint: `Name one that speaks HTTP: ${variable}=http://proxy.example:3128`,
    });
  }
  // The URL parser drops line ends and tabs without a word.
  if (/\p{Cc}/u.test(text) || !URL.canParse(text)) {
    throw new UsageError(`${variable} is not a URL.`, {
      code: 'proxy_invalid',
      hint: `Write it as: ${variable}=http://proxy.example:3128, with percent-encoding in a user name and password (${encodings}).`,
    });
  }
  const url = new URL(text);
  // After a slash, `?` or `#` nothing is part of a password.
  if ((url.pathname + url.search + url.hash).includes('@')) throw notEncoded(variable);
  return url;
}

function readAuthorization({ username, password }: URL, variable: string): string | undefined {
  if (username === '' && password === '') return undefined;
  const text = `${username}:${password}`;
  if (/%(?![0-9a-f]{2})/i.test(text)) throw notEncoded(variable);
  // Byte by byte, as curl does: a password need not be UTF-8.
  const bytes = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return `Basic ${Buffer.from(bytes, 'latin1').toString('base64')}`;
}

const encodings = '% as %25, # as %23, / as %2F, ? as %3F, @ as %40';

function notEncoded(variable: string): UsageError {
  return new UsageError(
    `${variable} has a character in its user name or password that must be percent-encoded.`,
    {
      code: 'proxy_invalid',
      hint: `Use percent-encoding: ${encodings}.`,
    },
  );
}
