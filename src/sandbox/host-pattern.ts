import { isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { UsageError } from '../errors.ts';
import { escapeLine } from '../spec/escape.ts';

/** A value of `--allow-host`: which Host headers the sandbox also answers. */
export interface HostPattern {
  /** A name in lower case, or the end of one from its dot on. */
  readonly name: string;
  readonly isSuffix: boolean;
  /** Undefined for any port. */
  readonly port: number | undefined;
}

/** `name` in lower case, as a Host header has it. */
export function matchesHost(pattern: HostPattern, name: string, port: number | undefined): boolean {
  if (pattern.port !== undefined && pattern.port !== (port ?? 80)) return false;
  if (!pattern.isSuffix) return name === pattern.name;
  return name.length > pattern.name.length && name.endsWith(pattern.name) && hostName.test(name);
}

/** Names of containers and services may have underscores; a dot at the end is sent as it was written. */
const hostName = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/;
const longestName = 254;

/** Reads `name`, `name:port`, `*.suffix` or `*.suffix:port`. Throws a UsageError for what no Host header can match. */
export function readHostPattern(text: string): HostPattern {
  if (isIPv6(text)) return { name: bracketed(text), isSuffix: false, port: undefined };
  if (/[/\\@?#]/.test(text)) throw refuse(text, 'a Host header has no scheme, path or user', hostOf(text));
  const [, star = '', host = '', digits] = /^(\*?)(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(text) ?? [];
  const isSuffix = star !== '';
  if (isSuffix && host === '') throw refuse(text, 'a * needs the end that the names share');
  const name = readName(isSuffix ? host.slice(1) : host);
  if (name === undefined || (isSuffix && (!host.startsWith('.') || name.startsWith('['))))
    throw refuse(text, 'it is not a host name');
  if (digits !== undefined && !isPort(digits)) throw refuse(text, 'a port is a number from 1 to 65535');
  return {
    name: isSuffix ? `.${name}` : name,
    isSuffix,
    port: digits === undefined ? undefined : Number(digits),
  };
}

function isPort(digits: string): boolean {
  return /^\d{1,5}$/.test(digits) && Number(digits) >= 1 && Number(digits) <= 65_535;
}

/** A name or an address as clients send it; undefined when it is neither. */
function readName(text: string): string | undefined {
  if (text.startsWith('[')) {
    const address = text.slice(1, -1);
    return isIPv6(address) ? bracketed(address) : undefined;
  }
  // Clients send other letters as punycode. What makes it also drops line breaks, which are a mistake here.
  const isForeign = /\P{ASCII}/u.test(text) && !/\p{Cc}/u.test(text);
  const name = isForeign ? domainToASCII(text) : text.toLowerCase();
  return name.length <= longestName && hostName.test(name) ? name : undefined;
}

/** An IPv6 address in its short form, which clients make of it; a zone stays on the machine that it is of. */
function bracketed(address: string): string {
  return new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname;
}

/** The host of a URL that stands in place of a name. */
function hostOf(text: string): string | undefined {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/\\@?#\s]+)(?:[/?#]|$)/i.exec(text)?.[1];
}

function refuse(text: string, why: string, host?: string): UsageError {
  return new UsageError(`--allow-host “${escapeLine(text)}” is refused: ${why}.`, {
    code: 'host_pattern_invalid',
    hint:
      host === undefined
        ? "Write a name, with a port if you like: --allow-host sandbox --allow-host sandbox:8080 --allow-host '*.ci.example'"
        : `Write the name alone: --allow-host ${escapeLine(host)}`,
  });
}
