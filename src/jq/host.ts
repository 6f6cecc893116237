import { randomFillSync } from 'node:crypto';
import type { WebAssemblyApi } from '../ndjson/kernel/web-assembly.ts';
import { clockImports } from './clock.ts';
import { type Memory, openMemory } from './memory.ts';

/** What jq reads and writes. It is given nothing else: no files, no environment, no network. */
export interface JqStreams {
  /** The next bytes of its input, waited for; undefined at the end. */
  read(): Uint8Array | undefined;
  write(stream: 'stdout' | 'stderr', bytes: Uint8Array): void;
}

/** The exports of the build of jq in the package jq-wasm, which its compiler gave letters. */
interface JqExports {
  readonly F: Memory['wasm'];
  /** What C does before `main`. */
  readonly G: () => void;
  readonly H: (argc: number, argv: number) => number;
  /** Takes bytes of the stack. */
  readonly K: (bytes: number) => number;
}

/** Thrown through jq's own code, which ends so. */
class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`jq ended with ${code}`);
    this.code = code;
  }
}

/** jq has said why, and can do no more. */
export class GaveUp extends Error {}

// The types of Node 20 do not know it.
const { Module, Instance }: WebAssemblyApi = Reflect.get(globalThis, 'WebAssembly');

export function compileJq(bytes: Uint8Array): object {
  return new Module(bytes);
}

/**
 * Runs jq once, as its command line would with these arguments, and returns its exit code. Throws where jq has no more
 * memory, or no more stack.
 */
export function runJq(module: object, args: readonly string[], streams: JqStreams): number {
  const memory = openMemory(() => exported.F);
  let utc = 0;
  const imports = {
    ...systemImports(memory),
    ...fileImports(memory, streams),
    ...clockImports(memory, () => utc),
  };
  const instance = new Instance(module, { a: imports });
  // The letters are those of the one version that package.json names.
  const exported = instance.exports as JqExports;
  const push = (text: string): number => {
    const at = exported.K(Buffer.byteLength(text) + 1);
    memory.writeText(at, text);
    return at;
  };
  try {
    exported.G();
    utc = push('UTC');
    const argv = [...['jq', ...args].map(push), 0];
    const list = exported.K(argv.length * 4);
    for (const [index, at] of argv.entries()) memory.writeNumber(list + index * 4, at);
    return exported.H(argv.length - 1, list);
  } catch (error) {
    if (error instanceof Exit) return error.code;
    throw error;
  }
}

const pageBytes = 65_536;
const noSuchFile = () => -44;
const notATerminal = () => -59;
const nothing = () => 0;

function systemImports(memory: Memory) {
  const { bytes, writeNumber } = memory;
  const end = (code: number): never => {
    throw new Exit(code);
  };
  const giveUp = (): never => {
    throw new GaveUp('jq gave up');
  };
  return {
    a: giveUp, // __assert_fail
    E: giveUp, // abort
    b: end, // exit
    p: end, // proc_exit
    q: nothing, // runtime_keepalive_clear
    o: nothing, // call_sighandler
    j: nothing, // environ_get
    l(count: number, size: number) {
      // environ_sizes_get
      writeNumber(count, 0);
      writeNumber(size, 0);
      return 0;
    },
    z(at: number, length: number) {
      // random_get
      randomFillSync(bytes(at, length));
      return 0;
    },
    k(size: number) {
      // resize_heap: a tenth more, for each growth takes its time
      const missing = (size >>> 0) - memory.wasm.buffer.byteLength;
      for (const wanted of [missing + memory.wasm.buffer.byteLength / 10, missing]) {
        try {
          memory.wasm.grow(Math.ceil(Math.max(wanted, 0) / pageBytes));
          return 1;
        } catch {
          // It may be the tenth that is too much.
        }
      }
      return 0;
    },
  };
}

function fileImports({ bytes, readNumber, writeNumber }: Memory, { read, write }: JqStreams) {
  /** The places that a list of `iovec` names. */
  const placesAt = (list: number, count: number) =>
    Array.from({ length: count }, (_, index) =>
      bytes(readNumber(list + index * 8), readNumber(list + index * 8 + 4)),
    );
  let unread: Uint8Array = new Uint8Array();
  return {
    c: nothing, // fd_close
    d(fd: number, list: number, count: number, done: number) {
      // fd_write; copies, for jq goes on to use its memory
      const written = Buffer.concat(placesAt(list, count));
      write(fd === 2 ? 'stderr' : 'stdout', written);
      writeNumber(done, written.length);
      return 0;
    },
    h(_fd: number, list: number, count: number, done: number) {
      // fd_read; once it has something jq is not kept waiting for more
      if (unread.length === 0) unread = read() ?? unread;
      let total = 0;
      for (const place of placesAt(list, count)) {
        const part = unread.subarray(0, place.length);
        place.set(part);
        unread = unread.subarray(part.length);
        total += part.length;
      }
      writeNumber(done, total);
      return 0;
    },
    x: () => 70, // fd_seek: not seekable
    y(_fd: number, at: number) {
      // fd_fdstat_get: a file, which is no terminal
      bytes(at, 24).fill(0).set([4]);
      return 0;
    },
    e: nothing, // fcntl
    i: notATerminal, // ioctl
    f: noSuchFile, // openat
    m: noSuchFile, // readlinkat
    n: noSuchFile, // getcwd
    A: noSuchFile, // lstat
    B: noSuchFile, // newfstatat
    C: noSuchFile, // stat
    D: noSuchFile, // fstat
  };
}
