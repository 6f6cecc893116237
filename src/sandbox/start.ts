import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { StateError, systemErrorCode } from '../errors.ts';
import { edgeLimits, strictEdgeLimits } from '../spec/limits.ts';
import { isForThisHost, urlHost } from './host-guard.ts';
import { createJournal, type Journal } from './journal.ts';
import type { SandboxOauthApp } from './oauth.ts';
import { createSourceBook, type SandboxSource } from './sources.ts';

export interface SandboxOptions {
  /** Address to listen on; 127.0.0.1, and ::1 where there is one. Anything wider shows what arrives to the whole network. */
  readonly host?: string;
  /** 0, the default, picks a free one. */
  readonly port?: number;
  readonly now?: () => Date;
  /** Absent: every write key is a source. */
  readonly sources?: readonly SandboxSource[];
  /** The region the sandbox plays; us. Sources of the other one are taken with 200 and lost. */
  readonly region?: 'us' | 'eu';
  /** "KB" as 1,000 bytes: 32,000 for a message and 500,000 for a body. */
  readonly strictLimits?: boolean;
  readonly dedupScope?: 'all' | 'source';
  readonly oauthApps?: readonly SandboxOauthApp[];
  /** Further names for the Host header, for containers. */
  readonly allowedHosts?: readonly string[];
  /** How many messages and how many of their bytes are remembered: 200,000 and 128 MiB. */
  readonly maxMessages?: number;
  readonly maxBytes?: number;
  /** Shown by `/health`. */
  readonly version?: string;
}

export interface RunningSandbox {
  /** The origin to point clients at: no path, no slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly journal: Journal;
  /** Answers what is under way, then stops listening. */
  close(): Promise<void>;
}

/** Milliseconds. A client that is slower than this with its head or body is cut off (rule S15). */
const headersTimeout = 10_000;
const requestTimeout = 30_000;
const keepAliveTimeout = 30_000;
/** How long `close` waits for requests under way. */
const closeTimeout = 2_000;

/** Starts a sandbox and resolves once it truly accepts connections. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const host = options.host ?? '127.0.0.1';
  const now = options.now ?? (() => new Date());
  const region = options.region ?? 'us';
  const journal = createJournal({
    dedupScope: options.dedupScope ?? 'all',
    ...(options.maxMessages === undefined ? {} : { maxMessages: options.maxMessages }),
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
  });
  const startedAt = now();
  const [{ getRequestListener }, { createSandboxApp }, { createOauth }, { randomUUID }] = await Promise.all([
    import('@hono/node-server'),
    import('./app.ts'),
    import('./oauth.ts'),
    import('node:crypto'),
  ]);
  const oauth = createOauth({ apps: options.oauthApps ?? [], region, now });
  const app = createSandboxApp({
    journal,
    now,
    region,
    oauth,
    version: options.version ?? 'unknown',
    limits: options.strictLimits === true ? strictEdgeLimits : edgeLimits,
    findSource: createSourceBook(options.sources, region),
    isValidToken: oauth.isValidToken,
    newMessageId: () => `sandbox-${randomUUID()}`,
    stats: () => ({ startedAt }),
  });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });

  const serve = (boundHost: string): Server => {
    const server = createServer({
      // Node would answer a missing Host itself; the guard gives every bad one the same answer.
      requireHostHeader: false,
      headersTimeout,
      requestTimeout,
      keepAliveTimeout,
      connectionsCheckingInterval: 2_000,
    });
    return server.on('request', (incoming, outgoing) => {
      const rules = { port: portOf(server), boundHost, allowedHosts: options.allowedHosts ?? [] };
      if (isForThisHost(incoming, rules)) void listener(incoming, outgoing);
      else refuseHost(incoming, outgoing);
    });
  };
  const server = serve(host);
  await listen(server, options.port ?? 0, host);
  const port = portOf(server);
  const servers = [server];
  if (options.host === undefined) {
    // Many a client takes `localhost` for ::1 alone. Where that cannot be had, 127.0.0.1 has to do.
    const twin = serve('::1');
    await listen(twin, port, '::1').then(
      () => servers.push(twin),
      () => undefined,
    );
  }
  return {
    url: `http://${urlHost(reachable(host))}:${port}`,
    port,
    journal,
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
}

/** The port a server listens on; 0 when it does not. */
function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Where a client on this machine finds a server that listens everywhere. */
function reachable(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (systemErrorCode(error) !== 'EADDRINUSE') return reject(error);
      return reject(
        new StateError(`Port ${port} of ${host} is taken.`, { code: 'port_taken', cause: error }),
      );
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function refuseHost(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const body = JSON.stringify({
    success: false,
    code: 'forbidden',
    message: 'The sandbox answers under its own loopback name only.',
  });
  outgoing.writeHead(403, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  outgoing.end(body);
  incoming.resume();
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), closeTimeout);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
