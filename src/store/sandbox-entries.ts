import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isLeftOver } from '../files/leftovers.ts';
import {
  identityOf,
  isAlive,
  isHere,
  type Machine,
  ownMachine,
  parseIdentity,
} from '../files/process-identity.ts';
import { readSmallFile } from '../files/small-file.ts';
import { isJsonObject } from '../spec/message.ts';
import { isLoopbackUrl, normaliseUrl } from './service-urls.ts';

/** A sandbox that runs on this machine, as it wrote down itself. */
export interface RunningSandboxEntry {
  readonly url: string;
  readonly pid: number | undefined;
  /** ISO 8601. */
  readonly startedAt: string | undefined;
}

/** It holds a URL, a time and a process. */
const maxBytes = 4096;
/** A sandbox of another machine or container cannot be seen from here: its entry is kept for so long. */
const unknownMs = 30 * 86_400_000;

type IsRunning = (pid: number) => boolean;

/** Where each running sandbox has a file of its own, so that one that ends takes nothing from another. */
export function sandboxEntriesFolder(stateFolder: string): string {
  return join(stateFolder, 'sandboxes');
}

/** What a sandbox writes down about itself, in a file of that folder whose name ends in `.json`. */
export function sandboxEntry(url: string, pid: number, startedAt: Date): object {
  return { url, startedAt: startedAt.toISOString(), ...identityOf(pid) };
}

/**
 * The sandboxes of this machine that run, oldest first, one for each URL. Only a loopback address counts: whoever can
 * write to the state folder must not be able to point `-w sandbox` elsewhere.
 */
export function readSandboxEntries(
  stateFolder: string,
  isRunning: IsRunning,
): readonly RunningSandboxEntry[] {
  const folder = sandboxEntriesFolder(stateFolder);
  const own = ownMachine();
  // Version 0.1.0 has this one file for all sandboxes.
  const paths = [join(stateFolder, 'sandbox.json'), ...namesIn(folder).map((name) => join(folder, name))];
  const running = paths.flatMap((path) => {
    const found = inspect(path, own, isRunning);
    return found.kind === 'running' ? [found.entry] : [];
  });
  running.sort((a, b) => Date.parse(a.startedAt ?? '1970') - Date.parse(b.startedAt ?? '1970'));
  return [...new Map(running.map((entry) => [entry.url, entry])).values()];
}

/** Removes the entries of sandboxes that were killed, and what was left of entries that were being written. */
export function sweepSandboxEntries(stateFolder: string, isRunning: IsRunning): void {
  const folder = sandboxEntriesFolder(stateFolder);
  const own = ownMachine();
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    try {
      const { kind } = inspect(path, own, isRunning);
      if (kind === 'ended' || (kind === 'unknown' && isLeftOver(path, unknownMs)))
        rmSync(path, { force: true });
    } catch {
      // One that cannot be removed is skipped by whoever reads it.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

type Found =
  | { readonly kind: 'running'; readonly entry: RunningSandboxEntry }
  | { readonly kind: 'ended' }
  /** Of another machine or container, half written, or no entry at all. */
  | { readonly kind: 'unknown' };

function inspect(path: string, own: Machine, isRunning: IsRunning): Found {
  const content = path.endsWith('.json') ? readContent(path) : undefined;
  if (content === undefined) return { kind: 'unknown' };
  const url = urlIn(content, path);
  const owner = parseIdentity(content);
  if (url === undefined || (owner === undefined && 'pid' in content)) return { kind: 'unknown' };
  if (owner !== undefined) {
    // The older file names no machine.
    if ('host' in content && !isHere(owner, own)) return { kind: 'unknown' };
    if (!isAlive(owner, isRunning)) return { kind: 'ended' };
  }
  return { kind: 'running', entry: { url, pid: owner?.pid, startedAt: timeIn(content) } };
}

/** Undefined for what is not a file of ours. */
function readContent(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const file = readSmallFile(path, { maxBytes });
    if (file.kind !== 'file') return undefined;
    const content: unknown = JSON.parse(file.bytes.toString('utf8'));
    return isJsonObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function urlIn({ url }: Readonly<Record<string, unknown>>, path: string): string | undefined {
  try {
    return typeof url === 'string' && isLoopbackUrl(url) ? normaliseUrl(url, path) : undefined;
  } catch {
    return undefined;
  }
}

function timeIn({ startedAt }: Readonly<Record<string, unknown>>): string | undefined {
  const time = typeof startedAt === 'string' ? Date.parse(startedAt) : Number.NaN;
  return Number.isFinite(time) ? new Date(time).toISOString() : undefined;
}
