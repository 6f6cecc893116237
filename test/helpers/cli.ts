import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { createProgram } from '../../commands/program.ts';
import { workingFolderGone } from '../../src/errors.ts';
import { run } from '../../src/run.ts';
import type { Io } from '../../src/terminal/io.ts';

export interface CliOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** The working folder has been removed: whoever asks for it fails. */
  readonly isCwdGone?: boolean;
  readonly stdin?: string | Uint8Array | Readable;
  readonly io?: Partial<Io>;
}

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the whole program in memory: arguments in; exit code and both streams out. Settings and state
 * live in a folder of this call alone unless `env` names one.
 */
export async function cli(argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-test-'));
  const stdout = new MemoryStream();
  const stderr = new MemoryStream();
  const stdin =
    options.stdin instanceof Readable
      ? options.stdin
      : Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]);
  const io: Io = {
    stdin: () => stdin,
    stdinIsTerminal: false,
    stdout,
    stderr,
    env: {
      SEGMENT_CONFIG_DIR: join(folder, 'config'),
      SEGMENT_STATE_DIR: join(folder, 'state'),
      ...options.env,
    },
    get cwd() {
      if (options.isCwdGone !== true) return options.cwd ?? folder;
      const cause = Object.assign(new Error('uv_cwd'), { code: 'ENOENT', syscall: 'uv_cwd' });
      throw workingFolderGone(cause) ?? cause;
    },
    home: folder,
    platform: process.platform,
    pid: process.pid,
    parentPid: () => process.ppid,
    isRunning: () => true,
    now: () => new Date(),
    monotonic: () => performance.now(),
    random: Math.random,
    sleep: (milliseconds, signal) => wait(milliseconds, undefined, signal === undefined ? {} : { signal }),
    onSignal: () => () => {},
    ...options.io,
  };
  const code = await run(createProgram, argv, io, '0.0.0-test');
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** Collects what is written to it. */
export class MemoryStream extends Writable {
  private readonly chunks: Buffer[] = [];

  get text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }
}
