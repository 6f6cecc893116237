import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRing } from '../../src/sandbox/journal/ring.ts';
import { createSeenIds } from '../../src/sandbox/journal/seen-ids.ts';
import { basic, openSandbox, post } from '../helpers/sandbox.ts';

const track = (messageId?: unknown) => ({
  type: 'track',
  event: 'E',
  userId: 'u',
  ...(messageId === undefined ? {} : { messageId }),
});

describe('duplicates', () => {
  it('are found in a batch, over batches, paths and sources; the first copy wins', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/batch', {
      batch: [{ ...track('a'), n: 1 }, { ...track('a'), n: 2 }, track('b')],
    });
    await post(sandbox, '/v1/track', track('a'), { authorization: basic('other') });
    expect([...sandbox.journal.messages].map(({ messageId, completed }) => [messageId, completed.n])).toEqual(
      [
        ['a', 1],
        ['b', undefined],
      ],
    );
    expect([...sandbox.journal.rejected].map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate']);
    expect(sandbox.journal.counts).toMatchObject({ stored: 2, duplicates: 2, discarded: 0 });
  });

  it('count for each source alone when told so', async () => {
    const sandbox = await openSandbox({ dedupScope: 'source' });
    for (const key of ['one', 'two', 'one'])
      await post(sandbox, '/v1/track', track('a'), { authorization: basic(key) });
    expect([...sandbox.journal.messages].map(({ writeKey }) => writeKey)).toEqual(['one', 'two']);
    expect(sandbox.journal.counts.duplicates).toBe(1);
  });

  it('are forgotten after 24 hours', async () => {
    let time = Date.parse('2026-01-01T00:00:00Z');
    const sandbox = await openSandbox({ now: () => new Date(time) });
    const send = async (hours: number) => {
      time += hours * 3_600_000;
      await post(sandbox, '/v1/track', track('a'));
      return sandbox.journal.counts.stored;
    };
    expect([await send(0), await send(23.9), await send(0.2), await send(1)]).toEqual([1, 1, 2, 2]);
  });

  it('are not made by a message without an id, nor by one that was discarded', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/batch', {
      batch: [track(), track(), track(''), track(7), { ...track('x'), userId: 7 }, track('x')],
    });
    expect(sandbox.journal.counts).toMatchObject({ stored: 5, discarded: 1, duplicates: 0 });
    expect(new Set([...sandbox.journal.messages].map(({ completed }) => completed.messageId)).size).toBe(5);
  });

  it('an id of more than 100 characters is taken as it is', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/track', track('x'.repeat(150)));
    expect([...sandbox.journal.messages][0]?.messageId).toBe('x'.repeat(150));
  });
});

describe('what is remembered', () => {
  it('is bounded by count, the oldest go, and the counts stay', async () => {
    const sandbox = await openSandbox({ maxMessages: 3 });
    await post(sandbox, '/v1/batch', { batch: ['a', 'b', 'c', 'd', 'e'].map(track) });
    expect([...sandbox.journal.messages].map(({ messageId }) => messageId)).toEqual(['c', 'd', 'e']);
    expect(sandbox.journal.messages.dropped).toBe(2);
    expect(sandbox.journal.counts.stored).toBe(5);
  });

  it('is bounded by bytes', async () => {
    const sandbox = await openSandbox({ maxBytes: 1_000 });
    for (const id of ['a', 'b', 'c'])
      await post(sandbox, '/v1/track', { ...track(id), pad: 'x'.repeat(600) });
    expect([...sandbox.journal.messages].map(({ messageId }) => messageId)).toEqual(['c']);
  });

  it('tells requests with headers, sizes and retries', async () => {
    const sandbox = await openSandbox();
    await post(
      sandbox,
      '/v1/batch',
      { batch: [track()] },
      { authorization: basic('k'), 'x-retry-count': '2' },
    );
    await post(sandbox, '/v1/batch', 'nonsense');
    const [good, bad] = [...sandbox.journal.requests];
    expect(good).toMatchObject({
      method: 'POST',
      path: '/v1/batch',
      status: 200,
      messages: 1,
      headers: { 'x-retry-count': '2' },
    });
    expect(bad).toMatchObject({ status: 400, messages: 0, wireBytes: 8, bodyBytes: 8 });
  });
});

