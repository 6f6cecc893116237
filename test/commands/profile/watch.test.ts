import { describe, expect, it } from 'vitest';
import type { RunningSandbox } from '../../../src/sandbox/start.ts';
import type { CliOptions, CliResult } from '../../helpers/cli.ts';
import { MemoryStream } from '../../helpers/cli.ts';
import { terminal } from '../../helpers/reading.ts';
import { sendAll } from '../../sandbox/profiles/profile-client.ts';
import { inFront, openAda, refusal, sendText } from './scene.ts';

/**
 * A watch whose waits are the steps: each one runs while it waits for the next look, and after the last there comes
 * Ctrl-C.
 */
async function watch(
  run: (args: readonly string[], options?: CliOptions) => Promise<CliResult>,
  flags: readonly string[],
  steps: readonly (() => Promise<unknown>)[],
  options: CliOptions = {},
) {
  let interrupt = (): void => {};
  let released = false;
  const left = [...steps];
  const intervals: number[] = [];
  const { io, ...rest } = options;
  const result = await run(['profile', 'get', 'user_id:ada', '--watch', ...flags], {
    ...rest,
    io: {
      ...io,
      onSignal(listener) {
        interrupt = () => listener('SIGINT');
        return () => {
          released = true;
        };
      },
      async sleep(milliseconds, signal) {
        intervals.push(milliseconds);
        const step = left.shift();
        if (step === undefined) interrupt();
        else await step();
        signal?.throwIfAborted();
      },
    },
  });
  return { ...result, released, intervals };
}

const track = (sandbox: RunningSandbox, messageId: string, event: string) => () =>
  sendAll(sandbox, [{ type: 'track', messageId, userId: 'ada', event, properties: { n: 1 } }]);
const identify = (sandbox: RunningSandbox, traits: object) => () =>
  sendAll(sandbox, [{ type: 'identify', userId: 'ada', traits }]);
const nothing = async () => {};

