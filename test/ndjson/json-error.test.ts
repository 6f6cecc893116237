import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonError } from '../../src/ndjson/json-error.ts';
import { scanLine } from '../../src/ndjson/scan.ts';
import { isShared, sharedPath } from '../helpers/shared.ts';

const parses = (bytes: Buffer): boolean => {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
};

describe('findJsonError', () => {
  it.each([
    ['{"a":1,}', 7, 'expected a quoted key, found }'],
    ['{"a":', 5, 'expected a value, found the end'],
    ['[1 2]', 3, 'expected a comma or ], found 2'],
    ['{"a" 1}', 5, 'expected a colon after the key, found 1'],
    ['nul', 3, 'expected null, found the end'],
    ['01', 1, 'a number must not start with 0, found 1'],
    ['1.', 2, 'expected a digit after the decimal point, found the end'],
    ['"\u0001"', 1, 'a control character must be escaped, found byte 0x01'],
    ['"\\x"', 2, 'unknown escape after \\, found x'],
    ['"abc', 0, 'a string that starts here is not closed'],
    ['{} {}', 3, 'expected the end of the text, found {'],
    ['\0', 0, 'expected a value, found byte 0x00'],
    ['{"é":tru}', 9, 'expected true, found }'],
  ])('%j: byte %i, %s', (text, at, message) => {
    expect(findJsonError(Buffer.from(text))).toMatchObject({ at, message });
  });

  it('agrees with JSON.parse on generated JSON and on what one changed byte makes of it', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.integer({ min: 0x20, max: 0x7e }),
        (json, place, byte) => {
          const bytes = Buffer.from(json);
          expect(findJsonError(bytes)).toBeUndefined();
          bytes[place % bytes.length] = byte;
          expect([bytes.toString(), findJsonError(bytes) === undefined]).toEqual([
            bytes.toString(),
            parses(bytes),
          ]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes 200,000 levels without a stack', () => {
    const deep = Buffer.from('['.repeat(200_000));
    expect(findJsonError(deep)).toMatchObject({ at: 200_000, message: 'expected a value, found the end' });
    expect(findJsonError(Buffer.from(`${'['.repeat(200_000)}${']'.repeat(200_000)}`))).toBeUndefined();
  });
});

describe.skipIf(!isShared('corpora', 'JSONTestSuite'))(
  'JSONTestSuite (passed over where the corpus is absent)',
  () => {
    const folder = sharedPath('corpora', 'JSONTestSuite', 'test_parsing') ?? '';

    it('each file as a document: y_ is valid, n_ is not, and both readers agree', () => {
      const counts = { y: 0, n: 0, i: 0 };
      for (const name of readdirSync(folder)) {
        const bytes = readFileSync(join(folder, name));
        const scanned = scanLine(bytes);
        const kind = name.startsWith('y') ? 'y' : name.startsWith('n') ? 'n' : 'i';
        counts[kind] += 1;
        if (kind === 'y') expect([name, scanned.kind]).toEqual([name, 'value']);
        if (kind === 'n' && bytes.length > 0 && bytes.toString().trim() !== '')
          expect([name, scanned.kind]).toEqual([name, 'invalid']);
        expect([name, findJsonError(bytes) === undefined]).toEqual([name, parses(bytes)]);
      }
      expect(counts).toEqual({ y: 95, n: 188, i: 35 });
    });

    it('each file as a value inside a message: 112 accepted, 172 invalid JSON, 24 invalid UTF-8', () => {
      const counts = new Map<string, number>();
      for (const name of readdirSync(folder)) {
        const bytes = readFileSync(join(folder, name));
        if (bytes.includes(0x0a) || bytes.includes(0x0d)) continue;
        const line = Buffer.concat([
          Buffer.from('{"type":"track","userId":"u","event":"E","properties":{"x":'),
          bytes,
          Buffer.from('}}'),
        ]);
        const scanned = scanLine(line);
        const outcome = scanned.kind === 'invalid' ? scanned.code : scanned.kind;
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      }
      expect(Object.fromEntries(counts)).toEqual({ value: 112, invalid_json: 172, invalid_utf8: 24 });
    });
  },
);