describe('what outside cannot make grow without end', () => {
  it('weighs what the messages of a request share', async () => {
    const sandbox = await openSandbox({ maxBytes: 1_000_000 });
    const context = { pad: 'x'.repeat(300_000) };
    for (const id of ['a', 'b', 'c', 'd', 'e'])
      await post(sandbox, '/v1/batch', { context, batch: [track(id), track(`${id}2`)] });
    expect([...sandbox.journal.messages].map(({ messageId }) => messageId)).toEqual([
      'b2',
      'c',
      'c2',
      'd',
      'd2',
      'e',
      'e2',
    ]);
  });

  it('counts sources beyond a thousand together, and shortens long names', async () => {
    const sandbox = await openSandbox({ dedupScope: 'source' });
    for (let index = 0; index < 1_002; index += 1)
      await post(sandbox, '/v1/track', track(), { authorization: basic(`key-${index}`) });
    expect(sandbox.journal.counts.bySource.size).toBe(1_001);
    expect(sandbox.journal.counts.bySource.get('others')).toBe(2);
    await post(sandbox, '/v1/track', { ...track(), writeKey: 'k'.repeat(20_000) });
    expect([...sandbox.journal.messages].at(-1)?.source).toBe('kkkk…kkkk');
  });

  it('keeps long ids as well as short ones, and forgets the oldest first', () => {
    const ids = createSeenIds(2);
    const at = new Date('2026-01-01T00:00:00Z');
    const long = 'x'.repeat(30_000);
    expect([long, long, `${long}y`, long].map((id) => ids.isKnown(id, at))).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect([ids.isKnown('third', at), ids.isKnown(long, at), ids.forgotten]).toEqual([false, false, 2]);
    ids.clear();
    expect([ids.isKnown(long, at), ids.forgotten]).toEqual([false, 0]);
  });

  it('are forgotten as by one who looks through all of them each time', () => {
    const most = 4;
    const hour = 60 * 60 * 1_000;
    const name = fc.constantFrom(...'abcdefgh');
    const step = fc.oneof(
      {
        weight: 20,
        arbitrary: fc.record({ kind: fc.constant('see' as const), id: name, hours: fc.nat(9) }),
      },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('forget' as const), id: name }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('clear' as const, 'remove' as const) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
        const ids = createSeenIds(most);
        let time = 0;
        let held: { id: string; time: number; writer: string }[] = [];
        for (const given of steps) {
          if (given.kind === 'see') {
            time += given.hours * hour;
            const writer = given.id < 'd' ? 'early' : 'late';
            const known = held.some(({ id, time: seen }) => id === given.id && time - seen < 24 * hour);
            expect(ids.isKnown(given.id, new Date(time), writer)).toBe(known);
            if (known) continue;
            held = [...held.filter(({ id }) => id !== given.id), { id: given.id, time, writer }].slice(-most);
          } else if (given.kind === 'forget') {
            ids.forget(given.id);
            held = held.filter(({ id }) => id !== given.id);
          } else if (given.kind === 'remove') {
            ids.remove((writer) => writer === 'early');
            held = held.filter(({ writer }) => writer !== 'early');
          } else {
            ids.clear();
            held = [];
          }
        }
      }),
    );
  });
});

describe('createRing', () => {
  it('holds the newest that fit, in order', () => {
    const limits = fc.record({
      maxCount: fc.integer({ min: 1, max: 50 }),
      maxBytes: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(
        limits,
        fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 200 }),
        ({ maxCount, maxBytes }, sizes) => {
          const ring = createRing<number>({ maxCount, maxBytes });
          sizes.forEach((size, index) => {
            ring.push(index, size);
          });
          let [kept, bytes] = [0, 0];
          for (const size of sizes.toReversed()) {
            if (kept > 0 && (kept === maxCount || bytes + size > maxBytes)) break;
            kept += 1;
            bytes += size;
          }
          const expected = sizes.map((_, index) => index).slice(sizes.length - kept);
          expect([...ring]).toEqual(expected);
          expect(expected.map((_, index) => ring.at(index))).toEqual(expected);
          expect([ring.length, ring.bytes, ring.dropped, ring.at(kept), ring.at(-1)]).toEqual([
            kept,
            bytes,
            sizes.length - kept,
            undefined,
            undefined,
          ]);
        },
      ),
    );
  });

  it('stays right over many turns', () => {
    const ring = createRing<number>({ maxCount: 10, maxBytes: 1_000 });
    for (let index = 0; index < 100_000; index += 1) ring.push(index, 1);
    expect([...ring]).toEqual(Array.from({ length: 10 }, (_, index) => 99_990 + index));
  });
});
