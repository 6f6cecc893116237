import type { App } from '../../src/app.ts';
import { StateError, systemErrorCode } from '../../src/errors.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { announce, withdraw } from '../../src/local-sandbox/announce.ts';
import { readCheckedPlan, readSeedFile } from '../../src/local-sandbox/input-files.ts';
import { regionSources, startLocalSandbox } from '../../src/local-sandbox/start.ts';
import type { Counts } from '../../src/sandbox/journal/counts.ts';
import type { RunningSandbox, SandboxOptions } from '../../src/sandbox/start.ts';
import type { Storage, StorageOptions } from '../../src/sandbox/storage/open.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { findFolders, needFolder } from '../../src/store/folders.ts';
import { sandboxFile } from '../../src/store/sandbox-address.ts';
import type { Io } from '../../src/terminal/io.ts';
import { formatBytes, formatCount, plural } from '../../src/terminal/numbers.ts';
import type { SandboxFlags } from './sandbox-options.ts';

/** Runs a sandbox until a signal stops it. */
export async function runSandbox(app: App, flags: SandboxFlags): Promise<void> {
  const { io, print } = app;
  const addressFile = sandboxFile(findFolders(io).state);
  const { readyFile } = flags;
  // The file of an earlier run must not tell a script that this one is ready.
  if (readyFile !== undefined) withdraw(readyFile);

  const stopped = new Promise<void>((stop) => {
    app.onClose(io.onSignal(() => stop()));
    if (flags.exitWithParent === true) app.onClose(watchParent(io, stop));
  });
  const sandbox = await startLocalSandbox(await sandboxOptions(app, flags), addressFile);
  const ready = { event: 'ready', url: sandbox.url };
  try {
    warnOfWideHost(app, flags.host, sandbox.port);
    announceAddress(app, addressFile, sandbox.url);
    if (readyFile !== undefined) announce(readyFile, ready);
    if (app.globals.json) await printReady(app, ready);
    else print.success(`sandbox ready at ${sandbox.url} (Ctrl-C stops it)`);
    printRestored(app, sandbox.storage);
    await live(app, sandbox, stopped);
  } finally {
    await sandbox.close();
    if (addressFile !== undefined) withdraw(addressFile, sandbox.url);
    if (readyFile !== undefined) withdraw(readyFile);
  }
  const { counts } = sandbox.journal;
  if (app.globals.json) await print.json({ event: 'stopped', ...totals(counts) });
  else print.note(summary(counts));
}

async function sandboxOptions(
  app: App,
  flags: SandboxFlags,
): Promise<SandboxOptions & { readonly port: number }> {
  const { host, port, data, seed, faults, rateLimit, eventRateLimit } = flags;
  const sources = regionSources(flags.writeKey, flags.foreignWriteKey);
  return {
    version: app.version,
    now: app.io.now,
    port,
    dedupScope: flags.dedupScope,
    strictLimits: flags.strictLimits === true,
    allowedHosts: flags.allowHost ?? [],
    rejectWrongRegion: flags.rejectWrongRegion === true,
    ledger: flags.ledger === true,
    ...(host === undefined ? {} : { host }),
    ...(seed === undefined ? {} : { seed: await readSeedFile(app.io, seed) }),
    ...(data === undefined ? {} : { data: dataOptions(app, data) }),
    ...(sources === undefined ? {} : { sources }),
    ...(faults === undefined ? {} : { faults: await readCheckedPlan(app.io, faults) }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(eventRateLimit === undefined ? {} : { eventRateLimit }),
  };
}

/** Without a reader on stdout the sandbox still runs; its last line fails for the same reason. */
async function printReady({ print }: App, ready: object): Promise<void> {
  try {
    await print.json(ready);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    print.warn(error.message);
  }
}

/** Resolves when the sandbox should stop. Meanwhile a terminal shows what arrives; a script gets no output. */
async function live(app: App, sandbox: RunningSandbox, stopped: Promise<void>): Promise<void> {
  const { io, globals } = app;
  if (globals.json || globals.quiet || io.stderr.isTTY !== true) return stopped;
  const { showLive } = await import('./live.ts');
  return showLive(app, sandbox, stopped);
}

/** Milliseconds between two checks of the parent process. */
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
          `${escapeLine(path)} cannot be written to (${systemErrorCode(error) ?? 'unknown reason'}): requests get 503 until it can`,
        ),
      onRecovery: () => print.warn(`${escapeLine(path)} can be written to again`),
      onDrop: (bytes) =>
        print.warn(`deleted the oldest ${formatBytes(bytes)} of ${escapeLine(path)}: the folder is full`),
    },
  };
}

function printRestored({ print }: App, storage: Storage | undefined): void {
  if (storage === undefined) return;
  const { messages, damagedLines, tornBytes } = storage.restored;
  const { folder } = storage.facts;
  print.note(`${plural(messages, 'message')} restored from ${escapeLine(folder)}`);
  if (tornBytes > 0) print.note(`moved an unfinished last line to set-aside.txt (${formatBytes(tornBytes)})`);
  if (damagedLines > 0)
    print.warn(`skipped ${plural(damagedLines, 'damaged line')} in ${escapeLine(folder)}`);
}

function warnOfWideHost({ print }: App, host: string | undefined, port: number): void {
  if (host === undefined || host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host))
    return;
  print.warn(
    `anyone who can reach ${escapeLine(host)} port ${port} can send to this sandbox and read its messages`,
  );
}

/** A sandbox whose address file cannot be written still runs, for clients that are given its URL. */
function announceAddress({ io, print }: App, file: string | undefined, url: string): void {
  try {
    announce(file ?? needFolder(findFolders(io), 'state'), { url, pid: io.pid });
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    print.warn(
      `${escapeLine(error.message)} -w sandbox cannot find this port: set SEGMENT_TRACKING_URL=${url}`,
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
  return `sandbox stopped: ${plural(stored, 'message')}${types === '' ? '' : ` (${types})`} · ${rest.join(' · ')}`;
}
