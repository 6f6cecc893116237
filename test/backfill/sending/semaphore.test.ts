import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSemaphore, type Slot } from '../../../src/backfill/sending/semaphore.ts';

async function takeAll(slots: ReturnType<typeof createSemaphore>, count: number): Promise<Slot[]> {
  const taken: Slot[] = [];
  for (let index = 0; index < count; index += 1) {
    const slot = await slots.take();
    if (slot !== undefined) taken.push(slot);
  }
  return taken;
}

describe('createSemaphore', () => {
  it('a 429 halves the number once for all that were under way, and clean answers bring it back one by one', async () => {
    const slots = createSemaphore(8, new AbortController().signal);
    const taken = await takeAll(slots, 8);
    for (const slot of taken) slot.end('throttled');
    expect(slots.limit).toBe(4);
    const next = await takeAll(slots, 4);
    next[0]?.end('throttled');
    next[1]?.end('throttled');
    expect(slots.limit).toBe(2);
    next[2]?.end('clean');
    expect(slots.limit).toBe(3);
    next[3]?.end('other');
    expect(slots.limit).toBe(3);
    for (let turn = 0; turn < 20; turn += 1) (await slots.take())?.end('clean');
    expect(slots.limit).toBe(8);
  });

  it('never goes below one', async () => {
    const slots = createSemaphore(3, new AbortController().signal);
    for (let turn = 0; turn < 5; turn += 1) (await slots.take())?.end('throttled');
    expect(slots.limit).toBe(1);
  });

  it('for any answers: never more at once than the limit when they were let in, all get their turn, in order', async () => {
    const answers = fc.array(fc.constantFrom('clean', 'throttled', 'other'), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), answers, async (most, all) => {
        const slots = createSemaphore(most, new AbortController().signal);
        let open = 0;
        const order: number[] = [];
        await Promise.all(
          all.map(async (answer, index) => {
            const slot = await slots.take();
            order.push(index);
            open += 1;
            expect(open).toBeLessThanOrEqual(most);
            await Promise.resolve();
            open -= 1;
            slot?.end(answer);
          }),
        );
        expect(order).toEqual(all.map((_answer, index) => index));
      }),
    );
  });

  it('sends everybody away when the run ends', async () => {
    const ending = new AbortController();
    const slots = createSemaphore(1, ending.signal);
    await slots.take();
    const waiting = slots.take();
    ending.abort();
    expect(await waiting).toBeUndefined();
    expect(await slots.take()).toBeUndefined();
  });
});
