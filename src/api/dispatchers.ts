import type { Socket } from 'node:net';
import type { buildConnector, Dispatcher } from 'undici';
import { UsageError } from '../errors.ts';
import { isLoopback } from '../spec/url.ts';

/** The open connections of one program. */
export interface Dispatchers {
  for(url: URL): { readonly dispatcher: Dispatcher; readonly proxied: boolean };
  /** Ends every connection at once, also one that is still being made. */
  destroy(): Promise<void>;
}

export interface DispatcherOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly connections: number;
}

const connectTimeoutMs = 10_000;
/** New connections look the name up again; Segment's addresses change, and a day is the most it allows (contract §1). */
const connectionLifeMs = 3_600_000;

/** Loads undici's client and, where the environment names a proxy, its proxy agent. */
export async function openDispatchers({ env, connections }: DispatcherOptions): Promise<Dispatchers> {
  const { default: createConnector } = await import('undici/lib/core/connect.js');
  const connecting = new Set<Socket>();
  const connectTo = createConnector({ timeout: connectTimeoutMs });
  const connect: buildConnector.connector = (target, callback) => {
    // The types say nothing comes back, but it is the socket; without it an unanswered connection
    // attempt would keep the process alive after everything is over.
    const socket = connectTo(target, (...result) => {
      connecting.delete(socket);
      callback(...result);
    }) as unknown as Socket;
    connecting.add(socket);
  };
  const direct = connections === 1 ? await openClients(connect) : await openAgent(connect, connections);
  const proxy = await openProxy(env, connections);
  // Last: a changed flag makes V8 refuse the compiled form in which Node brings its own modules.
  await useQuickCompiler();

  return {
    for(url) {
      // undici would send loopback through the proxy too: a message for the sandbox must not leave the machine.
      return proxy === undefined || isLoopback(url)
        ? { dispatcher: direct.for(url), proxied: false }
        : { dispatcher: proxy, proxied: true };
    },
    async destroy() {
      for (const socket of connecting) socket.destroy();
      await Promise.all([direct.destroy(), proxy?.destroy()]);
    },
  };
}

type Direct = Pick<Dispatchers, 'destroy'> & { for(url: URL): Dispatcher };

/** One connection to each host, without the pools that undici's agent brings along: they cost a start some time. */
async function openClients(connect: buildConnector.connector): Promise<Direct> {
  const { default: Client } = await import('undici/lib/dispatcher/client.js');
  const clients = new Map<string, Dispatcher>();
  return {
    for({ origin }) {
      const client = clients.get(origin) ?? new Client(origin, { connect });
      clients.set(origin, client);
      return client;
    },
    async destroy() {
      await Promise.all([...clients.values()].map((client) => client.destroy()));
    },
  };
}

async function openAgent(connect: buildConnector.connector, connections: number): Promise<Direct> {
  const { default: Agent } = await import('undici/lib/dispatcher/agent.js');
  const agent = new Agent({ connections, clientTtl: connectionLifeMs, connect });
  return { for: () => agent, destroy: () => agent.destroy() };
}

/** The environment's proxy for https, with its exceptions, or undefined where it names none. */
async function openProxy(
  env: DispatcherOptions['env'],
  connections: number,
): Promise<Dispatcher | undefined> {
  const httpsProxy = proxyUrl(env, 'https_proxy', 'HTTPS_PROXY') ?? proxyUrl(env, 'http_proxy', 'HTTP_PROXY');
  if (httpsProxy === undefined) return undefined;
  // Whole: its entry gives the proxy's client the method `connect`, which the file of the agent does not.
  const { EnvHttpProxyAgent } = await import('undici');
  // Everything is named here, or undici would read process.env behind our back.
  return new EnvHttpProxyAgent({
    connections,
    httpProxy: httpsProxy,
    httpsProxy,
    noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
    clientTtl: connectionLifeMs,
  });
}

function proxyUrl(env: DispatcherOptions['env'], ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = env[name]?.trim();
    if (value === undefined || value === '') continue;
    // curl and others take `host:port`; without the scheme the host would be read as one.
    const text = value.includes('://') ? value : `http://${value}`;
    if (URL.canParse(text)) return text;
    throw new UsageError(`${name} is not a URL.`, {
      code: 'proxy_invalid',
      hint: `Write it as: ${name}=http://proxy.example:3128`,
    });
  }
  return undefined;
}

/**
 * undici parses HTTP in WebAssembly, and V8 goes on optimising that long after one reply has been read;
 * the process waits for it. The quick compiler alone halves such a run (DESIGN §7), and would slow a long one.
 */
async function useQuickCompiler(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--liftoff-only');
}
