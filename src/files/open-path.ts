import { createReadStream, fstatSync, readlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import { dirname, isAbsolute, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { systemReason, UsageError } from '../errors.ts';
import { isFifo, openFifo } from './open-fifo.ts';
import { openTerminal } from './open-terminal.ts';

/**
 * A path that a person gave, from the working folder on. The working folder is asked for only where the path depends on
 * it: an absolute one works where that folder is gone.
 */
export function pathFrom(from: { readonly cwd: string }, path: string): string {
  return isAbsolute(path) ? resolve(path) : resolve(from.cwd, path);
}

/** As many as Linux follows. */
const mostLinks = 40;

/**
 * The descriptor of this process that a path stands for, as `/dev/stdin` and what a shell puts in place of `<(…)`;
 * undefined for any other path. Such a path cannot be resolved, and opening it fails where a socket is behind it.
 */
export function descriptorOf(path: string): number | undefined {
  let at = resolve(path);
  for (let links = 0; links < mostLinks; links += 1) {
    if (at === '/dev/stdin') return 0;
    const [, number] =
      /^(?:\/dev\/fd|\/proc\/(?:self|thread-self|[0-9]+)(?:\/task\/[0-9]+)?\/fd)\/([0-9]{1,9})$/.exec(at) ??
      [];
    const [, pid] = /^\/proc\/([0-9]+)\//.exec(at) ?? [];
    if (number !== undefined && (pid === undefined || pid === linkAt('/proc/self'))) return Number(number);
    const target = linkAt(at);
    if (target === undefined) return undefined;
    at = resolve(dirname(at), target);
  }
  return undefined;
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Where a name that a person gave is looked for, and what `-` is. */
export interface OpenFrom {
  readonly cwd: string;
  readonly stdin: () => Readable;
  /** Calls back when the command is ended by a signal, until the returned function is called. */
  readonly onUnheardSignal?: (listener: () => void) => () => void;
}

/** True for `-` and for a path that stands for stdin. Without a working folder a relative path is taken for another file. */
export function isStdin(name: string, from?: Pick<OpenFrom, 'cwd'>): boolean {
  if (name === '-') return true;
  if (from === undefined && !isAbsolute(name)) return false;
  return descriptorOf(from === undefined ? name : pathFrom(from, name)) === 0;
}

/** What a descriptor still gives, from where it stands. Throws a system error for one that is not open. */
export function openDescriptor(descriptor: number): Readable {
  const found = fstatSync(descriptor);
  return found.isFIFO() || found.isSocket()
    ? // Node's other streams would wait for a pipe in a thread of their own, and could not be ended.
      new Socket({ fd: descriptor, readable: true, writable: false })
    : createReadStream('', { fd: descriptor, autoClose: false });
}

/** The bytes behind a name that a person gave: `-` and its like are stdin, which is opened only then. */
export function openPath(name: string, from: OpenFrom): Readable {
  if (isStdin(name, from)) return from.stdin();
  const path = pathFrom(from, name);
  const descriptor = descriptorOf(path);
  if (descriptor !== undefined) return openDescriptor(descriptor);
  if (isFifo(path)) return Readable.from(fifoChunks(path, from));
  return openTerminal(path) ?? createReadStream(path);
}

async function* fifoChunks(path: string, { onUnheardSignal = () => () => {} }: OpenFrom) {
  yield* await openFifo(path, onUnheardSignal);
}

/** All of it, as UTF-8. Rejects with a system error for what cannot be read. */
export async function readText(name: string, from: OpenFrom): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of openPath(name, from)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** The same for who is told of it. Throws UsageError, which calls the file `label`. */
export async function readInputFile(
  from: OpenFrom,
  file: string,
  { label = file, code = 'file_unreadable' } = {},
): Promise<string> {
  try {
    return await readText(file, from);
  } catch (error) {
    const reason = systemReason(error);
    throw new UsageError(`${label} cannot be read (${reason}).`, { code, cause: error });
  }
}

/** stdin can be read once; found out before anything is read. `spelling` is what was typed. Throws UsageError. */
export function refuseStdinTwice(
  sources: readonly { readonly name: string; readonly spelling: string }[],
): void {
  const readers = sources.filter(({ name }) => isStdin(name)).map(({ spelling }) => spelling);
  if (readers.length < 2) return;
  throw new UsageError(`stdin is read twice: ${readers.join(' and ')}`, {
    code: 'stdin_twice',
    hint: 'Put one of them into a file.',
  });
}
