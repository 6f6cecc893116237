import type { IncomingMessage } from 'node:http';
import { type HostPattern, matchesHost } from './host-pattern.ts';

export interface HostRules {
  /** The port the server really listens on. */
  readonly port: number;
  /** The address it was bound to, when a person chose one. */
  readonly boundHost: string;
  /** Further names: a container is often reached through another one. */
  readonly allowedHosts: readonly HostPattern[];
}

type Head = Pick<IncomingMessage, 'rawHeaders' | 'url'>;

/**
 * True when the request was meant for this sandbox (docs/rules.md#s12-loopback-and-host). A page on the web whose name
 * was rebound to 127.0.0.1 sends its own Host, so only loopback names pass, with any port, because a container or a
 * tunnel publishes another one: exactly one header, no absolute-form target. Node shows a second Host only among the
 * raw headers.
 */
export function isForThisHost(incoming: Head, rules: HostRules): boolean {
  if (!(incoming.url ?? '').startsWith('/')) return false;
  const hosts: string[] = [];
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    if (incoming.rawHeaders[index]?.toLowerCase() === 'host')
      hosts.push(incoming.rawHeaders[index + 1] ?? '');
  }
  const [host] = hosts;
  return hosts.length === 1 && host !== undefined && isAllowedHost(host.toLowerCase(), rules);
}

/** "Every address of this machine" is no name a client should use: pages on the web may. */
const everyAddress: readonly string[] = ['0.0.0.0', '::'];

function isAllowedHost(host: string, { port, boundHost, allowedHosts }: HostRules): boolean {
  const { name, port: given } = splitHost(host) ?? {};
  if (name === undefined) return false;
  if (isLoopbackName(name)) return true;
  const isBound = !everyAddress.includes(boundHost) && name === urlHost(boundHost).toLowerCase();
  if (isBound && (given ?? 80) === port) return true;
  return allowedHosts.some((pattern) => matchesHost(pattern, name, given));
}

/** A Host header as its name and its port; undefined when what follows the colon is no port. */
function splitHost(host: string): { readonly name: string; readonly port: number | undefined } | undefined {
  const [, name, port] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(host) ?? [];
  if (name === undefined) return undefined;
  if (port === undefined) return { name, port: undefined };
  return Number(port) >= 1 && Number(port) <= 65_535 ? { name, port: Number(port) } : undefined;
}

const byte = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const loopbackAddress = new RegExp(`^127(?:\\.${byte}){3}$`);
/** `localhost` and names below it, which stay on this machine (RFC 6761, 6.3). */
const localhost = /^(?:[a-z0-9_-]+\.)*localhost$/;

/** Other spellings of an address, such as 127.1, are left out: clients write addresses in full. */
function isLoopbackName(name: string): boolean {
  return name === '[::1]' || localhost.test(name) || loopbackAddress.test(name);
}

/** True when a control route may answer: no browser page, or a page of this very sandbox (docs/rules.md#s13-origins). */
export function isOwnOrigin(request: { header(name: string): string | undefined }): boolean {
  const [site, origin] = [request.header('sec-fetch-site'), request.header('origin')];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return (
    origin === undefined || origin.toLowerCase() === `http://${request.header('host') ?? ''}`.toLowerCase()
  );
}

/** An address as it stands in a URL. */
export function urlHost(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
