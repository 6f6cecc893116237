import { constants, fstatSync, readSync } from 'node:fs';
import { access, open, realpath, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { StateError, systemReason, UsageError } from '../../errors.ts';
import { isFifo, openFifo } from '../../files/open-fifo.ts';
import { descriptorOf, isStdin, openDescriptor, pathFrom } from '../../files/open-path.ts';
import { openTerminal } from '../../files/open-terminal.ts';
import { fileWord } from '../../spec/shell-word.ts';
import { fingerprintFile, fingerprintOfMember } from '../checkpoint/fingerprint.ts';
import { DamagedInputError } from './damaged-input.ts';
import { folderHint, globHint } from './folder-hint.ts';
import { gather } from './gather.ts';
import { type Input, nameOf, type OpenOptions, type ZipMember } from './input.ts';
import { findData } from './unzip.ts';
import { changedWhileRead, goneWhileRead, watchFile } from './watch-file.ts';
import { isZip, listMembers } from './zip-members.ts';

export interface FindInputsDeps {
  /** Asked for only when a relative path is named. */
  readonly cwd: string;
  /** Opened only when `-`, or another name of it, is among the names. */
  readonly stdin: () => Readable;
}

/** Large enough that a chunk holds hundreds of lines, small enough to keep memory flat. */
const chunkBytes = 512 * 1024;

/**
 * Turns file names, quoted globs and `-` into inputs, in the order given (a glob's files by name). Each file in a zip
 * archive is an input.
 * Everything is looked at before anything is sent. Throws UsageError for a name that cannot be read,
 * a glob that matches nothing, or the same file twice, and what
 * {@link listMembers} throws.
 */
export async function findInputs(names: readonly string[], deps: FindInputsDeps): Promise<Input[]> {
  const inputs: Input[] = [];
  const seen = new Map<string, string>();
  for (const name of names) {
    const descriptor = isStdin(name, deps) ? 0 : descriptorOf(pathFrom(deps, name));
    if (descriptor !== undefined) {
      rememberOnce(seen, identityOfDescriptor(descriptor, name), name);
      inputs.push(streamInput(name, descriptor === 0 ? deps.stdin : () => openDescriptor(descriptor)));
      continue;
    }
    for (const file of await expand(name, deps)) {
      const path = pathFrom(deps, file);
      const size = await sizeOf(path, file);
      rememberOnce(seen, await identityOf(path), file);
      const found = { name: file, path, size };
      const files = size !== undefined && isZip(path) ? await listMembers(found) : [found];
      inputs.push(...files.map(fileInput));
    }
  }
  return inputs;
}

/** What comes only once. */
function streamInput(name: string, open: () => Readable): Input {
  return {
    name,
    path: undefined,
    size: undefined,
    open: (signal, options) => streamChunks(open(), name, signal, options),
  };
}

/** Throws UsageError for a descriptor that is not open, or of what cannot be read, such as a folder. A file behind it is that file by any name. */
function identityOfDescriptor(descriptor: number, name: string): string {
  try {
    const found = fstatSync(descriptor, { bigint: true });
    if (found.isDirectory()) throw isFolder(name, 'segment batch FILE');
    // Such as what Node has opened for itself.
    const isInput = found.isFile() || found.isFIFO() || found.isSocket() || found.isCharacterDevice();
    if (!isInput)
      throw new UsageError(`${name} is not open for reading.`, {
        code: 'input_unreadable',
        hint: 'Name a file, or pipe data in.',
      });
    if (descriptor === 0 && !found.isFile()) return '-';
    return found.isFile() && found.ino !== 0n ? numbersOf(found) : `descriptor of ${numbersOf(found)}`;
  } catch (error) {
    throw cannotRead(name, error);
  }
}

/** A file, or a pipe or device with a path, as an input. */
export function fileInput<T extends { readonly path: string }>(file: T & Omit<Input, 'open'>) {
  return {
    ...file,
    open: (signal: AbortSignal, options?: OpenOptions) => readFileChunks(file, signal, options),
  };
}

/** A name that exists is that file even if it holds `*` or `[`; otherwise it may be a glob. */
async function expand(name: string, deps: FindInputsDeps): Promise<string[]> {
  const isGlob = /[*?[\]{}]/.test(name);
  if (!isGlob || (await exists(pathFrom(deps, name)))) return [name];
  const { glob } = await import('tinyglobby');
  const options = { cwd: deps.cwd, dot: false, expandDirectories: false };
  const found = await glob([name], {
    ...options,
    ignore: ['**/*.rejects.ndjson', '**/*.rejects.*.ndjson'],
  });
  if (found.length === 0) {
    const skipped = await glob([name], options);
    throw new UsageError(`No file matches ${name}.`, {
      code: 'no_input',
      hint: skipped.length > 0 ? 'A glob skips rejects files: name those.' : globHint(name),
    });
  }
  return found.sort();
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/** Bytes of a regular file; undefined for a pipe or a device, whose size means nothing. */
async function sizeOf(path: string, name: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw isFolder(name, await folderHint(path, name));
    if (found.isSocket())
      throw new UsageError(`${name} is a socket, not a file.`, {
        code: 'input_is_socket',
        hint: 'Pipe in what the program behind it sends: … | segment batch -',
      });
    await access(path, constants.R_OK);
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    throw cannotRead(name, error);
  }
}

function isFolder(name: string, hint: string): UsageError {
  const what = name === '-' ? 'stdin' : name;
  return new UsageError(`${what} is a folder, not a file.`, { code: 'input_is_folder', hint });
}

function cannotRead(name: string, error: unknown): UsageError {
  if (error instanceof UsageError) return error;
  return new UsageError(`${name} cannot be read: ${systemReason(error)}.`, {
    code: 'input_unreadable',
    hint: name === '-' ? 'Name a file, or pipe data in.' : `ls -ld ${fileWord(name)}`,
    cause: error,
  });
}

/** Two names of one file are that file, by whatever links: its device and number on it, or its path where a file system has no numbers. */
async function identityOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true });
  return found.ino === 0n ? await realpath(path) : numbersOf(found);
}

