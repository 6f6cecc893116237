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

/** A longer one is looked for in pieces of this length or up to twice that, so that no place in a text costs much. */
const pieceLength = 128;

/** Enough to tell two secrets apart, never enough to use one: first 4 … last 4; shorter than 12: only `…`. */
export function mask(secret: string): string {
  return secret.length < 12 ? '…' : `${secret.slice(0, 4)}…${secret.slice(-4)}`;
}

/**
 * A secret is found in one text: what was cut in two by two writes is not. The time grows with the text alone, however
 * many secrets there are and however long they be.
 */
export function createRedactor(): Redactor {
  const masks = new Map<string, string>();
  /** The lengths of all that begins with the same six characters, longest first. */
  const lengths = new Map<string, number[]>();
  /** One for each four characters, hashed, that something begins with: nearly every place in a text is passed by it. */
  const beginnings = new Uint8Array(0x10000);

  const remember = (text: string, shown: string): void => {
    masks.set(text, shown);
    beginnings[beginningAt(text, 0)] = 1;
    const known = lengths.get(text.slice(0, shortestSecret)) ?? [];
    if (known.includes(text.length)) return;
    // Longest first: a key that is the beginning of another must not leave the rest behind.
    lengths.set(
      text.slice(0, shortestSecret),
      [...known, text.length].sort((a, b) => b - a),
    );
  };

  /** The longest secret that begins here, or undefined. */
  const foundAt = (text: string, at: number): string | undefined => {
    for (const length of lengths.get(text.slice(at, at + shortestSecret)) ?? []) {
      const part = text.slice(at, at + length);
      if (part.length === length && masks.has(part)) return part;
    }
    return undefined;
  };

  const replaced = (text: string): string => {
    let shown = '';
    let copied = 0;
    for (let at = 0; at + shortestSecret <= text.length; ) {
      const found = beginnings[beginningAt(text, at)] === 1 ? foundAt(text, at) : undefined;
      if (found === undefined) {
        at += 1;
        continue;
      }
      // A further piece of a long secret says nothing right after the one before it.
      const isContinued = at > 0 && at === copied;
      shown += text.slice(copied, at) + (masks.get(found) || (isContinued ? '' : '…'));
      at += found.length;
      copied = at;
    }
    return shown + text.slice(copied);
  };

  return {
    add(secret) {
      if (secret === undefined || secret.length < shortestSecret) return;
      for (const spelling of spellings(secret)) {
        const [first = spelling, ...others] = piecesOf(spelling);
        remember(first, mask(secret));
        for (const piece of others) if (!masks.has(piece)) remember(piece, '');
      }
    },
    allow(value) {
      masks.delete(value);
    },
    redact(text) {
      if (masks.size === 0) return text;
      try {
        return replaced(text);
      } catch {
        // Rather nothing than a secret.
        return text.endsWith('\n') ? '…\n' : '…';
      }
    },
  };
}

function beginningAt(text: string, at: number): number {
  const [a, b] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  const [c, d] = [text.charCodeAt(at + 2), text.charCodeAt(at + 3)];
  return (a ^ (b << 4) ^ (c << 8) ^ (d << 12) ^ (d >> 4)) & 0xffff;
}

/** The text in pieces of {@link pieceLength} to twice that; most are one. */
function piecesOf(text: string): string[] {
  const count = Math.max(1, Math.floor(text.length / pieceLength));
  return Array.from({ length: count }, (_, index) =>
    text.slice(index * pieceLength, index === count - 1 ? text.length : (index + 1) * pieceLength),
  );
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
    urlEncoded(secret),
    JSON.stringify(secret).slice(1, -1),
    // As it stands among bytes that are read one by one.
    Buffer.from(secret, 'utf8').toString('latin1'),
  ]) {
    if (form.length >= shortestSecret) forms.add(form);
  }
  return forms;
}

/** Half a surrogate pair has no form in a URL. */
function urlEncoded(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return '';
  }
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