describe('segment profile get --watch', () => {
  it('waits for a profile that does not exist yet, and shows it when it appears', async () => {
    const { run, sandbox } = await openAda();
    const send = (event: string) => () =>
      sendAll(sandbox, [{ type: 'track', messageId: event, userId: 'later', event }]);
    const { code, stdout, stderr, intervals } = await watch(
      (args, options) =>
        run(
          args.map((arg) => arg.replace('user_id:ada', 'user_id:later')),
          options,
        ),
      [],
      [nothing, send('First'), send('Second')],
    );
    expect([code, intervals]).toEqual([0, [5_000, 5_000, 5_000, 5_000]]);
    expect(stderr).toContain('user_id:later does not exist yet; checking every 5.0 s');
    expect(stdout).toMatch(/^event\t.*\tFirst/m);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/\tevent\tadded\tSecond$/);
  });

  it('prints the profile, then a line for each change, and ends with 0 on Ctrl-C', async () => {
    const { run, sandbox } = await openAda();
    const before = (await run(['profile', 'get', 'user_id:ada'])).stdout;
    const { code, stdout, stderr, released, intervals } = await watch(
      run,
      ['--interval', '3s'],
      [
        nothing,
        async () => {
          await track(sandbox, 't2', 'Signed\tUp')();
          await track(sandbox, 't3', 'Opened')();
        },
        identify(sandbox, { plan: 'free', age: null, vip: true }),
        async () => {
          await sendAll(sandbox, [
            { type: 'group', userId: 'ada', groupId: 'globex' },
            { type: 'identify', userId: 'ada', anonymousId: 'anon-2' },
          ]);
        },
        nothing,
      ],
    );
    expect([code, released]).toEqual([0, true]);
    expect(intervals).toEqual([3_000, 3_000, 3_000, 3_000, 3_000, 3_000]);
    expect(stdout.startsWith(before)).toBe(true);
    const lines = stdout
      .slice(before.length)
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split('\t'));
    expect(lines.map(([, ...cells]) => cells.join('|'))).toEqual([
      'event|added|Signed\\tUp||{"n":1}',
      'event|added|Opened||{"n":1}',
      'trait|changed|plan|pro|free',
      'trait|added|vip||true',
      'trait|removed|age|36|',
      'external_id|added|anonymous_id:anon-2||',
      'link|added|group_id:globex||',
    ]);
    for (const [at = ''] of lines) expect(new Date(at).toISOString()).toBe(at);
    expect(stderr).toBe('checking every 3.0 s; Ctrl-C ends it\n');
  });

  it('--json: an object a line, with the API’s own texts', async () => {
    const { run, sandbox } = await openAda();
    const big = '12345678901234567890';
    const { code, stdout, stderr } = await watch(
      run,
      ['--json'],
      [
        () => sendText(sandbox, '/v1/identify', `{"userId":"ada","traits":{"age":${big}}}`),
        track(sandbox, 't2', 'Signed Up'),
      ],
    );
    expect([code, stderr]).toEqual([0, '']);
    const [first = '', ...changes] = stdout.trimEnd().split('\n');
    expect(Object.keys(JSON.parse(first))).toEqual(['traits', 'externalIds', 'links', 'metadata', 'events']);
    expect(changes[0]).toContain(
      `"part":"traits","change":"changed","name":"age","before":36,"after":${big}}`,
    );
    expect(JSON.parse(changes[1] ?? '')).toEqual({
      at: expect.stringMatching(/Z$/),
      part: 'events',
      change: 'added',
      name: 'Signed Up',
      before: null,
      after: expect.objectContaining({ message_id: 't2', event: 'Signed Up' }),
    });
  });

  it('on a terminal: lines no wider than it, which continue below themselves', async () => {
    const { run, sandbox } = await openAda();
    const screen = terminal(40);
    await watch(
      run,
      [],
      [identify(sandbox, { plan: 'a plan with a very long name indeed', 'x\u001b[2J': 1 })],
      { io: screen },
    );
    const lines = screen.stdout.text.trimEnd().split('\n').slice(-4);
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\dZ {2}~ trait {2}plan$/);
    expect(lines.slice(1, 3)).toEqual(['  pro → a plan with a very long name', '  indeed']);
    expect(lines[3]).toMatch(/^\d\d:\d\d:\d\dZ {2}\+ trait {2}x\\u001b\[2J {2}1$/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  it('shows the latest events first, and remembers those it did not show', async () => {
    const { run, sandbox } = await openAda();
    const { stdout } = await watch(run, ['--limit', '1'], [nothing, track(sandbox, 't2', 'New')]);
    const events = stdout.split('\n').filter((line) => /(?:^|\t)event\t/.test(line));
    expect(events.map((line) => line.split('\t').slice(1, 4))).toEqual([
      [expect.any(String), 'Page Viewed', 'web'],
      ['event', 'added', 'New'],
    ]);
  });

  it('goes on when a look or a part of it fails', async () => {
    const { run, sandbox } = await openAda();
    let state: 'well' | 'links' | 'all' = 'well';
    const { url } = await inFront(sandbox, (path) => {
      if (state === 'all' || (state === 'links' && path.includes('/links')))
        return refusal(501, 'x', 'Down.');
      return undefined;
    });
    const set = (next: typeof state) => async () => {
      state = next;
    };
    const result = await watch(run, [], [set('links'), nothing, set('well'), nothing], {
      env: { SEGMENT_PROFILE_URL: url },
    });
    expect(result.code).toBe(0);
    expect(result.stderr.match(/links: /g)).toHaveLength(1);
    expect(result.stdout).not.toMatch(/\t(?:added|removed|changed)\t/);
    // What will not pass by itself ends it.
    const ended = await watch(run, [], [set('all'), nothing], { env: { SEGMENT_PROFILE_URL: url } });
    expect(ended.code).toBe(6);
  });

  it('a look that fails for now is told, and the next one goes on', async () => {
    const { run, sandbox } = await openAda();
    let isDown = false;
    const { url } = await inFront(sandbox, () => (isDown ? refusal(503, 'x', 'Down.') : undefined));
    const stdout = new MemoryStream();
    const begun = run(['profile', 'get', 'user_id:ada', '--watch'], {
      env: { SEGMENT_PROFILE_URL: url },
      io: {
        stdout,
        onSignal(listener) {
          stop = () => listener('SIGINT');
          return () => {};
        },
        async sleep(milliseconds, signal) {
          // Five seconds are the interval; anything else is a wait before another try.
          if (milliseconds === 5_000) {
            look += 1;
            isDown = look === 1;
            if (look === 2) await track(sandbox, 't2', 'Back')();
            if (look === 3) stop();
          }
          signal?.throwIfAborted();
        },
      },
    });
    let look = 0;
    let stop = (): void => {};
    const { code, stderr } = await begun;
    expect(code).toBe(0);
    expect(stderr).toContain('The Profile API answered 503. Trying again.');
    expect(stdout.text).toContain('\tevent\tadded\tBack\t');
  });
});
