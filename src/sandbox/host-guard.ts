import type { IncomingMessage } from 'node:http';

export interface HostRules {
  /** The port the server really listens on. */
  readonly port: number;
  /** The address it was bound to, when a person chose one. */
  readonly boundHost: string;
  /** Further names, with any port: a container is often reached through another one. */
  readonly allowedHosts: readonly string[];
}

/**
 * True when the request was meant for this sandbox (rule S12). A page on the web whose name was
 * rebound to 127.0.0.1 sends its own Host, so only loopback names with the real port pass: exactly
 * one header, no absolute-form target. Node shows a second Host only among the raw headers.
 */
export function isForThisHost(
  incoming: Pick<IncomingMessage, 'rawHeaders' | 'url'>,
  rules: HostRules,
): boolean {
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
const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

function isAllowedHost(host: string, { port, boundHost, allowedHosts }: HostRules): boolean {
  const names = everyAddress.includes(boundHost)
    ? loopbackNames
    : [...loopbackNames, urlHost(boundHost).toLowerCase()];
  for (const name of names) {
    if (host === `${name}:${port}` || (port === 80 && host === name)) return true;
  }
  const name = host.replace(/:\d{1,5}$/, '');
  return allowedHosts.some((allowed) => allowed.toLowerCase() === name);
}

/** True when a control route may answer: no browser page, or a page of this very sandbox (rule S13). */
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
