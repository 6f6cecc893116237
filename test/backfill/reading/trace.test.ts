import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTrace, type Mark, tailBytes } from '../../../src/backfill/reading/trace.ts';
import { frameLines } from '../../../src/ndjson/framing.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What the mark of a place must be, worked out from everything that stands before it. */
function expected(kind: Mark['kind'], whole: Buffer, offset: number): Mark {
  const before = whole.subarray(0, offset);
  return { kind, sha256: sha256(kind === 'tail' ? before.subarray(-tailBytes) : before) };
}

/** A trace of a text that begins at `start`, as a run that goes on there makes it. */
function traceFrom(kind: Mark['kind'], whole: Buffer, start: number) {
  const before = whole.subarray(0, start);
  return createTrace(
    start,
    kind === 'tail' ? before.subarray(-tailBytes) : createHash('sha256').update(before),
  );
}

/** Lines of any length, more than 4 KiB among them, and of which the last one may lack its newline. */
const texts = fc
  .tuple(
    fc.array(fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 3_000 }), fc.integer({ min: 4_000, max: 9_000 })), {
      maxLength: 20,
      size: 'max',
    }),
    fc.boolean(),
    fc.nat({ max: 255 }),
  )
  .map(([lengths, endsOpen, seed]) => {
    const lines = lengths.map((length, index) =>
      Buffer.concat([
        Buffer.from(Uint8Array.from({ length }, (_, at) => 32 + ((at * 7 + index * 13 + seed) % 90))),
        Buffer.from(endsOpen && index === lengths.length - 1 ? '' : '\n'),
      ]),
    );
    return Buffer.concat(lines);
  });
const cuts = fc.array(fc.oneof(fc.nat({ max: 50_000 }), fc.nat({ max: 500 })), {
  maxLength: 30,
  size: 'max',
});
/** After which lines a place is asked for: none, some or all of them. */
const asked = fc.array(fc.boolean(), { minLength: 1, maxLength: 7, size: 'max' });

function chunksOf(whole: Buffer, at: readonly number[]): Buffer[] {
  const places = [...new Set(at.map((cut) => Math.min(cut, whole.length)))].sort((a, b) => a - b);
  const ends = [...places, whole.length];
  // Copies: a trace must not depend on what its reader does with a chunk's neighbours.
  return ends.map((end, index) => Buffer.from(whole.subarray(ends[index - 1] ?? 0, end)));
}

describe.each<Mark['kind']>(['tail', 'prefix'])('a mark of kind %s', (kind) => {
  it('is the digest of what stands before the place, for any chunks and any line ends', async () => {
    let marks = 0;
    await fc.assert(
      fc.asyncProperty(texts, cuts, asked, fc.nat({ max: 5 }), async (whole, at, asks, skipped) => {
        // It begins at the beginning, or after some lines as a run does that goes on.
        let start = 0;
        for (let line = 0; line < skipped; line += 1) start = whole.indexOf(10, start) + 1 || start;
        const trace = traceFrom(kind, whole, start);
        expect(trace.mark()).toEqual(expected(kind, whole, start));
        let count = 0;
        let reached = start;
        const traced = (function* () {
          for (const [index, chunk] of chunksOf(whole.subarray(start), at).entries()) {
            trace.push(chunk);
            // The last place can still be asked for when the bytes of the next line have come.
            if (asks[index % asks.length] === false)
              expect(trace.mark()).toEqual(expected(kind, whole, reached));
            yield chunk;
          }
        })();
        const framing = { maxLineBytes: 6_000, keptBytes: 100 };
        for await (const lines of frameLines(traced, framing, { number: 1, offset: start })) {
          for (const { end } of lines) {
            trace.reach(end);
            reached = end;
            if (asks[count % asks.length] === true) {
              expect(trace.mark()).toEqual(expected(kind, whole, end));
              marks += 1;
            }
            count += 1;
          }
        }
        expect(reached).toBe(whole.length);
        expect(trace.mark()).toEqual(expected(kind, whole, whole.length));
      }),
      { numRuns: 300 },
    );
    process.stdout.write(
      `marks of kind ${kind}: ${marks} compared with the digest of what stands before them\n`,
    );
    expect(marks).toBeGreaterThan(500);
  });

  it('of a place stays the same while the next line comes in pieces', () => {
    const whole = Buffer.from(`one\n${'x'.repeat(20_000)}\nthree\n`);
    const trace = traceFrom(kind, whole, 0);
    const end = whole.indexOf(10) + 1;
    trace.push(whole.subarray(0, 10));
    trace.reach(end);
    for (let at = 10; at < 20_000; at += 1_000) {
      trace.push(whole.subarray(at, at + 1_000));
      expect(trace.mark()).toEqual(expected(kind, whole, end));
    }
    expect(trace.mark()).toEqual(expected(kind, whole, end));
  });
});
