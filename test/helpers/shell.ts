import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { projectRoot } from './imports.ts';

export interface ShellResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A place where a command line runs as a person would type it: bash, and the built `segment` on the PATH. */
export interface Shell {
  readonly folder: string;
  /** The variables that every command finds: a home, and folders for settings and state, below `folder`. */
  readonly env: Readonly<Record<string, string>>;
  run(command: string, env: Readonly<Record<string, string>>, cwd: string): Promise<ShellResult>;
  /** Starts a sandbox on a free port, where commands find it by the state folder. Resolves to its URL when it is ready. */
  startSandbox(): Promise<string>;
  close(): Promise<void>;
}

export function openShell(): Shell {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-shell-'));
  const bin = join(folder, 'bin');
  const script = join(projectRoot, 'dist', 'segment.cjs');
  for (const name of ['bin', 'home']) mkdirSync(join(folder, name));
  writeFileSync(join(bin, 'segment'), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, {
    mode: 0o755,
  });
  const base: Readonly<Record<string, string>> = {
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    HOME: join(folder, 'home'),
    TMPDIR: tmpdir(),
    SEGMENT_CONFIG_DIR: join(folder, 'config'),
    SEGMENT_STATE_DIR: join(folder, 'state'),
  };
  const closers: (() => Promise<void>)[] = [];

  return {
    folder,
    env: base,
    run: (command, env, cwd) =>
      new Promise((resolve, reject) => {
        const child = spawn('bash', ['-o', 'pipefail', '-c', command], {
          cwd,
          env: { ...base, ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        const out: Buffer[] = [];
        const err: Buffer[] = [];
        child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
        child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
        child.on('error', reject);
        child.on('close', (code) =>
          resolve({
            code,
            stdout: Buffer.concat(out).toString('utf8'),
            stderr: Buffer.concat(err).toString('utf8'),
          }),
        );
      }),
    async startSandbox() {
      const child = spawn(process.execPath, [script, 'sandbox', '--port', '0'], {
        env: base,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
      closers.push(() => {
        child.kill('SIGTERM');
        return ended;
      });
      return new Promise<string>((resolve, reject) => {
        let printed = '';
        child.stderr.on('data', (chunk: Buffer) => {
          printed += chunk.toString('utf8');
          const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
          if (url !== undefined) resolve(url);
        });
        child.on('close', (code) => reject(new Error(`The sandbox ended with ${code}: ${printed}`)));
      });
    },
    async close() {
      for (const close of closers) await close();
      rmSync(folder, { recursive: true });
    },
  };
}
