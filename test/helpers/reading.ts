import { expect, it, onTestFinished } from 'vitest';
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

/** The token in force: a test that looks for it in the output would find it. */
export const sceneToken = 'sgp_scenescenescenescenescenescene01';

/** Opens a sandbox for one test. `seed` is what `--seed` takes; waiting takes no time. */
export async function openScene(seed?: unknown, options: SandboxOptions = {}): Promise<ReadingScene> {
  const sandbox = await startSandbox({
    ...options,
    ...(seed === undefined ? {} : { seed: { name: 'seed', value: seed } }),
  });
  onTestFinished(() => sandbox.close());
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

export interface FailureCase {
  /** The command, with its arguments. */
  readonly args: readonly string[];
  /** The path of the API that it needs, as a switch takes it: `/sources`, `/sources/*`. */
  readonly path: string;
  readonly seed?: unknown;
}

/**
 * What every command that reads the Public API does when it is refused (docs/rules.md#commands): a test for each of 401,
 * 403, 429, 5xx, no token, wrong region both ways, and no network; and no token in any output.
 */
export function itFailsWell({ args, path, seed }: FailureCase): void {
  const scene = () => openScene(seed);
  const json = [...args, '--json'];

  it('401: exit 4, names where the token came from', async () => {
    const { run, set } = await scene();
    await set({ switches: { tokens: ['another'] } });
    const result = await run(json);
    expect([result.code, result.stdout]).toEqual([4, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'token_refused',
      message: expect.stringContaining('SEGMENT_TOKEN'),
    });
    expect(result.stderr).not.toContain(sceneToken);
  });

  it('403: exit 4, speaks of the plan and the role', async () => {
    const { run, set } = await scene();
    await set({ switches: { troubles: [{ path, status: 403 }] } });
    const result = await run(json);
    expect([result.code, result.stdout]).toEqual([4, '']);
    expect(errorOf(result)).toMatchObject({ code: 'not_included' });
  });

  it('429: waits as long as the server says, visibly, and goes on', async () => {
    const { run, set, waits } = await scene();
    await set({ switches: { troubles: [{ path, status: 429, times: 1 }] } });
    const result = await run(json);
    expect(result.code).toBe(0);
    expect(Math.max(...waits)).toBeGreaterThan(10_000);
    expect(result.stderr).toContain('rate limited (429); next try in');
  });

  it('503 twice: tries again; always: exit 7', async () => {
    const { run, set } = await scene();
    await set({ switches: { troubles: [{ path, status: 503, times: 2 }] } });
    expect(await run(json)).toMatchObject({ code: 0 });
    await set({ switches: { troubles: [{ path, status: 503 }] } });
    const result = await run(json);
    expect([result.code, result.stdout]).toEqual([7, '']);
    expect(errorOf(result)).toMatchObject({ code: 'server_unavailable' });
  });

  it.each(['redirect', 'message'])(
    'the wrong region, told by a %s: exit 4 and the flag to add',
    async (mode) => {
      const { run, set } = await scene();
      await set({ switches: { wrongRegion: mode } });
      const result = await run(json);
      expect(result.code).toBe(4);
      expect(errorOf(result)).toMatchObject({
        code: 'wrong_region',
        hint: expect.stringContaining('--region eu'),
      });
    },
  );

  it('no token: exit 4 and the ways to one', async () => {
    const { run } = await scene();
    const result = await run(json, { env: { SEGMENT_TOKEN: '' } });
    expect(result.code).toBe(4);
    expect(errorOf(result)).toMatchObject({
      code: 'token_missing',
      hint: expect.stringContaining('segment auth login'),
    });
  });

  it('no network: exit 7', async () => {
    const { run } = await scene();
    const result = await run(json, { env: { SEGMENT_API_URL: 'http://127.0.0.1:9' } });
    expect([result.code, result.stdout]).toEqual([7, '']);
  });
}
