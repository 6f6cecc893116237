import { UsageError } from '../errors.ts';
import { regionUrls } from '../segment/hosts.ts';
import { type Region, type Service, services } from '../spec/region.ts';
import type { Env } from './folders.ts';
import { fromEnv, type Setting } from './setting.ts';
import { isLoopbackUrl, normaliseUrl, urlVariable } from './urls.ts';

/** Every service with its URL and where that came from. */
export type ServiceUrls = Readonly<Record<Service, Setting<string>>>;

/**
 * `SEGMENT_…_URL`, else the running sandbox for the built-in workspace, else the region's own. Throws UsageError
 * for a URL that must not carry credentials, and when the sandbox would reach anything but this machine.
 */
export function serviceUrls(env: Env, region: Region, sandbox?: Setting<string>): ServiceUrls {
  const decide = (service: Service): Setting<string> => {
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
      const { value, origin } = urls[service];
      if (isLoopbackUrl(value)) continue;
      throw new UsageError(
        `The workspace “sandbox” sends to this machine only, but ${origin.name} is ${value}.`,
        {
          code: 'sandbox_not_loopback',
          hint: `unset ${origin.name}`,
        },
      );
    }
  }
  return urls;
}
