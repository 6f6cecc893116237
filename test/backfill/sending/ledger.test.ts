import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLedger } from '../../../src/backfill/sending/ledger.ts';

describe('createLedger', () => {
  it('holds a later span back until every earlier one has finished', () => {
    const ledger = createLedger<string>();
    const [a, b, c] = [ledger.open('a'), ledger.open('b'), ledger.open('c')];
    expect(ledger.finish(c)).toEqual([]);
    expect(ledger.finish(a)).toEqual(['a']);
    expect(ledger.outstanding).toBe(2);
    expect(ledger.finish(b)).toEqual(['b', 'c']);
    expect(ledger.outstanding).toBe(0);
  });

  it('refuses to finish a span twice, or one that was never opened', () => {
    const ledger = createLedger<string>();
    const ticket = ledger.open('a');
    ledger.finish(ticket);
    expect(() => ledger.finish(ticket)).toThrow(RangeError);
    expect(() => ledger.finish(7)).toThrow(RangeError);
  });

  it('for any order of opening and settling: never past an open span, in order, and to the end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 200 }), (choices) => {
        const ledger = createLedger<number>();
        const open: number[] = [];
        const finished = new Set<number>();
        const done: number[] = [];
        let opened = 0;
        const finishOne = (choice: number) => {
          const [ticket] = open.splice(choice % open.length, 1);
          if (ticket === undefined) return;
          finished.add(ticket);
          done.push(...ledger.finish(ticket));
          // The prefix is exactly the longest run of finished spans from the start.
          let longest = 0;
          while (finished.has(longest)) longest += 1;
          expect(done).toEqual(Array.from({ length: longest }, (_, index) => index));
          expect(ledger.outstanding).toBe(opened - longest);
        };
        for (const choice of choices) {
          if (choice % 3 === 0 || open.length === 0) {
            open.push(ledger.open(opened));
            opened += 1;
          } else finishOne(choice);
        }
        while (open.length > 0) finishOne(0);
        expect(done).toHaveLength(opened);
      }),
    );
  });
});
