import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, mask, redactHeaders } from '../src/redact.ts';

const spellings = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString('base64'),
  Buffer.from(`${secret}:`).toString('base64'),
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  JSON.stringify({ writeKey: secret }),
];

describe('createRedactor', () => {
  it('lets no spelling of any secret through, whatever stands around it', () => {
    // Surrogates that stand alone have no UTF-8 form, so no URL or base64 can hold them.
    const secrets = fc.array(fc.string({ minLength: 12, maxLength: 60, unit: 'grapheme' }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(secrets, fc.string(), fc.string(), (all, before, after) => {
        const redactor = createRedactor();
        for (const secret of all) redactor.add(secret);
        for (const secret of all) {
          fc.pre(!before.includes(secret) && !after.includes(secret) && !mask(secret).includes(secret));
          for (const text of spellings(secret))
            expect(redactor.redact(`${before}${text}${after}`)).not.toContain(secret);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds the Basic header of a write key', () => {
    const redactor = createRedactor();
    redactor.add('abcdefghijklmnopqrstuvwxyz012345');
    const header = `Basic ${Buffer.from('abcdefghijklmnopqrstuvwxyz012345:').toString('base64')}`;
    expect(redactor.redact(header)).toBe('Basic abcd…2345');
  });

  it('a secret that begins another leaves nothing of the longer one', () => {
    const redactor = createRedactor();
    redactor.add('secret-secret');
    redactor.add('secret-secret-and-more');
    expect(redactor.redact('<secret-secret-and-more>')).toBe('<secr…more>');
  });

  it('a secret of 30,000 characters, whole, as a part of JSON and as base64', () => {
    const secret = Array.from({ length: 5000 }, (_, index) => `${index}`.padStart(6, '(')).join('');
    const redactor = createRedactor();
    redactor.add(secret);
    expect(redactor.redact(`<${secret}>`)).toBe('<((((…4999>');
    expect(redactor.redact(JSON.stringify({ secret, other: 1 }))).toBe('{"secret":"((((…4999","other":1}');
    expect(redactor.redact(Buffer.from(secret).toString('base64'))).toBe('((((…4999');
    // What a limit has cut is found as far as whole pieces go.
    expect(redactor.redact(secret.slice(1280, 2560))).not.toContain(secret.slice(1500, 1700));
  });

  it('a thousand secrets, each masked as itself', () => {
    const redactor = createRedactor();
    const secrets = Array.from({ length: 1000 }, (_, index) => `key-of-source-${index}-${index ** 3}`);
    for (const secret of secrets) redactor.add(secret);
    expect(redactor.redact(secrets.join('\n')).split('\n')).toEqual(secrets.map(mask));
  });

  it('half a surrogate pair, and characters that are more than a byte', () => {
    const redactor = createRedactor();
    redactor.add('half\ud800-a-pair');
    redactor.add('pässwörter');
    expect(redactor.redact('half\ud800-a-pair')).toBe('half…pair');
    const bytes = Buffer.from('<pässwörter>').toString('latin1');
    expect(redactor.redact(bytes)).toBe('<…>');
  });

  it('what may be shown is shown, and what begins as it does is not', () => {
    const redactor = createRedactor();
    redactor.add('public-key-1');
    redactor.add('public-key-1-and-more');
    redactor.allow('public-key-1');
    expect(redactor.redact('public-key-1 public-key-1-and-more')).toBe('public-key-1 publ…more');
  });

  it('leaves everything else alone, and ignores what is too short to be a secret', () => {
    const redactor = createRedactor();
    redactor.add(undefined);
    redactor.add('');
    redactor.add('a');
    expect(redactor.redact('a text')).toBe('a text');
  });
});

describe('mask', () => {
  it.each([
    ['short-secret', 'shor…cret'],
    ['elevenchars', '…'],
    ['', '…'],
  ])('%j reads %s', (secret, shown) => expect(mask(secret)).toBe(shown));
});

it('redactHeaders hides credentials by the header’s name, whole but for their scheme', () => {
  const headers = {
    Authorization: 'Bearer x.y.z',
    'Proxy-Authorization': 'x.y.z',
    'X-Api-Key': 'k',
    'Set-Cookie': 'session=s; Path=/',
    Accept: 'text/html',
  };
  expect(redactHeaders(headers)).toEqual({
    Authorization: 'Bearer [redacted]',
    'Proxy-Authorization': '[redacted]',
    'X-Api-Key': '[redacted]',
    'Set-Cookie': '[redacted]',
    Accept: 'text/html',
  });
});
