import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HttpReply } from '../../src/api/http.ts';
import { backoffMs, judgeFailure, judgeReply, type SendOutcome } from '../../src/api/retry.ts';
import { retryAfterMs } from '../../src/api/retry-after.ts';
import { TransportError } from '../../src/api/transport-error.ts';

const now = new Date('2026-11-22T12:00:00Z');
const facts = {
  oauth: false,
  now,
  url: 'https://api.segment.io/v1/batch',
  region: 'us',
  keyOrigin: 'SEGMENT_WRITE_KEY',
} as const;

function reply(
  status: number,
  body: unknown = { success: true },
  headers: Record<string, string> = {},
): HttpReply {
  const bytes =
    typeof body === 'string'
      ? Buffer.from(body)
      : Buffer.isBuffer(body)
        ? body
        : Buffer.from(JSON.stringify(body));
  return { status, headers, body: bytes };
}

/** The outcome in one word; a stop with its exit code. */
function word(outcome: SendOutcome): string {
  return outcome.kind === 'stop' ? `stop ${outcome.error.exitCode}` : outcome.kind;
}

/** docs/rules.md#numbers, written a second time and on purpose in another way. */
function wanted(status: number, oauth: boolean): string {
  if (status >= 200 && status < 300) return 'acknowledged';
  if ([408, 410, 425, 429, 460].includes(status)) return 'retry';
  if (status >= 500 && ![501, 505, 511].includes(status)) return 'retry';
  if (oauth && [401, 403, 511].includes(status)) return 'renew_token';
  if (status === 413) return 'split';
  if (status === 401 || status === 403) return 'stop 4';
  return 'stop 6';
}

const everyStatus = Array.from({ length: 500 }, (_, index) => index + 100);

describe('the status table', () => {
  test.each([false, true])('every status from 100 to 599, OAuth %s', (oauth) => {
    // A body that says nothing: statuses alone decide.
    const found = everyStatus.map((status) => [
      status,
      word(judgeReply(reply(status, {}), { ...facts, oauth })),
    ]);
    expect(found).toEqual(everyStatus.map((status) => [status, wanted(status, oauth)]));
  });

  test.each(['', 'Bad Request', '<html>', '{"success":', '\u0000\uffff', '[]', 'null', '"text"'])(
    'no body can change or crash what is not 2xx or 400: %j',
    (body) => {
      for (const status of everyStatus.filter((code) => code >= 300 && code !== 400)) {
        expect(word(judgeReply(reply(status, body), facts))).toBe(wanted(status, false));
      }
    },
  );

  test.each([
    ['{"success": true}', 'acknowledged'],
    ['', 'acknowledged'],
    ['{}', 'acknowledged'],
    ['{"success": "false"}', 'acknowledged'],
    ['[]', 'acknowledged'],
    ['null', 'acknowledged'],
    ['{"success": false}', 'stop 6'],
    ['{"success": false, "message": "An invalid write key was provided"}', 'stop 4'],
    ['{"__proto__": {"success": false}}', 'acknowledged'],
    ['<!DOCTYPE html><html><body>Log in to the Wi-Fi</body></html>', 'retry'],
    ['{"success": tr', 'retry'],
    ['OK', 'retry'],
  ])('200 with %j: %s', (body, outcome) => {
    expect(word(judgeReply(reply(200, body), facts))).toBe(outcome);
  });

  test('a 200 that refuses says what refused it, and where to look', () => {
    const outcome = judgeReply(reply(200, '{"success":false,"message":"over quota"}'), facts);
    expect(outcome).toMatchObject({
      error: {
        message: 'The API refused the request (200 with success: false: over quota).',
        hint: 'Look at the whole answer with --debug.',
      },
    });
  });

  test('200 with 500,000 levels of brackets neither crashes nor hangs', () => {
    expect(word(judgeReply(reply(200, '['.repeat(500_000)), facts))).toBe('retry');
    expect(word(judgeReply(reply(200, '['.repeat(500_000) + ']'.repeat(500_000)), facts))).toMatch(
      /^(acknowledged|retry)$/,
    );
  });

  test.each([
    [{ success: false, message: 'malformed JSON', code: 'invalid_request' }, 'split'],
    [{ success: false, message: 'Exceed payload limit', code: 'invalid_request' }, 'split'],
    [{ success: false, message: 'An invalid write key was provided', code: 'invalid_request' }, 'stop 4'],
    [{ success: false, message: 'something new' }, 'stop 6'],
    [{ error: 'Exceed payload limit' }, 'split'],
    ['Bad Request', 'stop 6'],
    ['', 'stop 6'],
    [{ message: { deep: 'malformed JSON' } }, 'stop 6'],
  ])('400 with %j: %s', (body, outcome) => {
    expect(word(judgeReply(reply(400, body), facts))).toBe(outcome);
    expect(word(judgeReply(reply(400, body), { ...facts, oauth: true }))).toBe(outcome);
  });
});

