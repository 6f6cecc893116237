import type { App } from '../../src/app.ts';
import { CliError, StateError, systemErrorCode } from '../../src/errors.ts';
import { pathFrom } from '../../src/files/path-from.ts';
import type { Counts } from '../../src/sandbox/journal/counts.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import type { Storage, StorageOptions } from '../../src/sandbox/storage/open.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { findFolders, needFolder } from '../../src/store/folders.ts';
import { readSandboxFile, sandboxFile } from '../../src/store/sandbox-address.ts';
import type { Io } from '../../src/terminal/io.ts';
import { formatBytes, formatCount, plural } from '../../src/terminal/numbers.ts';
import { announce, withdraw } from './announce.ts';
import type { SandboxFlags } from './index.ts';
import { readSeedFile } from './seed-file.ts';
import { trafficOptions } from './traffic-options.ts';

/** Runs a sandbox until a signal ends it. */
export async function runSandbox(app: App, flags: SandboxFlags): Promise<void> {
  const { io, print } = app;
  const address = sandboxFile(findFolders(io).state);
  const { readyFile } = flags;
  // The file of an earlier run must not tell a script that this one is ready.
  if (readyFile !== undefined) withdraw(readyFile);

  const stopped = new Promise<void>((stop) => {
    app.onClose(io.onSignal(() => stop()));
    if (flags.exitWithParent === true) app.onClose(watchParent(io, stop));
  });
  const sandbox = await start(app, flags, address);
  const ready = { event: 'ready', url: sandbox.url };
  try {
    warnOfWideHost(app, flags.host, sandbox.port);
    tellWhere(app, address, sandbox.url);
    if (readyFile !== undefined) announce(readyFile, ready);
    if (app.globals.json) await tellReady(app, ready);
    else
      print.note(
        `${print.style.green(print.style.symbols.ok)} sandbox ready at ${sandbox.url} (Ctrl-C ends it)`,
      );
    tellRestored(app, sandbox.storage);
    await live(app, sandbox, stopped);
  } finally {
    await sandbox.close();
    if (address !== undefined) withdraw(address, sandbox.url);
    if (readyFile !== undefined) withdraw(readyFile);
  }
  const { counts } = sandbox.journal;
  if (app.globals.json) await print.json({ event: 'stopped', ...totals(counts) });
  else print.note(summary(counts));
}

/** A sandbox that cannot say so on stdout works all the same; the line that it ends with fails for the same reason. */
async function tellReady({ print }: App, ready: object): Promise<void> {
  try {
    await print.json(ready);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    print.warn(error.message);
  }
}

async function start(app: App, flags: SandboxFlags, address: string | undefined): Promise<RunningSandbox> {
  const { host, port, allowHost, data, seed } = flags;
  const options = {
    version: app.version,
    now: app.io.now,
    dedupScope: flags.dedupScope,
    strictLimits: flags.strictLimits === true,
    allowedHosts: allowHost ?? [],
    ...(host === undefined ? {} : { host }),
    ...(seed === undefined ? {} : { seed: await readSeedFile(app.io, seed) }),
    ...(data === undefined ? {} : { data: dataOptions(app, data) }),
    ...(await trafficOptions(app.io, flags)),
  };
  try {
    return await startSandbox({ ...options, port });
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'port_taken') throw error;
    const owner = address === undefined ? undefined : readSandboxFile(address);
    const isOwned = owner !== undefined && new URL(owner.url).port === String(port);
    const free = await findFreePort(port + 1, host);
    throw new StateError(
      isOwned
        ? `Port ${port} is taken, by the sandbox with process id ${owner.pid ?? 'unknown'}.`
        : error.message,
      {
        code: error.code,
        hint: `Take the next free one: segment sandbox --port ${free}`,
        cause: error,
      },
    );
  }
}

/** Resolves when the sandbox is to end. A terminal shows what arrives meanwhile; a script wants its silence. */
async function live(app: App, sandbox: RunningSandbox, stopped: Promise<void>): Promise<void> {
  const { io, globals } = app;
  if (globals.json || globals.quiet || io.stderr.isTTY !== true) return stopped;
  const { showLive } = await import('./live.ts');
  return showLive(app, sandbox, stopped);
}

/** Milliseconds between two looks at the parent process. */
const parentInterval = 250;

function watchParent({ parentPid }: Io, onGone: () => void): () => void {
  const parent = parentPid();
  const timer = setInterval(() => {
    if (parentPid() !== parent) onGone();
  }, parentInterval);
  return () => clearInterval(timer);
}

function dataOptions({ io, print }: App, folder: string): StorageOptions {
  const path = pathFrom(io, folder);
  return {
    folder: path,
    pid: io.pid,
    isRunning: io.isRunning,
    events: {
      onFailure: (error) =>
        print.warn(
          `${escapeLine(path)} cannot be written to (${systemErrorCode(error) ?? 'unknown reason'}): requests are answered 503 until it can`,
        ),
      onRecovery: () => print.warn(`${escapeLine(path)} can be written to again`),
      onDrop: (bytes) =>
        print.warn(`the oldest ${formatBytes(bytes)} of ${escapeLine(path)} was deleted: the folder is full`),
    },
  };
}

function tellRestored({ print }: App, storage: Storage | undefined): void {
  if (storage === undefined) return;
  const { messages, damagedLines, tornBytes } = storage.restored;
  const { folder } = storage.facts;
  print.note(`${plural(messages, 'message')} came back from ${escapeLine(folder)}`);
  if (tornBytes > 0)
    print.note(`an unfinished last line was set aside (${formatBytes(tornBytes)} in set-aside.txt)`);
  if (damagedLines > 0)
    print.warn(
      `${plural(damagedLines, 'damaged line')} in ${escapeLine(folder)} could not be read and were skipped`,
    );
}

/** The next port that can be listened on; 0, which means any, when there is none near. */
async function findFreePort(from: number, host = '127.0.0.1'): Promise<number> {
  const { createServer } = await import('node:net');
  for (let port = from; port < Math.min(from + 50, 65_536); port += 1) {
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, host, () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
  return 0;
}

function warnOfWideHost({ print }: App, host: string | undefined, port: number): void {
  if (host === undefined || host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host))
    return;
  print.warn(
    `whoever can reach ${escapeLine(host)} port ${port} can send to this sandbox and read what arrived`,
  );
}

/** A sandbox that cannot say where it is works all the same, for who knows its URL. */
function tellWhere({ io, print }: App, address: string | undefined, url: string): void {
  try {
    announce(address ?? needFolder(findFolders(io), 'state'), { url, pid: io.pid });
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    print.warn(
      `${escapeLine(error.message)} The workspace sandbox will not find this port by itself: set SEGMENT_TRACKING_URL=${url}`,
    );
  }
}

function totals({ stored, duplicates, discarded, requests, wireBytes }: Readonly<Counts>) {
  return { stored, duplicates, discarded, requests, bytes: wireBytes };
}

function summary({ stored, duplicates, discarded, requests, wireBytes, byType }: Readonly<Counts>): string {
  const types = [...byType].map(([type, count]) => `${formatCount(count)} ${type}`).join(', ');
  const rest = [
    ...(duplicates > 0 ? [plural(duplicates, 'duplicate')] : []),
    ...(discarded > 0 ? [`${formatCount(discarded)} discarded`] : []),
    `${plural(requests, 'request')}, ${formatBytes(wireBytes)}`,
  ];
  return `sandbox ended: ${plural(stored, 'message')}${types === '' ? '' : ` (${types})`} · ${rest.join(' · ')}`;
}
