/**
 * The one redactor. Everything the program prints passes through it (rule S4), so a secret that
 * was loaded once cannot reach a terminal, a log, an error or a JSON result by any path.
 */

export interface Redactor {
  /** Remember a secret in all the spellings it can take on its way out. Empty strings are ignored. */
  add(secret: string | undefined): void;
  /** What was asked for by name and is public in every browser, a write key, may be shown in this run. */
  allow(value: string): void;
  /** The text with every known secret replaced by its mask. */
  redact(text: string): string;
}

/** Shorter secrets would blank out ordinary words; nothing Segment issues is that short. */
const shortestSecret = 6;

/** Enough to tell two secrets apart, never enough to use one: first 4 … last 4; shorter than 12: only `…`. */
export function mask(secret: string): string {
  return secret.length < 12 ? '…' : `${secret.slice(0, 4)}…${secret.slice(-4)}`;
}

export function createRedactor(): Redactor {
  const masks = new Map<string, string>();
  let pattern: RegExp | undefined;
  const rebuild = (): void => {
    // Longest first: a key that is the beginning of another must not leave the rest behind.
    const alternatives = [...masks.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
    pattern = alternatives.length === 0 ? undefined : new RegExp(alternatives.join('|'), 'g');
  };

  return {
    add(secret) {
      if (secret === undefined || secret.length < shortestSecret) return;
      for (const spelling of spellings(secret)) masks.set(spelling, mask(secret));
      rebuild();
    },
    allow(value) {
      if (masks.delete(value)) rebuild();
    },
    redact(text) {
      return pattern === undefined ? text : text.replace(pattern, (found) => masks.get(found) ?? '…');
    },
  };
}

/** The forms in which a secret can appear in a header, a URL, a JSON body or a shell line. */
function spellings(secret: string): Set<string> {
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
  const forms = new Set<string>();
  for (const form of [
    secret,
    base64(secret),
    base64(`${secret}:`),
    base64(`${secret}:`).replace(/=+$/, ''),
    Buffer.from(secret, 'utf8').toString('base64url'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]) {
    if (form.length >= shortestSecret) forms.add(form);
  }
  return forms;
}

const secretHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key']);

/** What may stay of a credential: how it is sent. */
const scheme = /^(?:basic|bearer)(?=\s)/i;

/** Headers for printing: values of the ones that carry credentials are replaced whole, but for their scheme. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeaders.has(name.toLowerCase()) ? `${scheme.exec(value)?.[0] ?? ''} [redacted]`.trim() : value,
    ]),
  );
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