describe('what the errors say', () => {
  const errorOf = (given: HttpReply, more: Partial<Parameters<typeof judgeReply>[1]> = {}) => {
    const outcome = judgeReply(given, { ...facts, ...more });
    if (outcome.kind === 'acknowledged') throw new Error('acknowledged');
    return outcome.error;
  };

  test('an invalid write key: where it came from, and the other region', () => {
    const error = errorOf(reply(400, { message: 'An invalid write key was provided' }));
    expect(error).toMatchObject({ code: 'write_key_invalid', exitCode: 4, status: 400 });
    expect(error.message).toContain('from SEGMENT_WRITE_KEY');
    expect(error.hint).toContain('--region eu');
  });

  test('a redirect: where to, and that the host is wrong', () => {
    const error = errorOf(reply(302, '', { location: 'https://login.example/?a=1' }));
    expect(error).toMatchObject({ code: 'redirected', exitCode: 6, status: 302 });
    expect(error.message).toContain('https://login.example/?a=1');
    expect(error.hint).toContain('SEGMENT_TRACKING_URL');
  });

  test('404: the host is wrong, exit 6 and not 5', () => {
    expect(errorOf(reply(404, 'Not Found'))).toMatchObject({ code: 'wrong_host', exitCode: 6 });
  });

  test('a login portal: 511, and HTML with 200', () => {
    expect(errorOf(reply(511, '<html>'))).toMatchObject({ code: 'network_login_required', exitCode: 6 });
    expect(errorOf(reply(200, '<html>')).hint).toContain('login page');
  });

  test('plain text of a proxy is shown, a web page is not, and long text is cut', () => {
    expect(errorOf(reply(400, 'Bad Request')).message).toContain('Bad Request');
    expect(errorOf(reply(418, '<html>secret</html>')).message).not.toContain('secret');
    expect(errorOf(reply(418, 'x'.repeat(100_000))).message.length).toBeLessThan(400);
  });

  test('the request id is kept', () => {
    expect(errorOf(reply(403, {}, { 'request-id': 'r-1' })).requestId).toBe('r-1');
  });
});

describe('no reply at all', () => {
  test.each(['dns', 'connection', 'tls', 'timeout', 'truncated', 'reply_too_large', 'protocol'] as const)(
    '%s is retried',
    (kind) => {
      const outcome = judgeFailure(new TransportError(kind, 'It broke.', { hint: 'Mend it.' }));
      expect(outcome).toMatchObject({
        kind: 'retry',
        reason: 'It broke.',
        error: { exitCode: 7, hint: 'Mend it.', code: `network_${kind}` },
      });
    },
  );

  test('aborted is not', () => {
    expect(word(judgeFailure(new TransportError('aborted', 'Stopped.')))).toBe('stop 130');
  });
});

