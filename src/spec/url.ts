/** Why a URL must not be sent credentials (rule S6). */
export type UrlProblem = 'not_a_url' | 'with_credentials' | 'not_https';

/** Reads a URL that credentials may go to: https, or http to a loopback literal; no user name or password in it. */
export function readSafeUrl(
  text: string,
): { readonly url: URL } | { readonly problem: UrlProblem; readonly url?: URL } {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { problem: 'not_a_url' };
  }
  if (url.username !== '' || url.password !== '') return { problem: 'with_credentials', url };
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
  return isSafe ? { url } : { problem: 'not_https', url };
}

/** True for a literal that can only mean this machine: 127.0.0.0/8, ::1, localhost. Names are never resolved. */
export function isLoopback({ hostname }: URL): boolean {
  // The URL parser has already turned 127.1 and 0x7f000001 into four decimals.
  return (
    hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}
