import { BlockList, isIP } from 'node:net';

/**
 * True for a host that `NO_PROXY` names, as curl reads it: a name means itself and all below it, with or without a dot
 * before it; addresses and networks (`10.0.0.0/8`, `fd00::/8`) mean addresses; `*` means every host. Commas and white
 * space divide the list. A port after a name, which curl does not know, is heard where others are not meant.
 */
export function isExempt(url: URL, list: string): boolean {
  const host = bare(url.hostname);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && names(entry, host, port));
}

function names(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  // An address of IPv6 is full of colons: its port follows brackets.
  const [, name = entry, ownPort] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  if (ownPort !== undefined && Number(ownPort) !== Number(port)) return false;
  const family = isIP(host);
  return family === 0 ? isWithin(host, name) : isInNetwork(host, family, name);
}

/** `example.com`, `.example.com` and `*.example.com` all mean the name and what is below it. */
function isWithin(host: string, entry: string): boolean {
  const domain = bare(entry).replace(/^\*?\./, '');
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

function isInNetwork(host: string, family: number, entry: string): boolean {
  const [address = '', bits] = bare(entry).split('/');
  // `[fd00::]/8` has its brackets inside.
  const network = bare(address);
  const most = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : most + 1;
  if (isIP(network) !== family || prefix > most) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const networks = new BlockList();
  networks.addSubnet(network, prefix, type);
  return networks.check(host, type);
}

/** Without the brackets of an address and the dot that ends a full name. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
