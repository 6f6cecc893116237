import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './imports.ts';

/** How a run of the built executable ended. */
export interface BackfillEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `segment batch` of the built executable in a process of its own. */
export interface BackfillChild {
  readonly process: ChildProcess;
  readonly ended: Promise<BackfillEnd>;
}

export interface BackfillCall {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Where the sandbox listens. */
  readonly url: string;
  /** A file to be piped into its stdin; closed without. */
  readonly stdin?: string;
  /** Leaves its stdin open, to be written to by the caller. */
  readonly openStdin?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

const childWriteKey = 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk';

/** Starts `segment batch …` with settings and state below `cwd`. */
export function startBackfill({ args, cwd, url, stdin, openStdin, env = {} }: BackfillCall): BackfillChild {
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'segment.cjs'), 'batch', ...args], {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      SEGMENT_CONFIG_DIR: join(cwd, 'config'),
      SEGMENT_STATE_DIR: join(cwd, 'state'),
      SEGMENT_TRACKING_URL: url,
      SEGMENT_WRITE_KEY: childWriteKey,
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
  const ended = new Promise<BackfillEnd>((resolve) => {
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
