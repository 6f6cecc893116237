import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLedger } from '../../../src/backfill/keeping/ledger.ts';

describe('createLedger', () => {
  it('holds a later span back until every earlier one has settled', () => {
    const ledger = createLedger<string>();
    const [a, b, c] = [ledger.open('a'), ledger.open('b'), ledger.open('c')];
    expect(ledger.settle(c)).toEqual([]);
    expect(ledger.settle(a)).toEqual(['a']);
    expect(ledger.outstanding).toBe(2);
    expect(ledger.settle(b)).toEqual(['b', 'c']);
    expect(ledger.outstanding).toBe(0);
  });

  it('refuses to settle a span twice, or one that was never opened', () => {
    const ledger = createLedger<string>();
    const ticket = ledger.open('a');
    ledger.settle(ticket);
    expect(() => ledger.settle(ticket)).toThrow(RangeError);
    expect(() => ledger.settle(7)).toThrow(RangeError);
  });

  it('for any order of opening and settling: never past an open span, in order, and to the end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 200 }), (choices) => {
        const ledger = createLedger<number>();
        const open: number[] = [];
        const settled = new Set<number>();
        const done: number[] = [];
        let opened = 0;
        const settleOne = (choice: number) => {
          const [ticket] = open.splice(choice % open.length, 1);
          if (ticket === undefined) return;
          settled.add(ticket);
          done.push(...ledger.settle(ticket));
          // The prefix is exactly the longest run of settled spans from the start.
          let longest = 0;
          while (settled.has(longest)) longest += 1;
          expect(done).toEqual(Array.from({ length: longest }, (_, index) => index));
          expect(ledger.outstanding).toBe(opened - longest);
        };
        for (const choice of choices) {
          if (choice % 3 === 0 || open.length === 0) {
            open.push(ledger.open(opened));
            opened += 1;
          } else settleOne(choice);
        }
        while (open.length > 0) settleOne(0);
        expect(done).toHaveLength(opened);
      }),
    );
  });
});
