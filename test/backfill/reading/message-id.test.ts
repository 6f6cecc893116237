import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessageIds } from '../../../src/backfill/reading/message-id.ts';

const bytes = (text: string) => Buffer.from(text);
const idOf = async (writeKey: string, firstLine: string, offset: number, line: string, importId?: string) =>
  (await createMessageIds({ writeKey, importId })).forInput(bytes(firstLine)).derive(offset, bytes(line));

describe('derived messageIds', () => {
  it('are the same on every machine and Node version', async () => {
    // Runs computed with another SHA-256; contents are XXH64's published values for no bytes and for "a".
    expect(await idOf('key', 'first', 0, '')).toBe('sc1-aef9824bcfdfdc86-0-ef46db3751d8e999');
    expect(await idOf('key', 'first', 123_456_789, 'a', 'import-1')).toBe(
      'sc1-78d2474c81375b4c-21i3v9-d24ec4f1a98c6e5b',
    );
  });

  it('differ with the write key, the first line, the offset and the content', async () => {
    const ids = new Set([
      await idOf('key', 'first', 0, 'line'),
      await idOf('other', 'first', 0, 'line'),
      await idOf('key', 'other', 0, 'line'),
      await idOf('key', 'first', 1, 'line'),
      await idOf('key', 'first', 0, 'other'),
    ]);
    expect(ids.size).toBe(5);
  });

  it('with an import id the first line does not matter', async () => {
    expect(await idOf('key', 'a', 5, 'line', 'i')).toBe(await idOf('key', 'b', 5, 'line', 'i'));
    expect(await idOf('key', 'a', 5, 'line', 'i')).not.toBe(await idOf('key', 'a', 5, 'line', 'j'));
  });

  it('fit Segment’s limit of 100 characters for any offset, and equal lines of one input never share one', async () => {
    const ids = (await createMessageIds({ writeKey: 'k' })).forInput(bytes('first'));
    fc.assert(
      fc.property(
        fc.nat(Number.MAX_SAFE_INTEGER),
        fc.nat(Number.MAX_SAFE_INTEGER),
        fc.uint8Array(),
        (a, b, line) => {
          expect(ids.derive(a, line)).toMatch(/^sc1-[0-9a-f]{16}-[0-9a-z]{1,11}-[0-9a-f]{16}$/);
          expect(ids.derive(a, line) === ids.derive(b, line)).toBe(a === b);
        },
      ),
    );
  });
});
