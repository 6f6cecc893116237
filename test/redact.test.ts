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
