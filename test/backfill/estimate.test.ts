import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openScene, type Scene, track } from './scene.ts';

const lines = (count: number, first = 0) =>
  Array.from({ length: count }, (_, index) => track(`u${first + index}`)).join('');
const invalid = '{"type":"trak"}\n';
/** Without CI, which the machine that runs the tests may have set. */
const terminal = { env: { SEGMENT_FORCE_TTY: '1' } };
const billing = /each message counts toward the API calls, and each user .* toward the MTUs/;

/** Ends at its first invalid line, so that nobody waits for the pace. */
const stopping = async (scene: Scene, args: readonly string[], call = terminal) => {
  const { code, stderr } = await scene.batch([...args, '--on-invalid', 'stop'], call);
  expect(code).toBe(3);
  return stderr;
};

describe('the estimate of a dry run', () => {
  const estimate = async (scene: Scene, ...args: readonly string[]) => {
    const { stdout } = await scene.batch(['in.ndjson', '--dry-run', '--json', ...args]);
    return JSON.parse(stdout).estimate;
  };

  it('has what was read, and the seconds at the pace', async () => {
    const scene = await openScene();
    scene.write('in.ndjson', `${lines(20)}\n${invalid}${lines(5, 20)}`);
    const counted = { messages: 25, requests: 3 };
    expect(await estimate(scene)).toEqual({ ...counted, seconds: 0 });
    expect(await estimate(scene, '--rate', '2')).toEqual({ ...counted, seconds: 1.5 });
    expect(await estimate(scene, '--rate', '2', '--event-rate', '5')).toEqual({ ...counted, seconds: 5 });
    expect(await estimate(scene, '--where', 'userId = "u7"')).toEqual({
      messages: 1,
      requests: 1,
      seconds: 0,
    });
    const half = await estimate(scene, '--rate', '2', '--shard', '1/2');
    expect(half.seconds).toBe(half.requests);
    expect(await estimate(scene, '--on-invalid', 'stop')).toBeNull();
  });

  it('is at the pace of the host that would be sent to', async () => {
    const scene = await openScene();
    scene.write('in.ndjson', lines(25));
    const call = { env: { SEGMENT_TRACKING_URL: undefined } };
    const { stdout } = await scene.batch(['in.ndjson', '--dry-run', '--json'], call);
    expect(JSON.parse(stdout).estimate).toEqual({ messages: 25, requests: 3, seconds: 0.06 });
  });

  it('is no part of a real run', async () => {
    const scene = await openScene();
    scene.write('in.ndjson', lines(3));
    const { stdout } = await scene.batch(['in.ndjson', '--json']);
    expect(JSON.parse(stdout)).not.toHaveProperty('estimate');
  });

  it('stands below the summary on a terminal', async () => {
    const scene = await openScene();
    scene.write('in.ndjson', lines(1_234));
    const { stderr } = await scene.batch(['in.ndjson', '--dry-run', '--rate', '1'], terminal);
    expect(stderr).toMatch(
      /▸ 1,234 messages in 124 requests, about 2 min at 1 request a second\. At Segment/,
    );
    expect(stderr).toMatch(billing);
    const pipe = await scene.batch(['in.ndjson', '--dry-run', '--rate', '1']);
    expect(pipe.stderr).not.toContain('MTUs');
  });
});

describe('the cost line before a run', () => {
  it('guesses from the beginnings of the files, whatever their shape', async () => {
    const scene = await openScene();
    const text = invalid + lines(60_000);
    scene.write('plain.ndjson', text);
    scene.write('packed.gz', gzipSync(text));
    scene.write('array.json', `[${text.trim().replaceAll('\n', ',')}]`);
    for (const name of ['plain.ndjson', 'packed.gz', 'array.json']) {
      const stderr = await stopping(scene, [name, '--rate', '0.5']);
      const [, messages = '', requests = ''] =
        /about ([\d,]+) messages in ([\d,]+) requests, about/.exec(stderr) ?? [];
      const [seen, calls] = [messages, requests].map((number) => Number(number.replaceAll(',', '')));
      expect([name, Math.abs((seen ?? 0) - 60_000) <= 3_000]).toEqual([name, true]);
      expect(calls).toBe((seen ?? 0) / 10);
      expect(stderr).toContain(' at 0.5 requests a second.');
      expect(stderr).toMatch(billing);
    }
    expect(await stopping(scene, ['plain.ndjson', 'packed.gz', '--rate', '0.5'])).toContain(
      'about 120,000 messages',
    );
  });

  it('counts what a filter leaves, and what a limit lets through', async () => {
    const scene = await openScene();
    scene.write('in.ndjson', invalid + (track('odd') + track('even')).repeat(10_000));
    const run = (...args: readonly string[]) => stopping(scene, ['in.ndjson', '--rate', '1', ...args]);
    expect(await run('--set', 'type=track')).toContain(
      'about 20,000 messages in 2,000 requests, about 33 min',
    );
    expect(await run('--limit', '900')).toContain('about 900 messages in 90 requests, about 2 min');
    const filtered = await scene.batch(
      ['in.ndjson', '--rate', '1', '--where', 'userId = "odd"', '--limit', '1', '--event-rate', '0.01'],
      terminal,
    );
    expect(filtered.stderr).toContain('about 1 message in 1 request, about 2 min at 0.01 messages a second');
  });

  it('is of what an earlier run has left', async () => {
    const scene = await openScene();
    scene.write('in.ndjson', lines(500) + invalid + lines(499, 500));
    const run = (...args: readonly string[]) => stopping(scene, ['in.ndjson', ...args]);
    expect(await run()).not.toContain('MTUs');
    expect(await run('--rate', '0.5')).toMatch(
      /resuming at line 501.*about 500 messages in 50 requests, about 2 min/s,
    );
  });

  it('is shown for very many messages, however fast they go', async () => {
    const scene = await openScene();
    scene.write('in.ndjson', invalid + lines(100_500));
    const stderr = await stopping(scene, ['in.ndjson', '--max-batch-events', '2500']);
    expect(stderr).toMatch(/about 100,000 messages in \d\d requests\. At Segment/);
  });

  it('is not shown in pipes and CI, with --quiet and --json, for small runs, and where sizes are unknown', async () => {
    const scene = await openScene();
    scene.write('in.ndjson', invalid + lines(1_000));
    const shown = ['in.ndjson', '--rate', '1'];
    expect(await stopping(scene, shown)).toContain('MTUs');
    const inCi = { env: { ...terminal.env, CI: 'true' } };
    expect(await stopping(scene, shown, { env: { SEGMENT_FORCE_TTY: '' } })).not.toContain('MTUs');
    expect(await stopping(scene, shown, inCi)).not.toContain('MTUs');
    expect(await stopping(scene, [...shown, '--quiet'])).not.toContain('MTUs');
    expect(await stopping(scene, [...shown, '--json'])).not.toContain('MTUs');
    expect(await stopping(scene, ['in.ndjson', '--rate', '10'])).not.toContain('MTUs');
    const piped = { ...terminal, stdin: invalid + lines(1_000) };
    expect(await stopping(scene, ['-', 'in.ndjson', '--rate', '1'], piped)).not.toContain('MTUs');
  });
});
