import { UsageError } from '../errors.ts';
import { regionUrls } from '../segment/hosts.ts';
import { sandboxUrl } from '../spec/built-in-sandbox.ts';
import { type Region, type Service, services } from '../spec/region.ts';
import { isLoopback, readSafeUrl, type UrlProblem } from '../spec/url.ts';
import type { Env } from './folders.ts';
import { fromEnv, type Origin, type Setting } from './setting.ts';

/** Every service with its URL and where that came from. */
export type ServiceUrls = Readonly<Record<Service, Setting<string>>>;

/**
 * The sandbox that a flag names, else `SEGMENT_…_URL`, else the sandbox for the built-in workspace, else the region's
 * own. Throws UsageError for a URL that must not carry credentials, and when the sandbox would reach anything but this machine.
 */
export function serviceUrls(env: Env, region: Region, sandbox?: Setting<string>): ServiceUrls {
  const decide = (service: Service): Setting<string> => {
    if (sandbox?.origin.kind === 'flag') return sandbox;
    const found = fromEnv(env, urlVariable(service));
    if (found !== undefined)
      return { value: normaliseUrl(found.value, found.origin.name), origin: found.origin };
    if (sandbox !== undefined) return sandbox;
    return {
      value: regionUrls[region][service],
      origin: { kind: 'default', name: `region ${region}` },
    };
  };
  const urls = {
    tracking: decide('tracking'),
    profile: decide('profile'),
    api: decide('api'),
    oauth: decide('oauth'),
    cdn: decide('cdn'),
  };
  if (sandbox !== undefined) {
    for (const service of services) {
      const url = urls[service];
      // A loopback address already, or not known, which is the reader's error.
      if (url !== sandbox && !isLoopbackUrl(url.value)) throw notLoopback(url.value, url.origin);
    }
  }
  return urls;
}

/** The URL of a sandbox as somebody gave it. Throws UsageError for one that is not an address of this machine. */
export function givenSandboxUrl({ value, origin }: Setting<string>): Setting<string> {
  const { url } = readSafeUrl(value);
  // Without http:// the name of a host reads as a protocol.
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`${origin.name} is not the URL of a sandbox.`, {
      code: 'url_invalid',
      hint: `Write it in full, for example ${sandboxUrl}`,
    });
  }
  const isAnonymous = url.username === '' && url.password === '';
  if (isAnonymous && !isLoopback(url)) throw notLoopback(url.origin, origin);
  return { value: normaliseUrl(value, origin.name), origin };
}

function notLoopback(url: string, { kind, name }: Origin): UsageError {
  return new UsageError(`The workspace “sandbox” sends to this machine only, but ${name} is ${url}.`, {
    code: 'sandbox_not_loopback',
    hint: kind === 'flag' ? `Name a sandbox of this machine: ${name} ${sandboxUrl}` : `unset ${name}`,
  });
}

/** The variable that replaces a service's URL. */
function urlVariable(service: Service): string {
  return `SEGMENT_${service.toUpperCase()}_URL`;
}

/**
 * The base of a service as endpoints are appended to it: no trailing slash and no `/v1`, which tools
 * write and leave out in equal measure (docs/segment-api/tracking.md#endpoints). https, or http to a loopback literal, and no user name
 * in it (rule S6). `name` says where the text came from. Throws UsageError, which never repeats a user name or password.
 */
export function normaliseUrl(text: string, name: string): string {
  const read = readSafeUrl(text);
  if ('problem' in read) throw unsafe(read.problem, name, read.url);
  const { url } = read;
  if (url.search !== '' || url.hash !== '') {
    throw new UsageError(`${name} must not hold a query or a fragment.`, { code: 'url_invalid' });
  }
  let path = url.pathname;
  while (path.endsWith('/')) path = path.slice(0, -1);
  if (path.endsWith('/v1')) path = path.slice(0, -'/v1'.length);
  while (path.endsWith('/')) path = path.slice(0, -1);
  return url.origin + path;
}

/** True for a URL that can only mean this machine. */
export function isLoopbackUrl(text: string): boolean {
  const read = readSafeUrl(text);
  return read.url !== undefined && isLoopback(read.url);
}

function unsafe(problem: UrlProblem, name: string, url: URL | undefined): UsageError {
  switch (problem) {
    case 'not_a_url':
      return new UsageError(`${name} is not a URL.`, {
        code: 'url_invalid',
        hint: `Write it in full: ${regionUrls.us.tracking}`,
      });
    case 'with_credentials':
      return new UsageError(`${name} must not hold a user name or a password.`, {
        code: 'url_with_credentials',
      });
    case 'not_https':
      return new UsageError(`${name} must be an https URL; plain http goes to this machine only.`, {
        code: 'url_not_https',
        details: [`found: ${url === undefined || url.origin === 'null' ? url?.protocol : url.origin}`],
      });
  }
}
