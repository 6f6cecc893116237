import { isIP, type Socket } from 'node:net';
import type { buildConnector, Dispatcher } from 'undici';
import { isLoopback } from '../spec/url.ts';
import { type ProxySetting, readProxySetting } from './proxy-setting.ts';
import { useQuickCompiler } from './quick-compiler.ts';
import { ProxyFailure } from './transport-error.ts';

export interface Dispatchers {
  /** Throws UsageError where the way leads through a proxy that cannot be one. */
  for(url: URL): { readonly dispatcher: Dispatcher; readonly proxy: ProxySetting | undefined };
  /** Ends every connection at once, also one that is still being made. */
  destroy(): Promise<void>;
}

export interface DispatcherOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly connections: number;
}

const connectTimeoutMs = 10_000;
/** New connections look the name up again; Segment's addresses change, and a day is the most it allows (docs/segment-api/tracking.md#endpoints). */
const connectionLifeMs = 3_600_000;

/** Loads undici's client and, where the environment names a proxy, its proxy agent. */
export async function openDispatchers({ env, connections }: DispatcherOptions): Promise<Dispatchers> {
  const { proxy, refusal } = readOrRefuse(env);
  const { default: createConnector } = await import('undici/lib/core/connect.js');
  const connecting = new Set<Socket>();
  const connectTo = createConnector({ timeout: connectTimeoutMs });
  const connect: buildConnector.connector = (target, callback) => {
    // The types say nothing comes back, but it is the socket; without it an unanswered connection
    // attempt would keep the process alive after everything is over.
    // undici takes the address of a proxy for the name in its certificate, and Node warns of that.
    // To ask whether a name is one costs a start 2 ms, so only where there is a name.
    const { servername = '' } = target;
    const isAddress = servername && isIP(servername.replace(/^\[|\]$/g, '')) !== 0;
    const socket = connectTo(isAddress ? { ...target, servername: '' } : target, (...result) => {
      connecting.delete(socket);
      callback(...result);
    }) as unknown as Socket;
    connecting.add(socket);
  };
  const direct = connections === 1 ? await openClients(connect) : await openAgent(connect, connections);
  const tunnels = proxy && (await openProxy(proxy, connect, connections));
  // Last: a changed flag makes V8 refuse the compiled form in which Node brings its own modules.
  await useQuickCompiler();

  return {
    for(url) {
      // A message for the sandbox must not leave the machine, whatever NO_PROXY says.
      const isHere = isLoopback(url);
      if (refusal !== undefined && !isHere) throw refusal;
      return tunnels === undefined || isHere || proxy?.exempts(url) === true
        ? { dispatcher: direct.for(url), proxy: undefined }
        : { dispatcher: tunnels, proxy };
    },
    async destroy() {
      for (const socket of connecting) socket.destroy();
      await Promise.all([direct.destroy(), tunnels?.destroy()]);
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

/** What is wrong with the setting is told to whom it matters: the sandbox is reached all the same. */
function readOrRefuse(env: DispatcherOptions['env']): {
  proxy?: ProxySetting | undefined;
  refusal?: unknown;
} {
  try {
    return { proxy: readProxySetting(env) };
  } catch (refusal) {
    return { refusal };
  }
}

async function openProxy(
  { url, authorization }: ProxySetting,
  connect: buildConnector.connector,
  connections: number,
): Promise<Dispatcher> {
  // Whole: its entry gives the proxy's client the method `connect`, which the file of the agent does not.
  const { Pool, ProxyAgent } = await import('undici');
  return new ProxyAgent({
    uri: url.href,
    ...(authorization !== undefined && { token: authorization }),
    connections,
    clientTtl: connectionLifeMs,
    clientFactory(origin) {
      const pool = new Pool(origin, { connect });
      const openTunnel = pool.connect.bind(pool);
      // undici takes a tunnel that breaks for a connection that does, and begins a new one without end; and nobody could
      // tell whose name was not resolved. An error of our own ends both. The agent calls the form with a promise.
      pool.connect = ((options: Dispatcher.ConnectOptions) =>
        openTunnel(options).catch((cause: unknown) => {
          throw new ProxyFailure(cause);
        })) as typeof pool.connect;
      return pool;
    },
  });
}
