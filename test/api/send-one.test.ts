import { describe, expect, test } from 'vitest';
import { apiPath } from '../../src/api/api-path.ts';
import { retryOutcome, type SendOutcome } from '../../src/api/retry.ts';
import { type SendOneOptions, sendOne } from '../../src/api/send-one.ts';
import type { Tracking, TrackingRequest } from '../../src/api/tracking.ts';
import { ApiError, AuthError } from '../../src/errors.ts';
import { singleSendLimits } from '../../src/spec/limits.ts';

const acknowledged: SendOutcome = { kind: 'acknowledged', status: 200, serverDate: undefined };

/** Answers `outcomes` in turn and lets the clock run only while somebody sleeps or a request is made. */
function setUp(outcomes: readonly SendOutcome[], requestMs = 100) {
  let clock = 0;
  const requests: TrackingRequest[] = [];
  const waits: number[] = [];
  const retries: unknown[] = [];
  const tracking: Tracking = {
    post(request) {
      requests.push(request);
      clock += requestMs;
      const outcome = outcomes[Math.min(requests.length, outcomes.length) - 1];
      if (outcome === undefined) throw new Error('nothing to answer');
      return Promise.resolve(outcome);
    },
  };
  const options: SendOneOptions = {
    ...singleSendLimits,
    sleep(milliseconds) {
      waits.push(milliseconds);
      clock += milliseconds;
      return Promise.resolve();
    },
    random: () => 0.5,
    now: () => new Date(1_000_000 + clock),
    monotonic: () => clock,
    onRetry: (retry) => retries.push(retry),
  };
  const message = { path: apiPath`/v1/track`, body: (sentAt: Date) => Buffer.from(sentAt.toISOString()) };
  return { send: () => sendOne(tracking, message, options), requests, waits, retries };
}

describe('one message', () => {
  test('acknowledged at once', async () => {
    const { send, requests, waits } = setUp([acknowledged]);
    expect(await send()).toEqual({ status: 200, attempts: 1, durationMs: 100 });
    expect(requests).toMatchObject([{ path: apiPath`/v1/track`, attempt: 0, timeoutMs: 30_000 }]);
    expect(waits).toEqual([]);
  });

  test('three retries with full jitter, told beforehand, each with its own sentAt and what is left of the time', async () => {
    const down = retryOutcome('the server answered 503', { status: 503 });
    const { send, requests, waits, retries } = setUp([down, down, down, acknowledged]);
    expect(await send()).toEqual({ status: 200, attempts: 4, durationMs: 400 + 250 + 500 + 1000 });
    expect(waits).toEqual([250, 500, 1000]);
    expect(retries).toEqual(
      waits.map((waitMs, index) => ({ attempt: index + 1, waitMs, reason: 'the server answered 503' })),
    );
    expect(requests.map(({ attempt, timeoutMs }) => [attempt, timeoutMs])).toEqual([
      [0, 30_000],
      [1, 29_650],
      [2, 29_050],
      [3, 27_950],
    ]);
    expect(new Set(requests.map(({ body }) => Buffer.from(body).toString())).size).toBe(4);
  });

  test('nobody listens on this machine: reported at once', async () => {
    const nobody = {
      ...retryOutcome('Nothing is listening.', { code: 'network_connection' }),
      onceTaking: true,
    };
    const { send, requests, waits } = setUp([nobody]);
    await expect(send()).rejects.toMatchObject({ exitCode: 7, code: 'network_connection' });
    expect([requests.length, waits]).toEqual([1, []]);
  });

  test('a fourth failure ends it: exit 7', async () => {
    const { send, requests } = setUp([retryOutcome('the server answered 503', { status: 503 })]);
    await expect(send()).rejects.toMatchObject({ exitCode: 7, status: 503, retryable: true });
    expect(requests).toHaveLength(4);
  });

  test('Retry-After is waited for', async () => {
    const { send, waits } = setUp([
      retryOutcome('rate limited (429)', { status: 429, retryAfterMs: 7000 }),
      acknowledged,
    ]);
    await send();
    expect(waits).toEqual([7000]);
  });

  test('a wait that does not fit into the time is not begun: exit 7 and how long it would be', async () => {
    const { send, waits, requests } = setUp([
      retryOutcome('rate limited (429)', { status: 429, retryAfterMs: 120_000 }),
    ]);
    await expect(send()).rejects.toMatchObject({
      code: 'wait_too_long',
      exitCode: 7,
      message: expect.stringContaining('120 s'),
    });
    expect([waits, requests.length]).toEqual([[], 1]);
  });

  test('slow requests use up the time: no wait begins that would go over it', async () => {
    const { send, requests } = setUp([retryOutcome('no answer', { status: 504 })], 15_000);
    await expect(send()).rejects.toMatchObject({ exitCode: 7, status: 504 });
    expect(requests.map(({ timeoutMs }) => timeoutMs)).toEqual([30_000, 14_750]);
  });

  test.each<SendOutcome>([
    { kind: 'stop', error: new AuthError('no') },
    { kind: 'split', status: 413, reason: 'too large', error: new ApiError('too large') },
  ])('$kind is thrown after one request', async (outcome) => {
    const { send, requests } = setUp([outcome]);
    await expect(send()).rejects.toBe('error' in outcome ? outcome.error : undefined);
    expect(requests).toHaveLength(1);
  });
});
