import { UsageError } from '../errors.ts';

/**
 * A URL that credentials may be sent to (rule S6): https, or http to a loopback literal; no user name
 * or password in it. Throws UsageError. `name` tells where the text came from, e.g. `SEGMENT_TRACKING_URL`.
 */
export function checkUrl(text: string, name = 'URL'): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UsageError(`${name} is not a URL: “${text}”.`, {
      code: 'url_invalid',
      hint: 'Write it out, e.g. https://api.segment.io',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(`${name} must not hold a user name or password.`, { code: 'url_with_credentials' });
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return url;
  throw new UsageError(`${name} must begin with https://; http:// is for this machine only: “${text}”.`, {
    code: 'url_not_https',
  });
}

/** True for a literal that can only mean this machine: 127.0.0.0/8, ::1, localhost. Names are never resolved. */
export function isLoopback(url: URL): boolean {
  const { hostname } = url;
  // The URL parser has already turned 127.1 and 0x7f000001 into four decimals.
  return (
    hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}
