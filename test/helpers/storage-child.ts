import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from './imports.ts';

/** A sandbox in a process of its own, to be killed. */
export interface StorageChild {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it told about its storage: events and, when it was ready, what it brought back. */
  readonly reported: readonly unknown[];
  readonly ended: Promise<void>;
}

const source = `
import { startSandbox } from './src/sandbox/start.ts';
const [folder, limits] = process.argv.slice(2);
const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n');
const isRunning = (pid) => {
  try { return process.kill(pid, 0); } catch (error) { return error.code === 'EPERM'; }
};
const events = {
  onFailure: (error) => say({ event: 'failure', code: error.code }),
  onRecovery: () => say({ event: 'recovery' }),
  onDrop: (bytes) => say({ event: 'drop', bytes }),
};
try {
  const { url, storage, journal } = await startSandbox({
    data: { folder, pid: process.pid, isRunning, events, limits: limits ? JSON.parse(limits) : {} },
    maxMessages: 2_000_000,
    maxBytes: 1_000_000_000,
  });
  say({ event: 'ready', url, restored: storage.restored, stored: journal.counts.stored });
} catch (error) {
  say({ event: 'refused', code: error.code, message: error.message });
}
`;

/** Bundles the child once into \`folder\`; resolves with the function that starts it on a data folder. */
export async function buildStorageChild(
  folder: string,
): Promise<(data: string, limits?: object) => Promise<StorageChild>> {
  const file = join(folder, 'storage-child.mjs');
  await build({
    stdin: { contents: source, resolveDir: projectRoot, loader: 'ts' },
    bundle: true,
    outfile: file,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
  return (data, limits = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [file, data, JSON.stringify(limits)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = new Promise<void>((done) => child.on('close', () => done()));
      const reported: unknown[] = [];
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        for (const line of lines) {
          const value: unknown = JSON.parse(line);
          reported.push(value);
          if (typeof value !== 'object' || value === null || !('event' in value)) continue;
          if (value.event === 'ready' && 'url' in value)
            resolve({ url: String(value.url), process: child, reported, ended });
          if (value.event === 'refused') resolve({ url: '', process: child, reported, ended });
        }
      });
      child.on('close', (code) => reject(new Error(`The child ended with ${code}.`)));
    });
}
