import { createReadStream, fstatSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { isAbsolute } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { StateError, systemErrorCode, workingFolderGone } from '../errors.ts';
import { openOutput } from './file-output.ts';
import { onReaderGone } from './reader-gone.ts';

type SignalListener = (signal: NodeJS.Signals) => void;

/** The outside world, as a record: the real one in `bin/`, a memory twin in the tests. */
export interface Io {
  /** Opened only when asked for: a closed stdin must not hurt a command that does not read it. */
  readonly stdin: () => Readable & { readonly isTTY?: boolean };
  readonly stdinIsTerminal: boolean;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & {
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly rows?: number;
  };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working folder. To ask for it throws StateError when it is gone, which only matters to who needs it. */
  readonly cwd: string;
  /** An absolute path; undefined for a user without a home folder. */
  readonly home: string | undefined;
  readonly platform: NodeJS.Platform;
  /** The script that Node was started with. Absent where it was not started so. */
  readonly script?: string | undefined;
  /** The Node that runs this. Absent where there is no process of its own. */
  readonly node?: string;
  /** The process id, for files that tell other processes who is there. */
  readonly pid: number;
  /** The process that started this one; another one's id once that has ended. */
  readonly parentPid: () => number;
  /** True while a process with this id runs on this machine, whoever it belongs to. */
  readonly isRunning: (pid: number) => boolean;
  /** Wall clock, for timestamps. */
  readonly now: () => Date;
  /** Monotonic clock in milliseconds, for durations and backoff. */
  readonly monotonic: () => number;
  /** A number in [0, 1): jitter and nothing else. */
  readonly random: () => number;
  /** Waits; rejects with the signal's reason when aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Calls back on SIGINT, SIGTERM and SIGHUP until the returned function is called. */
  readonly onSignal: (listener: SignalListener) => () => void;
  /**
   * The same for a signal that nobody hears by `onSignal`: a command with an orderly end of its own keeps it. Absent
   * where the world has no signals.
   */
  readonly onUnheardSignal?: Io['onSignal'];
  /**
   * What is made from now on is for its owner only, until the returned function is called: for libraries that make
   * files themselves. Absent where there is no process of its own.
   */
  readonly ownerOnly?: () => () => void;
  /**
   * Calls back once the reader of stdout went away, until the returned function is called. Absent where stdout has no
   * reader to lose.
   */
  readonly onReaderGone?: (listener: () => void) => () => void;
  /**
   * Calls back with what was rejected and nobody waited for, which would end the process otherwise, until the returned
   * function is called. Absent where there is no process of its own.
   */
  readonly onUnhandled?: (listener: (reason: unknown) => void) => () => void;
}

const heardSignals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The real process as an {@link Io}. */
export function processIo(): Io {
  const heard: SignalListener[] = [];
  const unheard: SignalListener[] = [];
  const dispatch = (signal: NodeJS.Signals) => {
    for (const listener of heard.length > 0 ? [...heard] : [...unheard]) listener(signal);
  };
  const listenWith = (listeners: SignalListener[]) => (listener: SignalListener) => {
    if (heard.length + unheard.length === 0) for (const signal of heardSignals) process.on(signal, dispatch);
    listeners.push(listener);
    return () => {
      const at = listeners.lastIndexOf(listener);
      if (at !== -1) listeners.splice(at, 1);
      if (heard.length + unheard.length === 0)
        for (const signal of heardSignals) process.off(signal, dispatch);
    };
  };
  return {
    stdin: openStdin,
    // Asking process.stdin opens it; the file descriptor alone tells whether a person is there.
    stdinIsTerminal: isatty(0),
    stdout: openOutput(1, () => process.stdout),
    stderr: openOutput(2, () => process.stderr),
    env: process.env,
    get cwd() {
      try {
        return process.cwd();
      } catch (error) {
        throw workingFolderGone(error) ?? error;
      }
    },
    get home() {
      return findHome();
    },
    platform: platform(),
    script: process.argv[1],
    node: process.execPath,
    pid: process.pid,
    parentPid: () => process.ppid,
    isRunning(pid) {
      try {
        // Signal 0 reaches nobody: it only asks.
        return process.kill(pid, 0);
      } catch (error) {
        return systemErrorCode(error) === 'EPERM';
      }
    },
    now: () => new Date(),
    // Not performance.now(): the first use of that global loads ten modules of Node.
    monotonic: () => {
      const [seconds, nanoseconds] = process.hrtime();
      return seconds * 1e3 + nanoseconds / 1e6;
    },
    random: Math.random,
    async sleep(milliseconds, signal) {
      const { setTimeout: wait } = await import('node:timers/promises');
      await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
    },
    onSignal: listenWith(heard),
    onUnheardSignal: listenWith(unheard),
    ownerOnly() {
      const before = process.umask(0o077);
      return () => void process.umask(before);
    },
    onReaderGone: (listener) => onReaderGone(1, listener),
    onUnhandled(listener) {
      process.on('unhandledRejection', listener);
      return () => process.off('unhandledRejection', listener);
    },
  };
}

/** Node takes a folder for an input without a byte; a stream of ours says what it is when it is read. */
function openStdin(): Readable & { readonly isTTY?: boolean } {
  return isFolder(0) ? createReadStream('', { fd: 0, autoClose: false }) : process.stdin;
}

function isFolder(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isDirectory();
  } catch {
    return false;
  }
}

/**
 * `HOME`, or what the system knows of this user where that is not set. One that is empty or relative is none: what is
 * put there would land beside the working folder.
 */
function findHome(): string | undefined {
  try {
    const home = homedir();
    return isAbsolute(home) ? home : undefined;
  } catch {
    // A container's user often is a bare number, of whom the system knows nothing.
    return undefined;
  }
}

/** The working folder for who only looks for defaults there: undefined when it is gone. */
export function workingFolder(io: Pick<Io, 'cwd'>): string | undefined {
  try {
    return io.cwd;
  } catch (error) {
    if (error instanceof StateError) return undefined;
    throw error;
  }
}

/** The same world with some things changed; what is not asked for, such as a working folder that is gone, is not looked at. */
export function changedIo(io: Io, changes: Partial<Io>): Io {
  return Object.create(io, Object.getOwnPropertyDescriptors(changes));
}

/** The value of an environment variable without the space around it; empty means unset. */
export function envValue(env: Io['env'], name: string): string | undefined {
  return env[name]?.trim() || undefined;
}
