import { expect, onTestFinished } from 'vitest';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/start.ts';
import { type CliOptions, type CliResult, cli, MemoryStream } from './cli.ts';

/** A sandbox with the workspace that a test wants, and the program pointed at it. */
export interface ReadingScene {
  readonly sandbox: RunningSandbox;
  run(args: readonly string[], options?: CliOptions): Promise<CliResult>;
  /** The text of a GET of the API itself. */
  api(path: string): Promise<string>;
  /** Changes the switches of the workspace: troubles, wrong region, … */
  set(change: object): Promise<void>;
  /** Milliseconds that the program would have waited. */
  readonly waits: number[];
}

/** The active token: a test that looks for it in the output would find it. */
export const sceneToken = 'sgp_scenescenescenescenescenescene01';

/**
 * Opens a sandbox for one test. `seed` is what `--seed` takes; waiting takes no time. Tests that run at once give the
 * `atEnd` of their own context.
 */
export async function openScene(
  seed?: unknown,
  options: SandboxOptions = {},
  atEnd: (close: () => void | Promise<void>) => void = onTestFinished,
): Promise<ReadingScene> {
  const sandbox = await startSandbox({
    ...options,
    ...(seed === undefined ? {} : { seed: { name: 'seed', value: seed } }),
  });
  atEnd(() => sandbox.close());
  const waits: number[] = [];
  return {
    sandbox,
    waits,
    run: (args, { env, io, ...rest } = {}) =>
      cli(args, {
        ...rest,
        env: {
          NO_COLOR: '1',
          SEGMENT_TOKEN: sceneToken,
          SEGMENT_PROFILE_TOKEN: sceneToken,
          SEGMENT_SPACE_ID: 'spa_1',
          SEGMENT_API_URL: sandbox.url,
          SEGMENT_PROFILE_URL: sandbox.url,
          SEGMENT_TRACKING_URL: sandbox.url,
          ...env,
        },
        io: {
          sleep: async (milliseconds, signal) => {
            waits.push(milliseconds);
            await new Promise((done) => setTimeout(done, Math.min(milliseconds, 5)));
            signal?.throwIfAborted();
          },
          ...io,
        },
      }),
    async api(path) {
      const reply = await fetch(`${sandbox.url}${path}`, {
        headers: { authorization: `Bearer ${sceneToken}` },
      });
      return reply.text();
    },
    async set(change) {
      const reply = await fetch(`${sandbox.url}/_/workspace`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(change),
      });
      expect(reply.status).toBe(200);
    },
  };
}

/** An error as a script reads it, with `--json`. */
export function errorOf({ stderr }: CliResult): {
  code: string;
  exitCode: number;
  hint: string;
  message: string;
} {
  const line = stderr.trimEnd().split('\n').at(-1) ?? '';
  return JSON.parse(line).error;
}

/** A terminal of that many columns in place of stdout and stderr. */
export function terminal(columns: number): { stdout: MemoryStream; stderr: MemoryStream } {
  const screen = () => Object.assign(new MemoryStream(), { isTTY: true, columns });
  return { stdout: screen(), stderr: screen() };
}
