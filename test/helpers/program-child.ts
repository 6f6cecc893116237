import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './imports.ts';

/** How a run of the built executable ended. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built executable in a process of its own. */
export interface ProgramChild {
  readonly process: ChildProcess;
  readonly ended: Promise<ProgramEnd>;
}

export interface ProgramCall {
  readonly args: readonly string[];
  readonly cwd: string;
  /** A file to be piped into its stdin; closed without. */
  readonly stdin?: string | undefined;
  /** Leaves its stdin open, to be written to by the caller. */
  readonly openStdin?: boolean | undefined;
  readonly env?: Readonly<Record<string, string>>;
  /** A command that runs what follows it. */
  readonly under?: readonly string[];
}

/** Starts `segment …` with settings and state below `cwd`. */
export function startProgram({
  args,
  cwd,
  stdin,
  openStdin,
  env = {},
  under = [],
}: ProgramCall): ProgramChild {
  const program = join(projectRoot, 'dist', 'segment.cjs');
  const [command = process.execPath, ...rest] = [...under, process.execPath, program, ...args];
  const child = spawn(command, rest, {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      SEGMENT_CONFIG_DIR: join(cwd, 'config'),
      SEGMENT_STATE_DIR: join(cwd, 'state'),
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A killed process leaves its end of the pipe: that is the point.
  child.stdin.on('error', () => {});
  if (stdin === undefined && openStdin !== true) child.stdin.end();
  if (stdin !== undefined) createReadStream(stdin).pipe(child.stdin);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const ended = new Promise<ProgramEnd>((resolve) => {
    child.on('close', (code, signal) =>
      resolve({
        code,
        signal,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      }),
    );
  });
  return { process: child, ended };
}
