import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { StateError, systemErrorCode, UsageError } from '../errors.ts';
import { sandboxPort } from '../spec/built-in-sandbox.ts';
import { escapeLine } from '../spec/escape.ts';
import { answerHealth, isHealthCheck } from './health.ts';
import { type HostRules, isForThisHost, urlHost } from './host-guard.ts';

export interface ServersOptions extends Pick<HostRules, 'allowedHosts'> {
  /** 127.0.0.1, and ::1 where there is one. */
  readonly host: string | undefined;
  readonly port: number;
  /** Shown by `/health`. */
  readonly version: string;
  readonly answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void;
  /** A request with a foreign Host was refused with this body. */
  readonly onRefused: (incoming: IncomingMessage, body: string) => void;
}

/** What accepts connections, on one address or on both of this machine. */
export interface Servers {
  /** An origin at which a client on this machine finds it. */
  readonly url: string;
  readonly port: number;
  /** Answers what is under way, then stops listening. */
  close(): Promise<void>;
}

/** Milliseconds. A client that is slower than this with its head or body is cut off (rule S15). */
const headersTimeout = 10_000;
const requestTimeout = 30_000;
const keepAliveTimeout = 30_000;
/** How long `close` waits for requests under way. */
const closeTimeout = 2_000;

/** Resolves once connections are accepted. Throws StateError for a port that cannot be had, and UsageError for such a host. */
export async function openServers(options: ServersOptions): Promise<Servers> {
  const { host = '127.0.0.1' } = options;
  const server = serve(host, options);
  await listen(server, options.port, host);
  const port = portOf(server);
  const servers = [server];
  if (options.host === undefined) {
    // Many a client takes `localhost` for ::1 alone. Where that cannot be had, 127.0.0.1 has to do.
    const twin = serve('::1', options);
    await listen(twin, port, '::1').then(
      () => servers.push(twin),
      () => undefined,
    );
  }
  return {
    url: `http://${urlHost(isEverywhere(server) ? '127.0.0.1' : host)}:${port}`,
    port,
    close: async () => void (await Promise.all(servers.map(closeServer))),
  };
}

function serve(boundHost: string, { allowedHosts, version, answer, onRefused }: ServersOptions): Server {
  const server = createServer({
    // Node would answer a missing Host itself; the guard gives every bad one the same answer.
    requireHostHeader: false,
    headersTimeout,
    requestTimeout,
    keepAliveTimeout,
    connectionsCheckingInterval: 2_000,
  });
  let rules: HostRules | undefined;
  return server.on('request', (incoming, outgoing) => {
    rules ??= { port: portOf(server), boundHost, allowedHosts };
    if (isHealthCheck(incoming)) answerHealth(incoming, outgoing, version);
    else if (isForThisHost(incoming, rules)) answer(incoming, outgoing);
    else onRefused(incoming, refuseHost(incoming, outgoing));
  });
}

/** The port a server listens on; 0 when it does not. */
function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** True for a server that listens on every address, which has several spellings and cannot be called itself. */
function isEverywhere(server: Server): boolean {
  const address = server.address();
  return typeof address === 'object' && address !== null && ['0.0.0.0', '::'].includes(address.address);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, port, host)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function cannotListen(cause: Error, port: number, host: string): Error {
  switch (systemErrorCode(cause)) {
    case 'EADDRINUSE':
      return new StateError(`Port ${port} of ${host} is taken.`, { code: 'port_taken', cause });
    case 'EACCES':
      return new StateError(`This user may not listen on port ${port} of ${host}.`, {
        code: 'port_forbidden',
        hint: `Use a port from 1024 on: segment sandbox --port ${sandboxPort}`,
        cause,
      });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return new UsageError(`--host “${escapeLine(host)}” is not an address of this machine.`, {
        code: 'host_invalid',
        hint: 'Leave it out to listen on this machine alone, or listen on every address: segment sandbox --host 0.0.0.0',
        cause,
      });
    default:
      return cause;
  }
}

/** Returns the body of the answer. */
function refuseHost(incoming: IncomingMessage, outgoing: ServerResponse): string {
  const body = JSON.stringify({
    success: false,
    code: 'forbidden',
    message:
      'The sandbox answers under its own loopback name only. To allow another: segment sandbox --allow-host NAME',
  });
  outgoing.writeHead(403, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  outgoing.end(body);
  incoming.resume();
  return body;
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
