import { execFileSync } from 'node:child_process';

/** Puts a named pipe at the path: whoever opens it to read, and waits, waits for ever. */
export function putPipe(path: string): void {
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]);
}