const numbersOf = ({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string => `${dev}:${ino}`;

function rememberOnce(seen: Map<string, string>, identity: string, name: string): void {
  const before = seen.get(identity);
  if (before === undefined) {
    seen.set(identity, name);
    return;
  }
  const same = before === name ? `${name} is named twice` : `${before} and ${name} are the same file`;
  throw new UsageError(`${same}: its lines would be sent twice.`, {
    code: 'input_twice',
    hint: 'Name it once.',
  });
}

/** So many chunks are read before everything else has its turn: signals, timers, what comes from the network. */
const chunksInTurn = 2;

/**
 * The bytes of a file. A regular file is read at once instead of by another thread: what is in the cache of the
 * system comes sooner than the thread wakes. Memory for each chunk would be a gigabyte of garbage for a gigabyte of
 * lines.
 */
async function* readFileChunks(
  input: Omit<Input, 'open' | 'path'> & { readonly path: string },
  signal: AbortSignal,
  { start = 0, buffers = [], onEnd }: OpenOptions = {},
): AsyncGenerator<Uint8Array> {
  const { path, member, size = 0 } = input;
  const name = nameOf(input);
  if (input.size === undefined && isFifo(path)) {
    yield* readFifo(path, name, signal, buffers);
    return;
  }
  const terminal = input.size === undefined ? openTerminal(path) : undefined;
  if (terminal !== undefined) {
    yield* streamChunks(terminal, name, signal, { buffers });
    return;
  }
  const file = await open(path, 'r').catch((error: unknown) => {
    throw goneWhileRead(name, error);
  });
  try {
    // Only what is a file when it is opened has an end to compare, and places to read from.
    const isFile = (await file.stat()).isFile();
    let position = member === undefined ? start : dataOf(file.fd, path, name, member);
    const end = member === undefined ? Number.POSITIVE_INFINITY : position + size;
    const least = member === undefined ? size : end;
    const watch = isFile ? watchFile(file, { name, size: least, start: position }) : undefined;
    for (let turn = 0; !signal.aborted; turn += 1) {
      const buffer = buffers[turn % buffers.length] ?? Buffer.allocUnsafeSlow(chunkBytes);
      if (turn % chunksInTurn === 0) await new Promise((resolve) => setImmediate(resolve));
      const bytesRead = isFile
        ? readSync(file.fd, buffer, 0, Math.min(buffer.length, end - position), position)
        : (await file.read(buffer, 0, buffer.length, null)).bytesRead;
      if (bytesRead === 0) {
        const stored = watch?.end();
        if (stored !== undefined) onEnd?.(member === undefined ? stored : fingerprintOfMember(member));
        return;
      }
      position += bytesRead;
      watch?.saw(buffer.subarray(0, bytesRead));
      yield buffer.subarray(0, bytesRead);
    }
    signal.throwIfAborted();
  } catch (error) {
    throw stoppedReading(name, error);
  } finally {
    await file.close();
  }
}

async function* readFifo(
  path: string,
  name: string,
  signal: AbortSignal,
  buffers: readonly Buffer[],
): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted();
  const stream = await openFifo(path, (stop) => {
    signal.addEventListener('abort', stop, { once: true });
    return () => signal.removeEventListener('abort', stop);
  });
  if (signal.aborted) stream.destroy();
  signal.throwIfAborted();
  yield* streamChunks(stream, name, signal, { buffers });
}

/** Where the data of a member begins. Throws StateError when the archive is not the one whose list was read. */
function dataOf(fd: number, path: string, name: string, member: ZipMember): number {
  const { bytes, head, tail } = member.archive;
  const now = fingerprintFile(path, bytes);
  if (fstatSync(fd).size !== bytes || now?.head !== head || now.tail !== tail)
    throw changedWhileRead(name, 'the archive is another now');
  const start = findData(fd, member);
  if (start === undefined) throw new DamagedInputError(name, 'data');
  return start;
}

/** The bytes of stdin or another descriptor. The stream may be shared with the process, so an early end detaches instead of waiting for more. */
async function* streamChunks(
  stream: Readable,
  name: string,
  signal: AbortSignal,
  { buffers = [] }: OpenOptions = {},
): AsyncGenerator<Uint8Array> {
  const stop = () => stream.destroy(Object.assign(new Error('stopped'), { name: 'AbortError' }));
  if (signal.aborted) return;
  signal.addEventListener('abort', stop, { once: true });
  try {
    yield* gather(stream, buffers);
  } catch (error) {
    throw stoppedReading(name, error);
  } finally {
    signal.removeEventListener('abort', stop);
    // Left early. Otherwise it ends by itself, and leaves a descriptor open that is not its own.
    if (!stream.readableEnded && stream.errored === null) stream.destroy();
  }
}

/** The system gives no more of an input, as a disk that fails: no fault of this program. Anything else stays as it is. */
function stoppedReading(name: string, error: unknown): unknown {
  const isReading = error instanceof Error && 'syscall' in error && error.syscall === 'read';
  if (!isReading) return error;
  const what = name === '-' ? 'stdin' : name;
  return new StateError(`${what} cannot be read further: ${systemReason(error)}.`, {
    code: 'input_unreadable',
    details: ['The complete lines before that were read. The rest was not.'],
    retryable: true,
    hint: 'Run the same command again when it can be read.',
    cause: error,
  });
}
