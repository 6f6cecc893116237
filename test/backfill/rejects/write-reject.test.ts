import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reject, recordNumber } from '../../../src/backfill/rejects/reject.ts';
import { createRejectsWriter, type Rejects, withOthers } from '../../../src/backfill/rejects/rejects.ts';
import { mostBytes, writeReject } from '../../../src/backfill/rejects/write-reject.ts';
import { rejectCodes } from '../../../src/spec/verdict.ts';
import { anyText } from '../../helpers/any-text.ts';
import { toldRejects } from '../../helpers/told-rejects.ts';

/** The line as JSON.stringify writes it, in the order of the members that readers of the file know. */
function stringified(reject: Reject): string {
  const { file, member, line, offset, code, message, status, messageId, bytes, length } = reject;
  const isText = isUtf8(bytes);
  return `${JSON.stringify({
    ...{ file, member, line, record: recordNumber(reject), offset, code, message, status, messageId },
    raw: isText ? bytes.toString('utf8') : undefined,
    rawBase64: isText ? undefined : bytes.toString('base64'),
    rawCutFrom: length > bytes.length ? length : undefined,
  })}\n`;
}

const text = fc.oneof(fc.string(), anyText(), fc.constant('\0\b\t\n\f\r\u001f"\\\u007f\u2028'));
const place = fc.nat(1_000_000);
const reject: fc.Arbitrary<Reject> = fc
  .record({
    input: fc.nat(2),
    file: text,
    member: fc.option(text, { nil: undefined }),
    line: place,
    record: fc.option(place, { nil: undefined }),
    recordsBefore: fc.option(place, { nil: undefined }),
    offset: fc.maxSafeNat(),
    code: fc.constantFrom(...rejectCodes),
    message: text,
    status: fc.constantFrom(null, 400, 413),
    messageId: fc.option(text),
    bytes: fc.oneof(
      text.map((content) => Buffer.from(content)),
      fc.uint8Array({ maxLength: 300 }).map((content) => Buffer.from(content)),
    ),
    cut: fc.constantFrom(0, 0, 5),
  })
  .map(({ cut, ...rest }) => ({ ...rest, length: rest.bytes.length + cut }));

function writtenOf(rejects: readonly Reject[]): Rejects {
  const writer = createRejectsWriter();
  for (const each of rejects) writer.add(each);
  return writer.take();
}

const byPlace = (a: Reject, b: Reject) => a.input - b.input || a.offset - b.offset;

describe('writing a reject', () => {
  it('writes what JSON.stringify writes, within the bytes that were reserved', () => {
    fc.assert(
      fc.property(reject, fc.nat(9), (each, at) => {
        const into = Buffer.alloc(at + mostBytes(each), '.');
        const end = writeReject(each, into, at);
        expect(into.toString('utf8', at, end)).toBe(stringified(each));
        expect(into.toString('latin1', 0, at)).toBe('.'.repeat(at));
      }),
    );
  });

  it('writes one behind the other, and knows of each what stands in it', () => {
    fc.assert(
      fc.property(fc.array(reject, { maxLength: 20 }), (each) => {
        const rejects = writtenOf(each);
        expect(rejects.text.toString('utf8')).toBe(each.map(stringified).join(''));
        expect(toldRejects(rejects)).toMatchObject(
          each.map(({ input, offset, code, line, bytes }) => ({ input, offset, code, line, bytes })),
        );
        rejects.release();
      }),
    );
  });

  it('keeps what was written when its memory grows, and writes into memory that was released', () => {
    const each = (count: number, letter: string): Reject[] =>
      Array.from({ length: count }, (_, line) => ({
        ...{ input: 0, file: 'a', line, offset: line * 100, code: 'invalid_json', message: letter },
        ...{ status: null, messageId: null, bytes: Buffer.from(letter.repeat(99)), length: 99 },
      }));
    for (const [count, letter] of [
      [5000, 'x'],
      [3, 'y'],
      [9000, 'z'],
    ] as const) {
      const rejects = writtenOf(each(count, letter));
      expect(rejects.text.toString('utf8')).toBe(each(count, letter).map(stringified).join(''));
      rejects.release();
    }
  });

  it('puts those that the API refused among the others by their places', () => {
    fc.assert(
      fc.property(fc.array(reject), fc.array(reject), (read, refused) => {
        const rejects = withOthers(writtenOf(read.toSorted(byPlace)), refused);
        const expected = [...read.toSorted(byPlace), ...refused].sort(byPlace);
        expect(rejects.text.toString('utf8')).toBe(expected.map(stringified).join(''));
      }),
    );
  });
});
