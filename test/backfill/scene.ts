import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { createMessageIds } from '../../src/backfill/reading/message-id.ts';
import type { RunningSandbox, SandboxOptions } from '../../src/sandbox/start.ts';
import { type CliOptions, type CliResult, cli } from '../helpers/cli.ts';
import { openSandbox } from '../helpers/sandbox.ts';

const writeKey = 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk';

/** A folder, a state folder and a sandbox that stay the same from one call of `segment batch` to the next. */
export interface Scene {
  readonly sandbox: RunningSandbox;
  /** The current folder of every call. */
  readonly folder: string;
  readonly state: string;
  path(name: string): string;
  /** Writes a file into the folder and returns its path. */
  write(name: string, content: string | Uint8Array): string;
  /** `segment batch`, ten messages a request and one at a time, so that it can be stopped anywhere. */
  batch(args: readonly string[], options?: CliOptions): Promise<CliResult>;
  /** The checkpoints in the state folder, by path. */
  checkpoints(): string[];
  /** The only one of them. */
  checkpoint(): string;
  /** What has reached the sandbox so far: requests, stored messages, duplicates. */
  arrived(): readonly [requests: number, stored: number, duplicates: number];
}

export interface SceneOptions {
  readonly sandbox?: SandboxOptions;
  /** Elsewhere than in a folder of this scene alone. */
  readonly folder?: string;
  readonly state?: string;
}

export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const sandbox = await openSandbox(options.sandbox);
  const root = mkdtempSync(join(tmpdir(), 'segment-resume-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = options.folder ?? mkdtempSync(join(root, 'in-'));
  const state = options.state ?? join(root, 'state');
  const path = (name: string) => join(folder, name);
  const checkpoints = () => listJson(join(state, 'checkpoints'));
  return {
    sandbox,
    folder,
    state,
    path,
    write(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    batch: (args, call = {}) =>
      cli(['batch', '--max-batch-events', '10', '--concurrency', '1', ...args], {
        cwd: folder,
        ...call,
        env: {
          SEGMENT_STATE_DIR: state,
          SEGMENT_CONFIG_DIR: join(root, 'config'),
          SEGMENT_TRACKING_URL: sandbox.url,
          SEGMENT_WRITE_KEY: writeKey,
          ...call.env,
        },
      }),
    checkpoints,
    checkpoint() {
      const [first, ...others] = checkpoints();
      if (first === undefined || others.length > 0)
        throw new Error(`Not one checkpoint: ${checkpoints().length}`);
      return first;
    },
    arrived() {
      const { requests, stored, duplicates } = sandbox.journal.counts;
      return [requests, stored, duplicates];
    },
  };
}

function listJson(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** A FIFO at which a writer waits with a text, so that nobody who opens it hangs. `isRead` tells whether somebody did. */
export function makeFifo(path: string, text: string): { isRead(): boolean } {
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]);
  const writer = spawn('sh', ['-c', 'exec cat > "$1"', 'sh', path], { stdio: ['pipe', 'ignore', 'ignore'] });
  onTestFinished(() => void writer.kill('SIGKILL'));
  writer.stdin.on('error', () => {});
  let isTaken = false;
  writer.on('exit', () => {
    isTaken = true;
  });
  writer.stdin.end(text);
  return { isRead: () => isTaken };
}

/** One message; its user tells it from all others. */
export function track(user: string, event = 'E'): string {
  return `{"type":"track","event":"${event}","userId":"${user}","timestamp":"2020-01-01T00:00:00Z"}\n`;
}

/** So many messages, numbered from `first` on, all equally long. */
export function tracks(count: number, { first = 0, event = 'E', prefix = 'u' } = {}): string {
  return Array.from({ length: count }, (_, index) =>
    track(`${prefix}${String(first + index).padStart(5, '0')}`, event),
  ).join('');
}

/**
 * The messageIds that the good lines of a text must arrive under, worked out from the whole text: a run that goes
 * on in the middle has to find the same ones.
 */
export async function idsOf(text: string): Promise<string[]> {
  const lines = text.split('\n');
  const firstLine = lines.find((line) => line.trim() !== '') ?? '';
  const { derive: deriveId } = (await createMessageIds({ writeKey })).forInput(Buffer.from(firstLine));
  const ids: string[] = [];
  let offset = 0;
  for (const line of lines) {
    if (line.includes('"userId"')) ids.push(deriveId(offset, Buffer.from(line)));
    offset += Buffer.byteLength(line) + 1;
  }
  return ids;
}

/** Every good line of the texts is stored under its id, nothing else is, and so many came twice. */
export async function expectStored(
  { sandbox }: Scene,
  texts: readonly string[],
  { duplicates = 0 } = {},
): Promise<void> {
  const stored = [...sandbox.journal.messages].map(({ messageId }) => messageId);
  const expected = (await Promise.all(texts.map(idsOf))).flat();
  expect(stored.toSorted()).toEqual(expected.toSorted());
  expect(sandbox.journal.counts.duplicates).toBe(duplicates);
}

/** The line numbers and codes in a rejects file. */
export function readRejects(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { line: number, code }: { line: number; code: string } = JSON.parse(line);
      return `${number} ${code}`;
    });
}

/** The code, and what the error says, of a call that failed with `--json`. */
export function failureOf({ code, stderr }: CliResult): {
  readonly exit: number;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
} {
  const { error }: { error: { code: string; message: string; hint: string } } = JSON.parse(
    stderr.trim().split('\n').at(-1) ?? '',
  );
  return { exit: code, code: error.code, message: error.message, hint: error.hint };
}
