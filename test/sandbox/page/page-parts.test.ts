import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBars } from '../../../src/sandbox/page/client/bars.ts';
import { readClockSum, spanWords } from '../../../src/sandbox/page/client/clock-sum.ts';
import { type Entry, readEntry } from '../../../src/sandbox/page/client/entry.ts';
import { layOutJson, markCode } from '../../../src/sandbox/page/client/json-tokens.ts';
import { createMessageStore, noFilter } from '../../../src/sandbox/page/client/message-store.ts';
import { ruleWords, verdictWords } from '../../../src/sandbox/page/client/rule-words.ts';
import { rejectCodes } from '../../../src/spec/verdict.ts';
import { anyText } from '../../helpers/any-text.ts';

function entry(seq: number, more: Partial<Entry> = {}): Entry {
  return {
    seq,
    receivedAt: 1_000 * seq,
    outcome: 'stored',
    type: 'track',
    name: `E${seq}`,
    user: 'u',
    source: 'web',
    messageId: `m${seq}`,
    rules: [],
    text: `{"seq":${seq}}`,
    ...more,
  };
}

const seqs = (entries: readonly Entry[]) => entries.map(({ seq }) => seq);
const always = () => true;

describe('the message store', () => {
  it('keeps order, passes over what it has, and takes what came before', () => {
    const store = createMessageStore(100);
    store.addNewer([entry(5), entry(6)]);
    store.addNewer([entry(6), entry(7)]);
    store.addOlder([entry(3), entry(4), entry(5)]);
    expect(seqs(store.entries)).toEqual([3, 4, 5, 6, 7]);
    expect(seqs(store.visible)).toEqual([3, 4, 5, 6, 7]);
  });

  it('lets the oldest make way, with their counts', () => {
    const store = createMessageStore(10);
    const broken = Array.from({ length: 12 }, (_, index) =>
      entry(index + 1, { rules: index < 3 ? ['a', 'b'] : ['b'] }),
    );
    store.addNewer(broken);
    expect(seqs(store.entries)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(store.rules.get('a')?.count).toBe(1);
    expect(store.rules.get('b')?.count).toBe(10);
    expect(store.sources.get('web')).toBe(10);
    store.addNewer([entry(13), entry(14)]);
    expect(store.rules.has('a')).toBe(false);
    store.addOlder([entry(1)]);
    expect(store.entries).toHaveLength(10);
  });

  it('filters the same whether messages came before the filter, during it or after it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('track', 'page'), { maxLength: 40 }),
        fc.nat(40),
        fc.nat(40),
        (types, before, during) => {
          const all = types.map((type, index) => entry(index + 1, { type }));
          const store = createMessageStore(20);
          store.addNewer(all.slice(0, before));
          store.setFilter({ ...noFilter, type: 'page' });
          store.addNewer(all.slice(before, before + during));
          store.filterOn(always);
          store.addNewer(all.slice(before + during));
          const held = store.entries.filter(({ type }) => type === 'page');
          expect(seqs(store.visible)).toEqual(seqs(held));
        },
      ),
    );
  });

  it('stops filtering when there is no time, and goes on later', () => {
    const store = createMessageStore(10_000);
    store.addNewer(Array.from({ length: 2_000 }, (_, index) => entry(index + 1)));
    store.setFilter({ ...noFilter, text: '"seq":1999' });
    let turns = 2;
    store.filterOn(() => {
      turns -= 1;
      return turns >= 0;
    });
    expect(store.isFiltering).toBe(true);
    store.filterOn(always);
    expect([store.isFiltering, seqs(store.visible)]).toEqual([false, [1_999]]);
  });

  it('looks for each word, upper and lower case alike', () => {
    const store = createMessageStore(10);
    store.addNewer([entry(1, { text: 'Order (Paid) $5' }), entry(2, { text: 'Order' })]);
    store.setFilter({ ...noFilter, text: ' (paid)  ORDER $5 ' });
    store.filterOn(always);
    expect(seqs(store.visible)).toEqual([1]);
  });
});

