import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The machine that a process id belongs to, as far as it can be told from others. */
export interface Machine {
  readonly host: string;
  /** Tells one run of a machine's kernel, and one container's processes, from others, where that can be read. */
  readonly boot: string | undefined;
}

/** A process as a file names it for other processes, which read it later or on another machine. */
export interface ProcessIdentity extends Machine {
  readonly pid: number;
  /** When the process began, in the kernel's own count, where that can be read: process ids are used again. */
  readonly began: string | undefined;
}

export function identityOf(pid: number): ProcessIdentity {
  return { pid, ...ownMachine(), began: statFields(pid)?.[19] };
}

export function ownMachine(): Machine {
  return { host: hostname(), boot: readBootId() };
}

/** The identity that parsed JSON holds; undefined for an object that names no process. */
export function parseIdentity(value: object): ProcessIdentity | undefined {
  const { pid, host, boot, began } = { pid: 0, host: '', boot: undefined, began: undefined, ...value };
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined;
  return typeof host === 'string' ? { pid, host, boot: textOf(boot), began: textOf(began) } : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Two machines can have one name, and one machine was another before it was started again. */
export function isHere(other: Machine, own: Machine): boolean {
  return other.host === own.host && (other.boot ?? own.boot) === own.boot;
}

/** True while a process of this machine runs, and its id does not mean another one by now. */
export function isAlive(
  { pid, began }: Pick<ProcessIdentity, 'pid' | 'began'>,
  isRunning: (pid: number) => boolean,
): boolean {
  if (!isRunning(pid)) return false;
  const fields = statFields(pid);
  // Killed, and nobody has asked for its exit code yet: in a container that may never happen.
  if (fields?.[0] === 'Z' || fields?.[0] === 'X') return false;
  return began === undefined || began === (fields?.[19] ?? began);
}

/** Linux's /proc/PID/stat from its third field, the state, on; the name in the second may hold anything. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Containers may share the name of their host: process ids mean something only in their own namespace. */
function readBootId(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return undefined;
  }
}
