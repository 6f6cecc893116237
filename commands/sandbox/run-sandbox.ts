import type { App } from '../../src/app.ts';
import { StateError, UsageError } from '../../src/errors.ts';
import { announce, announceSandbox, withdraw } from '../../src/local-sandbox/announce.ts';
import { readSandboxOptions } from '../../src/local-sandbox/read-sandbox-options.ts';
import { startLocalSandbox } from '../../src/local-sandbox/start.ts';
import { watchParent } from '../../src/local-sandbox/watch-parent.ts';
import type { JournalMessage } from '../../src/sandbox/journal/journal-message.ts';
import type { RefusedRequest } from '../../src/sandbox/refused/refused-request.ts';
import { sumOf } from '../../src/sandbox/refused/refused-requests.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { findFolders, needFolder } from '../../src/store/folders.ts';
import {
  printRestored,
  sandboxSummary,
  storageWarnings,
  wideHostNote,
} from '../../src/terminal/sandbox-notes.ts';
import type { SandboxFlags } from './sandbox-options.ts';

/** Runs a sandbox until a signal stops it. */
export async function runSandbox(app: App, flags: SandboxFlags): Promise<void> {
  const { io, print, version } = app;
  const folders = findFolders(io);
  const { readyFile } = flags;
  if (app.globals.url !== undefined)
    throw new UsageError('--url names a sandbox that runs; segment sandbox starts one.', {
      code: 'url_of_sandbox',
      hint: 'Choose the port of the new one: segment sandbox --port 4011',
    });
  // The file of an earlier run must not tell a script that this one is ready.
  if (readyFile !== undefined) withdraw(readyFile);

  const stopped = new Promise<void>((stop) => {
    app.onClose(io.onSignal(() => stop()));
    if (flags.exitWithParent === true) app.onClose(watchParent(io.parentPid, stop));
  });
  const { now, pid, isRunning } = io;
  const search = { stateFolder: folders.state, isRunning };
  const sandbox = await startLocalSandbox(
    await readSandboxOptions(flags, { io, version, eventsOf: (folder) => storageWarnings(print, folder) }),
    search,
  );
  const { url } = sandbox;
  const ready = { event: 'ready', url };
  let withdrawEntry = () => {};
  try {
    const wide = wideHostNote(flags.host, sandbox.port);
    if (wide !== undefined) print.warn(wide);
    await writeOrWarn(
      app,
      () => {
        const folder = needFolder(folders, 'state');
        withdrawEntry = announceSandbox(folder, { url, pid, startedAt: now(), isRunning });
      },
      ` -w sandbox cannot find this port: set SEGMENT_SANDBOX_URL=${url}`,
    );
    if (readyFile !== undefined) announce(readyFile, ready);
    if (app.globals.json) await writeOrWarn(app, () => print.json(ready));
    else print.success(`sandbox ready at ${url} (Ctrl-C stops it)`);
    if (sandbox.storage !== undefined) printRestored(print, sandbox.storage);
    await live(app, sandbox, stopped);
  } finally {
    await sandbox.close();
    withdrawEntry();
    if (readyFile !== undefined) withdraw(readyFile);
  }
  const { counts, refused } = sandbox.journal;
  if (!app.globals.json)
    return print.note(`sandbox stopped: ${sandboxSummary(counts, sumOf(refused.byStatus()))}`);
  const { stored, duplicates, discarded, requests, wireBytes: bytes } = counts;
  await print.json({ event: 'stopped', stored, duplicates, discarded, requests, bytes });
}

/** Resolves when the sandbox should stop. Meanwhile a terminal shows what arrives; a script gets no output. */
async function live(app: App, { journal, url }: RunningSandbox, stopped: Promise<void>): Promise<void> {
  const { io, globals } = app;
  if (globals.json || globals.quiet || io.stderr.isTTY !== true) return stopped;
  const { showLiveMessages } = await import('../../src/terminal/live-messages.ts');
  const { summariseMessage } = await import('../../src/local-sandbox/message-summary.ts');
  const { summariseRefusedRequest } = await import('../../src/local-sandbox/refused-summary.ts');
  return showLiveMessages<JournalMessage | RefusedRequest>(
    app,
    {
      url,
      subscribe(listener) {
        const ends = [journal.subscribe(listener), journal.refused.subscribe(listener)];
        return () => {
          for (const end of ends) end();
        };
      },
      summarise: (arrived) =>
        'status' in arrived ? summariseRefusedRequest(arrived) : summariseMessage(arrived),
    },
    stopped,
  );
}

/** A sandbox that cannot write its address, to a file or to stdout, still runs: clients may know its URL. */
async function writeOrWarn(
  { print }: App,
  write: () => void | Promise<void>,
  consequence = '',
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    print.warn(escapeLine(error.message) + consequence);
  }
}
