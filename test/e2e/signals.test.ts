import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../helpers/imports.ts';
import { putPipe } from '../helpers/pipe.ts';
import { startProgram } from '../helpers/program-child.ts';

// A server that never answers, so that every command is still at work when the signal comes.
let server: Server;
let env: Record<string, string>;
const folder = mkdtempSync(join(tmpdir(), 'segment-cli-signals-'));

beforeAll(async () => {
  server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    SEGMENT_CONFIG_DIR: join(folder, 'config'),
    SEGMENT_STATE_DIR: join(folder, 'state'),
    SEGMENT_TRACKING_URL: url,
    SEGMENT_API_URL: url,
    SEGMENT_PROFILE_URL: url,
    SEGMENT_TOKEN: 'sgp_signalsignalsignalsignal',
    SEGMENT_PROFILE_TOKEN: 'signalsignalsignalsignal',
    SEGMENT_WRITE_KEY: 'signalsignalsignalsignalsignalsi',
    SEGMENT_SPACE_ID: 'spa_1',
  };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a command on a FIFO that nobody else opens, waits until it says so, sends the signal, and waits for its end. */
async function interruptWait(args: readonly string[], said: RegExp, signal: NodeJS.Signals) {
  const cwd = mkdtempSync(join(folder, 'fifo-'));
  putPipe(join(cwd, 'fifo'));
  writeFileSync(join(cwd, 'in.ndjson'), '{"x\n');
  const child = startProgram({ args, cwd, env });
  await new Promise<void>((resolve) => {
    let printed = '';
    child.process.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      if (said.test(printed)) resolve();
    });
  });
  child.process.kill(signal);
  return (await child.ended).code;
}

/** Starts a command, waits for its request, sends the signal, and waits for its end. */
async function interrupt(args: readonly string[], signal: NodeJS.Signals, isFirst: boolean) {
  const program = [process.execPath, join(projectRoot, 'dist', 'segment.cjs'), ...args];
  const [command = '', ...words] = isFirst ? ['unshare', '--pid', '--fork', ...program] : program;
  const asked = new Promise<void>((resolve) => server.once('request', () => resolve()));
  const child = spawn(command, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await asked;
  // unshare passes no signal on: its child, which is process 1 of the new room, is the one to be told.
  const pid = isFirst
    ? Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8'))
    : child.pid;
  process.kill(pid ?? 0, signal);
  return { code: await ended, printed };
}

const commands = [
  ['sources', 'list'],
  ['track', 'E', '-u', 'u1'],
  ['api', '/sources'],
  ['profile', 'get', 'user_id:u1'],
];
const mayUnshare = spawnSync('unshare', ['--pid', '--fork', 'true']).status === 0;

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s', (signal, code) => {
  it.each(commands)(`ends segment %s %s with ${code} and a sentence`, async (...args: string[]) => {
    const end = await interrupt(args, signal, false);
    expect(end).toEqual({ code, printed: expect.stringContaining(`error: Interrupted by ${signal}.\n`) });
  });

  // Only root may make a process the first of its room.
  it.skipIf(!mayUnshare).each(commands)('ends segment %s %s as process 1 too', async (...args: string[]) => {
    expect((await interrupt(args, signal, true)).code).toBe(code);
  });

  it.skipIf(process.platform === 'win32').each<[string, string[], RegExp]>([
    ['a writer of its input', ['batch', 'fifo'], /sending fifo/],
    ['a reader of its rejects', ['batch', 'in.ndjson', '--rejects', 'fifo'], /waiting for a reader/],
  ])(`ends a backfill that waits for %s with ${code}`, async (_what, args, said) => {
    expect(await interruptWait(args, said, signal)).toBe(code);
  });
});

it.skipIf(spawnSync('script', ['--version']).status !== 0)(
  'Ctrl-C ends a backfill that waits for a line of its terminal',
  async () => {
    const program = `${process.execPath} ${join(projectRoot, 'dist', 'segment.cjs')}`;
    const answering = createServer((request, reply) => void request.resume().on('end', () => reply.end()));
    await new Promise<void>((resolve) => answering.listen(0, '127.0.0.1', resolve));
    const answered = new Promise<void>((resolve) => answering.once('request', () => resolve()));
    const url = `http://127.0.0.1:${(answering.address() as AddressInfo).port}`;
    const child = spawn('script', ['-qec', `${program} batch /dev/tty`, '/dev/null'], {
      cwd: mkdtempSync(join(folder, 'terminal-')),
      env: { ...env, SEGMENT_TRACKING_URL: url },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    child.stdin.write('{"type":"track","userId":"u","event":"A","timestamp":"2026-03-01T08:00:00Z"}\n');
    await answered;
    child.stdin.write('\x03');
    expect(await ended).toBe(130);
    child.stdin.end();
    answering.closeAllConnections();
    answering.close();
  },
);
