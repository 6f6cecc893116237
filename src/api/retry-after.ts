/** A server that asks for more is heard for five minutes (docs/segment-api/tracking.md#retry-after). */
const maxRetryAfterMs = 300_000;

/**
 * How long the server asks us to wait, in milliseconds, at most 300 s; undefined when it does not.
 * `Retry-After` in seconds (decimals too) or as an HTTP date, else `X-RateLimit-Reset` in seconds.
 * Zero, the past and garbage count as absent (docs/segment-api/tracking.md#retry-after).
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: Date): number | undefined {
  for (const name of ['retry-after', 'x-ratelimit-reset']) {
    const wait = waitOf(headers[name]?.trim() ?? '', headers.date, now);
    if (wait !== undefined) return Math.min(wait, maxRetryAfterMs);
  }
  return undefined;
}

/** Seconds above this are a moment in epoch seconds, as other rate limiters write it. */
const epochSecondsFrom = 1_000_000_000;

function waitOf(value: string, serverDate: string | undefined, now: Date): number | undefined {
  // A date is meant on the server's clock; ours may be wrong.
  const clock = httpDate(serverDate ?? '') ?? now.getTime();
  let wait: number | undefined;
  if (/^\d{1,15}(?:\.\d{1,15})?$/.test(value)) {
    const seconds = Number(value);
    wait = seconds < epochSecondsFrom ? Math.ceil(seconds * 1000) : seconds * 1000 - clock;
  } else {
    const date = httpDate(value);
    wait = date === undefined ? undefined : date - clock;
  }
  return wait === undefined || wait <= 0 ? undefined : wait;
}

/** Epoch milliseconds of one of the three date forms of RFC 9110 §5.6.7. `Date.parse` alone takes nearly anything. */
function httpDate(text: string): number | undefined {
  const isFixed = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text);
  const isRfc850 = /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/.test(text);
  const isAsctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/.test(text);
  if (!isFixed && !isRfc850 && !isAsctime) return undefined;
  const time = Date.parse(isAsctime ? `${text} GMT` : text);
  return Number.isNaN(time) ? undefined : time;
}
