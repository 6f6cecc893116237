import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs a step of getting ready in the project's folder, and ends with it when it fails. */
export function runOrStop(command, args, message) {
  process.stderr.write(`${message}\n`);
  const { status } = spawnSync(command, args, {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
