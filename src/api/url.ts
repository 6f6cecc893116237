import { UsageError } from '../errors.ts';
import { regionUrls } from '../segment/hosts.ts';
import { readSafeUrl } from '../spec/url.ts';

/**
 * A URL that credentials may be sent to (rule S6): https, or http to a loopback literal; no user name
 * or password in it. Throws UsageError. `name` tells where the text came from, e.g. `SEGMENT_TRACKING_URL`.
 */
export function checkUrl(text: string, name = 'URL'): URL {
  const read = readSafeUrl(text);
  if (!('problem' in read)) return read.url;
  switch (read.problem) {
    case 'not_a_url':
      throw new UsageError(`${name} is not a URL: “${text}”.`, {
        code: 'url_invalid',
        hint: `Write it out, e.g. ${regionUrls.us.tracking}`,
      });
    case 'with_credentials':
      throw new UsageError(`${name} must not hold a user name or password.`, {
        code: 'url_with_credentials',
      });
    case 'not_https':
      throw new UsageError(`${name} must begin with https://; http:// is for this machine only: “${text}”.`, {
        code: 'url_not_https',
      });
  }
}
