import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scanLine } from '../../src/ndjson/scan.ts';

it('says the same of a line, whether it searches or parses first', () => {
  const line = fc.oneof(
    fc.json().map((json) => Buffer.from(json)),
    fc.json().map((json) => Buffer.from(json.slice(0, -1))),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom('', ' \t', '{"a":1', '{"a":1}', '\ufeff{}').map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(line, (bytes) => {
      expect(scanLine(bytes, true)).toEqual(scanLine(bytes));
    }),
    { numRuns: 500 },
  );
});
