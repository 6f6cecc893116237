import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../../src/sandbox/tracking/rate-limit.ts';
import { basic, openSandbox, post } from '../helpers/sandbox.ts';

const track = { type: 'track', event: 'E', userId: 'u' };

describe('a rate limit', () => {
  it('lets pass no more than its rate and one burst, and never keeps anybody longer than it says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(
          fc.record({ gap: fc.integer({ min: 0, max: 3_000 }), amount: fc.integer({ min: 1, max: 80 }) }),
          {
            maxLength: 60,
          },
        ),
        (perSecond, steps) => {
          const limit = createRateLimit(perSecond);
          let now = 0;
          let passed = 0;
          let largest = 0;
          for (const { gap, amount } of steps) {
            now += gap;
            const wait = limit.take('k', amount, now);
            if (wait === undefined) {
              passed += amount;
              largest = Math.max(largest, amount);
              continue;
            }
            expect(Number.isInteger(wait) && wait >= 1).toBe(true);
            now += wait * 1_000;
            expect(limit.take('k', amount, now)).toBeUndefined();
            passed += amount;
            largest = Math.max(largest, amount);
          }
          expect(passed).toBeLessThanOrEqual(
            perSecond + (now * perSecond) / 1_000 + Math.max(0, largest - perSecond) + 1e-6,
          );
        },
      ),
      { seed: 20_261_123 },
    );
  });

  it('counts names apart', () => {
    const limit = createRateLimit(1);
    expect([limit.take('a', 1, 0), limit.take('b', 1, 0), limit.take('a', 1, 0)]).toEqual([
      undefined,
      undefined,
      1,
    ]);
  });
});

describe('the sandbox', () => {
  it('answers 429 with both headers in whole seconds, and stores nothing', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const sandbox = await openSandbox({ rateLimit: 2, now: () => new Date(now) });
    const send = () => post(sandbox, '/v1/track', track);
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    const refused = await send();
    expect([
      refused.status,
      refused.headers.get('retry-after'),
      refused.headers.get('x-ratelimit-reset'),
    ]).toEqual([429, '1', '1']);
    expect(JSON.parse(refused.body)).toMatchObject({ success: false });
    expect(sandbox.journal.counts).toMatchObject({ stored: 2, requests: 3, rateLimited: 1 });
    now += 1_000;
    expect((await send()).status).toBe(200);
  });

  it('counts messages of each write key apart', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const sandbox = await openSandbox({ eventRateLimit: 10, now: () => new Date(now) });
    const send = async (key: string, count: number) => {
      const { status, headers } = await post(
        sandbox,
        '/v1/batch',
        { batch: new Array(count).fill(track) },
        { authorization: basic(key) },
      );
      return status === 429 ? Number(headers.get('retry-after')) : status;
    };
    expect([await send('a', 10), await send('b', 10), await send('a', 1), await send('a', 10)]).toEqual([
      200, 200, 1, 1,
    ]);
    now += 1_000;
    // Larger than a second's worth: it passes with a full bucket and is paid for afterwards.
    expect([await send('a', 35), await send('a', 1)]).toEqual([200, 3]);
    now += 2_500;
    expect(await send('a', 1)).toBe(1);
    now += 1_000;
    expect(await send('a', 1)).toBe(200);
  });

  it('has no limit unless asked', async () => {
    const sandbox = await openSandbox();
    const replies = await Promise.all(Array.from({ length: 200 }, () => post(sandbox, '/v1/track', track)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it.each([
    [false, 200, { discarded: 1 }],
    [true, 400, { discarded: 0, requests: 1 }],
  ])('a wrong region, rejected %s: %i', async (rejectWrongRegion, status, counts) => {
    const sandbox = await openSandbox({
      rejectWrongRegion,
      sources: [{ name: 'eu', writeKey: 'e', region: 'eu' }],
    });
    const reply = await post(sandbox, '/v1/track', track, { authorization: basic('e') });
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body)).toMatchObject({ success: status === 200 });
    expect(sandbox.journal.counts).toMatchObject(counts);
  });
});
