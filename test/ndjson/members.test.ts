import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, cutMembers, readMembers } from '../../src/ndjson/members.ts';

/** A member as written in a line: the key's spelling and the value's JSON text. */
interface Written {
  readonly key: string;
  readonly spelling: string;
  readonly value: string;
}

const space = fc.constantFrom('', ' ', '\t', '  ');
const keys = fc.constantFrom(
  'a',
  'b',
  'messageId',
  'sentAt',
  '__proto__',
  'é',
  '"quoted"',
  'back\\slash',
  '',
);
const written: fc.Arbitrary<Written> = fc
  .record({
    key: keys,
    isEscaped: fc.boolean(),
    value: fc.oneof(
      fc.json({ maxDepth: 3 }),
      fc.constantFrom('12345678901234567890', '1e400', '-0', '"]}\\""', '"\\u2028"', '{"x":[{"y":"}"}]}'),
    ),
  })
  .map(({ key, isEscaped, value }) => ({
    key,
    value,
    spelling: isEscaped ? escapeAll(key) : JSON.stringify(key),
  }));

/** Every character as \uXXXX: the same key in other bytes. */
function escapeAll(text: string): string {
  return `"${[...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
}

const line = fc
  .tuple(fc.array(written, { maxLength: 6 }), fc.array(space, { minLength: 30, maxLength: 30 }))
  .map(([members, spaces]) => {
    const take = () => spaces.pop() ?? '';
    const body = members
      .map(({ spelling, value }) => `${take()}${spelling}${take()}:${take()}${value}${take()}`)
      .join(',');
    return { members, text: `${take()}{${members.length === 0 ? take() : body}}${take()}` };
  });

describe('readMembers', () => {
  it('finds every member of a top-level object with its key decoded and its value’s bytes', () => {
    fc.assert(
      fc.property(line, ({ members, text }) => {
        const bytes = Buffer.from(text);
        const found = readMembers(bytes).members.map(({ key, keyStart, keyEnd, valueStart, valueEnd }) => ({
          key,
          spelling: bytes.toString('utf8', keyStart, keyEnd),
          value: bytes.toString('utf8', valueStart, valueEnd),
        }));
        expect(found).toEqual(members.map(({ key, spelling, value }) => ({ key, spelling, value })));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes 100,000 levels without a stack', () => {
    const bytes = Buffer.from(`{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)},"last":1}`);
    expect(readMembers(bytes).members.map(({ key }) => key)).toEqual(['deep', 'last']);
  });
});

describe('cutMembers', () => {
  it('leaves valid JSON that holds the other members in their order and with their bytes', () => {
    fc.assert(
      fc.property(
        line,
        fc.subarray(['a', 'b', 'messageId', 'sentAt', '__proto__', '']),
        ({ members, text }, cut) => {
          const bytes = Buffer.from(text);
          const span = readMembers(bytes);
          const result = applyEdits(
            bytes,
            cutMembers(span, ({ key }) => cut.includes(key)),
          );
          JSON.parse(result.toString('utf8'));
          const left = readMembers(result).members.map(({ valueStart, valueEnd, key }) => [
            key,
            result.toString('utf8', valueStart, valueEnd),
          ]);
          expect(left).toEqual(
            members.filter(({ key }) => !cut.includes(key)).map(({ key, value }) => [key, value]),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('without a cut no byte changes', () => {
    const bytes = Buffer.from(' { "a" : 1.0 , "a":-0 } ');
    expect(
      applyEdits(
        bytes,
        cutMembers(readMembers(bytes), () => false),
      ),
    ).toEqual(bytes);
  });
});
