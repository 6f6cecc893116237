import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf } from '../../../src/backfill/batches/batch.ts';
import { noRejects } from '../../../src/backfill/rejects/rejects.ts';
import { createRecorder } from '../../../src/backfill/sending/record-in-order.ts';
import type { Span } from '../../../src/backfill/span.ts';

function spanOf(number: number): Span {
  return {
    messages: batchOf([]),
    rejects: noRejects,
    end: { input: 0, offset: number, line: number, mark: undefined },
    totals: { lines: number, blank: 0, filtered: 0, replayed: 0 },
    warnings: new Map(),
    stored: { start: 0, end: 0 },
  };
}

/** A recorder, what it records in which strokes, and a clock that rings when it is told to. */
function scene(enough: number, fail = false) {
  const strokes: number[][] = [];
  const bells: (() => void)[] = [];
  const recorder = createRecorder({
    async record(spans) {
      if (fail) throw new Error('the disk is full');
      strokes.push(spans.map(({ span }) => span.end.line));
    },
    enough,
    sleep: () => new Promise((resolve) => bells.push(resolve)),
  });
  const ring = () => {
    for (const bell of bells.splice(0)) bell();
  };
  return { recorder, strokes, ring };
}

describe('createRecorder', () => {
  it('records as many spans at once as are enough, without waiting for the clock', async () => {
    const { recorder, strokes } = scene(3);
    const tickets = [1, 2, 3].map((number) => recorder.open(spanOf(number)));
    await Promise.all(tickets.map((ticket) => recorder.finish(ticket, [])));
    expect(strokes).toEqual([[1, 2, 3]]);
    expect(recorder.outstanding).toBe(0);
  });

  it('records fewer once the clock has rung, and not before', async () => {
    const { recorder, strokes, ring } = scene(3);
    const ticket = recorder.open(spanOf(1));
    const finished = recorder.finish(ticket, []);
    await new Promise((resolve) => setImmediate(resolve));
    expect([strokes, recorder.outstanding]).toEqual([[], 1]);
    ring();
    await finished;
    expect([strokes, recorder.outstanding]).toEqual([[[1]], 0]);
  });

  it('records no span before those that stand before it', async () => {
    const { recorder, strokes } = scene(2);
    const [first, second] = [recorder.open(spanOf(1)), recorder.open(spanOf(2))];
    await recorder.finish(second, []);
    expect([strokes, recorder.outstanding]).toEqual([[], 2]);
    await recorder.finish(first, []);
    expect(strokes).toEqual([[1, 2]]);
  });

  it('refuses to finish a span twice, or one that was opened elsewhere', async () => {
    const { recorder } = scene(1);
    const span = recorder.open(spanOf(1));
    const other = scene(1).recorder.open(spanOf(1));
    await recorder.finish(span, []);
    expect(() => recorder.finish(span, [])).toThrow(RangeError);
    expect(() => recorder.finish(other, [])).toThrow(RangeError);
  });

  it('for any order of opening and finishing: never past an open span, in order, and to the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 100 }), async (choices) => {
        const { recorder, strokes } = scene(1);
        const open: ReturnType<typeof recorder.open>[] = [];
        const finished = new Set<number>();
        let opened = 0;
        const finishOne = async (choice: number) => {
          const [span] = open.splice(choice % open.length, 1);
          if (span === undefined) return;
          finished.add(span.span.end.line);
          await recorder.finish(span, []);
          // What is recorded is exactly the longest run of finished spans from the start.
          let longest = 0;
          while (finished.has(longest)) longest += 1;
          expect(strokes.flat()).toEqual(Array.from({ length: longest }, (_, index) => index));
          expect(recorder.outstanding).toBe(opened - longest);
        };
        for (const choice of choices) {
          if (choice % 3 === 0 || open.length === 0) {
            open.push(recorder.open(spanOf(opened)));
            opened += 1;
          } else await finishOne(choice);
        }
        while (open.length > 0) await finishOne(0);
        expect(strokes.flat()).toHaveLength(opened);
      }),
    );
  });

  it('after a recording that failed, records nothing more', async () => {
    const { recorder } = scene(1, true);
    const [first, second] = [recorder.open(spanOf(1)), recorder.open(spanOf(2))];
    await expect(recorder.finish(first, [])).rejects.toThrow('the disk is full');
    await expect(recorder.finish(second, [])).rejects.toThrow('the disk is full');
    expect(recorder.outstanding).toBe(2);
  });

  it('records each span once and in order, however the batches end', async () => {
    const order = fc.shuffledSubarray([...Array(12).keys()], { minLength: 12 });
    await fc.assert(
      fc.asyncProperty(order, fc.integer({ min: 1, max: 8 }), async (ends, enough) => {
        const { recorder, strokes, ring } = scene(enough);
        const tickets = [...Array(12).keys()].map((number) => recorder.open(spanOf(number)));
        const finished: Promise<void>[] = [];
        for (const at of ends) {
          const ticket = tickets[at];
          if (ticket !== undefined) finished.push(recorder.finish(ticket, []));
          await Promise.resolve();
          if (at % 3 === 0) ring();
        }
        const clock = setInterval(ring, 0);
        await Promise.all(finished);
        clearInterval(clock);
        expect(strokes.flat()).toEqual([...Array(12).keys()]);
        expect(recorder.outstanding).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