describe('an entry', () => {
  const read = (facts: object, message: object) =>
    readEntry(JSON.stringify({ seq: 1, outcome: 'stored', code: null, type: null, ...facts, message }));

  it.each<[string, object, object, Partial<Entry>]>([
    [
      'track',
      { type: 'track' },
      { type: 'track', event: 'E', userId: 'u' },
      { name: 'E', user: 'u', rules: [] },
    ],
    [
      'identify',
      { type: 'identify' },
      { type: 'identify', userId: 'u', traits: { email: 'e' } },
      { name: 'e' },
    ],
    ['group', { type: 'group' }, { type: 'group', userId: 'u', groupId: 'g' }, { name: 'g' }],
    [
      'no object',
      { outcome: 'discarded', code: 'not_an_object' },
      [],
      { type: 'unknown', rules: ['not_an_object'] },
    ],
    ['duplicate', { outcome: 'duplicate' }, {}, { rules: ['duplicate'] }],
    ['strange fields', { type: 'track' }, { event: { a: 1 }, userId: 5 }, { name: '', user: '' }],
  ])('%s', (_name, facts, message, expected) => {
    expect(read(facts, message)).toMatchObject(expected);
  });

  it('warns of what the client wrote, not of what the sandbox corrected', () => {
    const message = { type: 'track', event: 'E', userId: 'u', timestamp: '2026-01-02T03:04:05Z' };
    expect(read({}, { ...message, originalTimestamp: '2026-01-02T03:04:05' })?.rules).toEqual([
      'timestamp_without_zone',
    ]);
    expect(read({}, message)?.rules).toEqual([]);
  });

  it('is nothing when the text is none', () => {
    expect(['', '{', '[]', 'null'].map(readEntry)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('verdicts', () => {
  it.each(rejectCodes.filter((code) => code !== 'refused_by_server'))('%s is told in words', (code) => {
    expect(verdictWords([code])).toMatch(
      new RegExp(`^Segment would answer (?:200 and drop|400 and refuse) this: ${code}$`),
    );
    expect(ruleWords(code).sentence.length).toBeGreaterThan(10);
  });

  it('says so when all is well, and when a code is new to the page', () => {
    expect(verdictWords([])).toBe('Segment would answer 200 and accept this.');
    expect(verdictWords(['brand_new'])).toBe('Segment would answer 200 and drop this: brand_new');
  });
});

describe('times', () => {
  it('add up', () => {
    expect(
      readClockSum({
        originalTimestamp: '2026-01-02T02:00:00.000Z',
        sentAt: '2026-01-02T02:00:10.000Z',
        receivedAt: '2026-01-02T03:04:05.000Z',
        timestamp: '2026-01-02T03:03:55.000Z',
      }),
    ).toMatchObject({ waited: 10_000, moved: 3_835_000 });
    expect(readClockSum({ receivedAt: 'r', timestamp: 'r' })).toMatchObject({
      waited: undefined,
      moved: undefined,
    });
    expect(readClockSum(undefined)).toMatchObject({ original: undefined });
  });

  it.each([
    [0, '+0 ms'],
    [-7, '−7 ms'],
    [1_250, '+1.25 s'],
    [60_000, '+1 min'],
    [3_835_000, '+1 h 3 min'],
    [-90_000_000, '−1 d 1 h'],
  ])('%d ms is %s', (milliseconds, words) => {
    expect(spanWords(milliseconds)).toBe(words);
  });
});

describe('bars', () => {
  it('hold every message of the time they show, the newest last', () => {
    const seconds = new Map([
      [940, { accepted: 2, lost: 0 }],
      [1_000, { accepted: 1, lost: 3 }],
    ]);
    const { stretch, bars, most } = readBars(seconds, 1_000_500);
    expect([stretch, bars.length, most]).toEqual([2, 60, 4]);
    expect(bars.at(-1)).toEqual({ accepted: 1, lost: 3 });
    expect(bars.reduce((sum, { accepted, lost }) => sum + accepted + lost, 0)).toBe(6);
  });

  it('are empty without messages', () => {
    expect(readBars(new Map(), 5_000)).toMatchObject({ stretch: 1, most: 0 });
  });
});

describe('code', () => {
  it('is laid out without losing a character that matters', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        const laidOut = layOutJson(text)
          .map((token) => token.text)
          .join('');
        expect(JSON.stringify(JSON.parse(laidOut))).toBe(text);
      }),
    );
  });

  it('keeps numbers, repeated keys and broken text as they were spelled', () => {
    const text = (source: string) =>
      layOutJson(source)
        .map((token) => token.text)
        .join('');
    expect(text('{"a":1.0,"a":12345678901234567890,"b":[]}')).toBe(
      '{\n  "a": 1.0,\n  "a": 12345678901234567890,\n  "b": []\n}',
    );
    expect(text('nonsense')).toBe('nonsense');
    expect(text('['.repeat(50_000)).length).toBeGreaterThan(50_000);
  });

  it('is marked, and put together again is the same', () => {
    fc.assert(
      fc.property(anyText(), (code) => {
        expect(
          markCode(code)
            .map(({ text }) => text)
            .join(''),
        ).toBe(code);
      }),
    );
    expect(markCode("f('a', 1, true)").filter(({ kind }) => kind !== 'plain')).toEqual([
      { kind: 'string', text: "'a'" },
      { kind: 'number', text: '1' },
      { kind: 'word', text: 'true' },
    ]);
  });
});
