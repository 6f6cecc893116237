import { UsageError } from '../errors.ts';
import type { Region } from './stored.ts';

/** The five services a workspace talks to. */
export type Service = 'tracking' | 'profile' | 'api' | 'oauth' | 'cdn';
export const services: readonly Service[] = ['tracking', 'profile', 'api', 'oauth', 'cdn'];

/** Contract §1. */
export const regionUrls: Readonly<Record<Region, Readonly<Record<Service, string>>>> = {
  us: {
    tracking: 'https://api.segment.io',
    profile: 'https://profiles.segment.com',
    api: 'https://api.segmentapis.com',
    oauth: 'https://oauth2.segment.io',
    cdn: 'https://cdn.segment.com',
  },
  eu: {
    tracking: 'https://events.eu1.segmentapis.com',
    profile: 'https://profiles.euw1.segment.com',
    api: 'https://eu1.api.segmentapis.com',
    oauth: 'https://oauth2.eu1.segmentapis.com',
    cdn: 'https://cdn.segment.com',
  },
};

/** The variable that replaces a service's URL. */
export function urlVariable(service: Service): string {
  return `SEGMENT_${service.toUpperCase()}_URL`;
}

/**
 * The base of a service as endpoints are appended to it: no trailing slash and no `/v1`, which tools
 * write and leave out in equal measure (contract §1). https, or http to a loopback literal, and no user name
 * in it (rule S6). `name` says where the text came from. Throws UsageError, which never repeats a user name or password.
 */
export function normaliseUrl(text: string, name: string): string {
  const url = parse(text);
  if (url === undefined) {
    throw new UsageError(`${name} is not a URL.`, {
      code: 'url_invalid',
      hint: `Write it in full: ${regionUrls.us.tracking}`,
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(`${name} must not hold a user name or a password.`, {
      code: 'url_with_credentials',
    });
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    throw new UsageError(`${name} must be an https URL; plain http goes to this machine only.`, {
      code: 'url_not_https',
      details: [`found: ${url.origin === 'null' ? url.protocol : url.origin}`],
    });
  }
  if (url.search !== '' || url.hash !== '') {
    throw new UsageError(`${name} must not hold a query or a fragment.`, { code: 'url_invalid' });
  }
  let path = url.pathname;
  while (path.endsWith('/')) path = path.slice(0, -1);
  if (path.endsWith('/v1')) path = path.slice(0, -'/v1'.length);
  while (path.endsWith('/')) path = path.slice(0, -1);
  return url.origin + path;
}

/** True for a literal that can only mean this machine: 127.0.0.0/8, ::1, localhost. Names are never resolved. */
export function isLoopbackUrl(text: string): boolean {
  const url = parse(text);
  return url !== undefined && isLoopback(url);
}

function isLoopback({ hostname }: URL): boolean {
  // The URL parser has already turned 127.1 and 0x7f000001 into four decimals.
  return (
    hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