describe('Retry-After', () => {
  const date = (offsetSeconds: number) => new Date(now.getTime() + offsetSeconds * 1000).toUTCString();

  test.each<[Record<string, string>, number | undefined]>([
    [{}, undefined],
    [{ 'retry-after': '1' }, 1000],
    [{ 'retry-after': ' 7 ' }, 7000],
    [{ 'retry-after': '0.25' }, 250],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': '300' }, 300_000],
    [{ 'retry-after': '301' }, 300_000],
    [{ 'retry-after': '999999999999999' }, 300_000],
    [{ 'retry-after': '99999999999999999999999' }, undefined],
    [{ 'retry-after': '0' }, undefined],
    [{ 'retry-after': '0.0' }, undefined],
    [{ 'retry-after': '-1' }, undefined],
    [{ 'retry-after': '1e3' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': 'foo 5' }, undefined],
    [{ 'retry-after': '2026' }, 300_000],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after': 'NaN' }, undefined],
    [{ 'retry-after': 'Infinity' }, undefined],
    [{ 'retry-after': date(12) }, 12_000],
    [{ 'retry-after': date(3600) }, 300_000],
    [{ 'retry-after': date(0) }, undefined],
    [{ 'retry-after': date(-60) }, undefined],
    [{ 'retry-after': 'Sunday, 22-Nov-26 12:00:09 GMT' }, 9000],
    [{ 'retry-after': 'Sun Nov 22 12:00:08 2026' }, 8000],
    [{ 'retry-after': 'Sun, 99 Nov 2026 12:00:09 GMT' }, undefined],
    // On the server it is an hour later than here: its own Date header says what it means.
    [{ 'retry-after': date(3610), date: date(3600) }, 10_000],
    [{ 'x-ratelimit-reset': '4' }, 4000],
    [{ 'retry-after': 'garbage', 'x-ratelimit-reset': '4' }, 4000],
    [{ 'retry-after': '0', 'x-ratelimit-reset': '4' }, 4000],
    [{ 'retry-after': '2', 'x-ratelimit-reset': '4' }, 2000],
    [{ 'x-ratelimit-reset': String(now.getTime() / 1000 + 30) }, 30_000],
    [{ 'x-ratelimit-reset': date(20) }, 20_000],
  ])('%j is %s ms', (headers, milliseconds) => {
    expect(retryAfterMs(headers, now)).toBe(milliseconds);
  });

  test('any text at all is absent, or a wait of more than 0 and at most 300 s', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, second) => {
        const wait = retryAfterMs({ 'retry-after': first, 'x-ratelimit-reset': second }, now);
        expect(wait === undefined || (wait > 0 && wait <= 300_000)).toBe(true);
      }),
    );
  });

  test('is heard on every retried status', () => {
    for (const status of [408, 410, 425, 429, 460, 500, 502, 503, 504, 529]) {
      expect(judgeReply(reply(status, {}, { 'retry-after': '3' }), facts)).toMatchObject({
        kind: 'retry',
        retryAfterMs: 3000,
        status,
      });
    }
  });
});

describe('backoff', () => {
  const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('full jitter: a whole number between 0 and 0.5 s × 2ⁿ, never above 60 s', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), unit, (attempt, random) => {
        const wait = backoffMs({ attempt, baseMs: 500, capMs: 60_000, random });
        expect(Number.isInteger(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(60_000, 500 * 2 ** (attempt - 1)));
      }),
    );
  });

  test('never shrinks from one attempt to the next for the same chance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), unit, (attempt, random) => {
        const wait = (n: number) => backoffMs({ attempt: n, baseMs: 500, capMs: 60_000, random });
        expect(wait(attempt + 1)).toBeGreaterThanOrEqual(wait(attempt));
      }),
    );
  });

  test.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [7, 32_000],
    [8, 60_000],
    [9, 60_000],
  ])('attempt %i waits at most %i ms', (attempt, most) => {
    expect(backoffMs({ attempt, baseMs: 500, capMs: 60_000, random: 0.999999999 })).toBe(most - 1);
  });
});
