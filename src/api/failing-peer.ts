import type { ProxySetting } from './proxy-setting.ts';
import { ProxyFailure } from './transport-error.ts';

/** Whom a failure is about: the server, or the proxy on the way to it. */
export interface FailingPeer {
  readonly url: URL;
  /** As in `The certificate of …`. */
  readonly name: string;
  /** As a sentence begins with it. */
  readonly nameFirst: string;
  /** The variable that names it, for the proxy. */
  readonly variable: string | undefined;
  /** The same for the proxy that the way to the server leads through. */
  readonly through?: string | undefined;
}

export function peerOf(
  failure: unknown,
  { url, proxy }: { readonly url: URL; readonly proxy: ProxySetting | undefined },
): FailingPeer {
  if (proxy === undefined || !(failure instanceof ProxyFailure))
    return { url, name: url.host, nameFirst: url.host, variable: undefined, through: proxy?.variable };
  const { variable } = proxy;
  const called = `proxy ${proxy.url.host} (${variable})`;
  return { url: proxy.url, name: `the ${called}`, nameFirst: `The ${called}`, variable };
}
