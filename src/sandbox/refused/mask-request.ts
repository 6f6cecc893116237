import type { IncomingHttpHeaders } from 'node:http';
import { isSecretName, maskMembers } from '../../mask-members.ts';
import { createRedactor } from '../../redact.ts';
import type { Scope } from '../journal/scope.ts';
import { plainPath } from '../tracking/paths.ts';

/** Characters that are shown of a path, a reason or the name of a client, and of a body. */
const longestText = 200;
const longestStart = 300;
/** What is read for that, of a body and of a path: a name that tells of a secret stands before what is shown of it. */
const readBytes = 4_096;
const readUrl = 2_000;
const masked = '…';

/** The texts of one request without its secrets. */
export interface MaskedTexts {
  readonly path: string;
  /** Any other text about the request, such as the words of its answer. */
  text(text: string): string;
  /** The beginning of a body. */
  start(body: Buffer): string;
}

/** A request that is refused was often sent with the wrong secret, or with a right one at the wrong place. */
export function maskRequest(url: string, headers: IncomingHttpHeaders, sender: Scope): MaskedTexts {
  const redactor = createRedactor();
  for (const secret of credentialsIn(headers.authorization ?? '')) redactor.add(secret);
  redactor.add(sender.writeKey);
  const path = maskPath(url.slice(0, readUrl), redactor.add);
  const known = (text: string): string => redactor.redact(maskShapes(text));
  return {
    path: shorten(known(path), longestText),
    text: (text) => shorten(known(text), longestText),
    start: (body) => shorten(known(maskMembers(maskNamed(readText(body)))), longestStart),
  };
}

/** What a header of credentials holds: as it stands, its value, and user and password. */
function credentialsIn(header: string): string[] {
  const value = header.trim().replace(/^\S+\s+/, '');
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  return [header, value, decoded, ...decoded.split(':')].map((text) => text.trim());
}

/** `/v1/projects/KEY/settings` and `/sources/ID/writekey/KEY` hold a write key. */
function maskPath(url: string, add: (secret: string) => void): string {
  let before = '';
  const parts = plainPath(url)
    .split('/')
    .map((part) => {
      const isSecret = part !== '' && (before === 'projects' || isSecretName(before));
      before = isSecret ? '' : part;
      if (!isSecret) return part;
      for (const spelling of [part, decodePart(part)]) add(spelling);
      return masked;
    });
  const at = url.indexOf('?');
  if (at === -1) return parts.join('/');
  const names = url.slice(at + 1).split('&');
  return `${parts.join('/')}?${names.map((pair) => maskPair(pair, add)).join('&')}`;
}

/** A parameter without `=` may be a key that stands alone. */
function maskPair(pair: string, add: (secret: string) => void): string {
  const at = pair.indexOf('=');
  const [name, value] = at === -1 ? ['', pair] : [pair.slice(0, at), pair.slice(at + 1)];
  if (at === -1 || isSecretName(name)) for (const spelling of [value, decodePart(value)]) add(spelling);
  return at === -1 ? masked : `${name}=${masked}`;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** UTF-16 has a NUL in every other place, which would hide the names of secrets. */
function readText(body: Buffer): string {
  return body.subarray(0, readBytes).toString('utf8').replaceAll('\0', '');
}

/** A name, its value and what stands between, in JSON that is a string itself, or a part of a form or an address. */
const encodedPairs = [
  /(?<![\w$.-])([\w$.-]+)(\\{1,8}["']\s*:\s*\\{1,8}["'])((?:(?!\\{1,8}["']).)+)/g,
  /(?<=%22|%27|%7B|%2C|%26|(?<![\w$.%-]))([\w$.-]+)((?:%22|%27)?(?:%20|\+)*(?:%3A|%3D)(?:%20|\+)*(?:%22|%27)?)((?:(?!%22|%27|%26|%2C|%7D)[^\s"'&])+)/gi,
];

/** A refused body is often no JSON: a form, or names without quotation marks. */
function maskNamed(body: string): string {
  const text = encodedPairs.reduce(
    (before, pair) =>
      before.replace(pair, (found, name: string, between: string) =>
        isSecretName(name) ? `${name}${between}${masked}` : found,
      ),
    body,
  );
  const named =
    /(?<![\w$.-])([\w$.-]+)(["']?\s*[:=]>?\s*)(["']?)((?<=")(?:[^"\\]|\\.)*|(?<=')(?:[^'\\]|\\.)*|[^\s"',;&{}[\]]+)/g;
  return text.replace(named, (found, name: string, between: string, quote: string, value: string) =>
    isSecretName(name) && value !== '' ? `${name}${between}${quote}${masked}` : found,
  );
}

/**
 * Secrets that are known by their shape: the value of a header of credentials, a JWT, a token of the Public API, the
 * password of an address, and a write key, whose letters are of both cases; a hash has those of one.
 */
function maskShapes(text: string): string {
  return text
    .replace(/\b(basic|bearer)(\s+)[\w+/=.~-]{6,}/gi, `$1$2${masked}`)
    .replace(/\beyJ[\w-]{6,}(?:\.[\w-]*)*/g, masked)
    .replace(/\bsgp_\w{6,}/g, masked)
    .replace(/(:\/\/[^\s/:@"']{0,99}:)[^\s/@"']{1,999}@/g, `$1${masked}@`)
    .replace(
      /(?<![A-Za-z0-9])(?=[a-z0-9]*[A-Z])(?=[A-Z0-9]*[a-z])(?=[A-Za-z]*\d)[A-Za-z0-9]{32}(?![A-Za-z0-9])/g,
      masked,
    );
}

function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
