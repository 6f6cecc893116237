import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { serve } from '../../helpers/http-server.ts';
import { openScene, tracks } from '../scene.ts';

const lines = 6_000;
const text = tracks(lines);
/** The decompressor of Node 26 uses up more before it gives anything out: the share runs ahead by as much. */
const takesMoreAtOnce = Number(process.versions.node.split('.')[0]) >= 26;

/** Whoever answers slowly sees more of the progress; no assertion depends on how much. */
const slowServer = () =>
  serve(async (_request, reply) => {
    await wait(40);
    reply.end();
  });

interface Shown {
  readonly accepted: number;
  readonly percent: number;
}

function shownIn(stderr: string): Shown[] {
  return [...stderr.matchAll(/^([\d,]+) accepted · ([\d.]+) %/gm)].map(([, accepted = '', percent]) => ({
    accepted: Number(accepted.replaceAll(',', '')),
    percent: Number(percent),
  }));
}

/**
 * Lines are equally long, so the share of the lines is the share of the bytes; one batch may be acknowledged and not yet
 * written down. `slack` is in percent.
 */
function expectHonest(shown: readonly Shown[], batch: number, slack: number): void {
  expect(shown.length).toBeGreaterThan(2);
  for (const { accepted, percent } of shown) {
    expect(percent).toBeLessThanOrEqual((100 * accepted) / lines + slack);
    expect(percent).toBeGreaterThanOrEqual((100 * (accepted - batch)) / lines - slack);
  }
}

describe('the progress line', () => {
  const flags = ['--progress', '100ms', '--max-batch-events', '200', '--concurrency', '1'];

  it.each([
    ['a file', ['a.ndjson'], []],
    ['a gzip file', ['a.ndjson.gz'], []],
    ['two files', ['1.ndjson', '2.ndjson.gz'], []],
    ['line by line', ['a.ndjson'], ['--coerce-ids']],
  ])(
    '%s: the share is of what is acknowledged, also where an earlier run has stopped',
    async (_name, names, more) => {
      const scene = await openScene();
      const half = text.length / 2;
      scene.write('a.ndjson', text);
      scene.write('a.ndjson.gz', gzipSync(text));
      scene.write('1.ndjson', text.slice(0, half));
      // Stored, so that it weighs as much as the other.
      scene.write('2.ndjson.gz', gzipSync(text.slice(half), { level: 0 }));
      const { url } = await slowServer();
      const env = { SEGMENT_TRACKING_URL: url };
      const run = (...limit: string[]) => scene.batch([...names, ...flags, ...more, ...limit], { env });
      const first = await run('--limit', '3600');
      const second = await run();
      expect([first.code, second.code]).toEqual([0, 0]);
      const slack = takesMoreAtOnce && names.some((name) => name.endsWith('.gz')) ? 12 : 1;
      expectHonest(shownIn(first.stderr), 400, slack);
      const resumed = shownIn(second.stderr);
      // A compressed file is passed through before it is known how far the last run came: until then it counts for nothing.
      const before = names.includes('a.ndjson.gz') ? 0 : names.includes('2.ndjson.gz') ? 50 : -1;
      expectHonest(
        resumed.filter(({ percent }) => percent > before),
        400,
        slack,
      );
      for (const { accepted } of resumed) expect(accepted).toBeGreaterThanOrEqual(3600);
    },
  );
});
