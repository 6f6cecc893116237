import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacer, createRateGate } from '../../../src/backfill/sending/pace.ts';

describe('createPacer', () => {
  it.each([
    [
      '10 requests a second',
      { requestsPerSecond: 10, messagesPerSecond: Number.POSITIVE_INFINITY },
      [0, 100, 200],
    ],
    [
      'messages count when they are the tighter limit',
      { requestsPerSecond: 10, messagesPerSecond: 50 },
      [0, 1000, 2000],
    ],
    [
      'no limit',
      { requestsPerSecond: Number.POSITIVE_INFINITY, messagesPerSecond: Number.POSITIVE_INFINITY },
      [0, 0, 0],
    ],
  ])('%s', (_name, rates, waits) => {
    const pacer = createPacer(rates);
    expect([pacer.book(0, 50), pacer.book(0, 50), pacer.book(0, 50)]).toEqual(waits);
  });

  it('in any second no more requests start than the rate allows, whatever the pauses', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.nat(2000), { maxLength: 200 }),
        (rate, gaps) => {
          const pacer = createPacer({ requestsPerSecond: rate, messagesPerSecond: Number.POSITIVE_INFINITY });
          let now = 0;
          const starts = gaps.map((gap) => {
            now += gap;
            return now + pacer.book(now, 1);
          });
          for (const start of starts) {
            const within = starts.filter((other) => other >= start && other < start + 999.999).length;
            expect(within).toBeLessThanOrEqual(rate);
          }
        },
      ),
    );
  });
});

describe('createRateGate', () => {
  it('opens at the latest moment anybody asked for', () => {
    const gate = createRateGate();
    expect(gate.remaining(10)).toBe(0);
    gate.hold(500);
    gate.hold(300);
    expect(gate.remaining(100)).toBe(400);
    expect(gate.remaining(600)).toBe(0);
  });
});
