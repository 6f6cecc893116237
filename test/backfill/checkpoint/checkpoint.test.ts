import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  formatCheckpoint,
  parseCheckpoint,
} from '../../../src/backfill/checkpoint/checkpoint.ts';

const digest = (digit: string) => digit.repeat(64);

/** Every field filled, and a path that holds what a damaged file is read as. */
const checkpoint: Checkpoint = {
  job: {
    origin: 'https://api.segment.io',
    writeKey: digest('a'),
    where: 'event = "Ä \u2028"',
    shard: '2/7',
    importId: null,
    replay: true,
    set: [['type', '"track"']],
  },
  inputs: [
    {
      path: '/tmp/ü \ufffd.ndjson',
      firstLine: digest('b'),
      stored: { bytes: 10, head: digest('c'), tail: digest('d') },
    },
    { path: '-', firstLine: null, stored: null },
  ],
  place: {
    input: 1,
    offset: 123_456_789_012,
    line: 4_000_001,
    mark: { kind: 'prefix', sha256: digest('e') },
  },
  totals: {
    read: 9,
    acknowledged: 5,
    rejected: 1,
    blank: 1,
    filtered: 2,
    replayed: 3,
    requests: 4,
    retries: 1,
    bytes: 999,
  },
  rejectGroups: [['invalid_json', { count: 1, first: { file: 'a', line: 3, message: 'm' } }]],
  warnings: [['timestamp_missing', { count: 2, file: 'a', line: 1 }]],
  rejects: { path: '/tmp/a.rejects.ndjson', bytes: 77, sha256: digest('f') },
  heldUntil: '2026-01-02T03:04:05.678Z',
  window: 20_000,
  durationMs: 12,
  startedAt: '2026-01-02T03:00:00.000Z',
  savedAt: '2026-01-02T03:01:00.000Z',
  finishedAt: null,
};
const text = formatCheckpoint(checkpoint);
const bytes = Buffer.from(text);

const kindOf = (damaged: Buffer) => parseCheckpoint(damaged).kind;

function countKinds(damages: Iterable<Buffer>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const damaged of damages) {
    const kind = kindOf(damaged);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

function report(name: string, counts: Record<string, number>): void {
  const kinds = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  process.stdout.write(`damaged checkpoints, ${name}: ${kinds.join(', ')}\n`);
}

describe('a checkpoint comes back as it was written', () => {
  it.each([
    ['on the way', checkpoint],
    ['finished', { ...checkpoint, finishedAt: '2026-01-02T03:02:00.000Z', heldUntil: null, rejects: null }],
  ])('%s', (_name, written) => {
    expect(parseCheckpoint(Buffer.from(formatCheckpoint(written)))).toEqual({
      kind: 'checkpoint',
      checkpoint: written,
    });
  });

  it('in one line that ends with its digest', () => {
    expect(text).toMatch(/^\{"segmentCheckpoint":1,[^\n]*,"sha256":"[0-9a-f]{64}"\}\n$/);
  });
});

describe('a damaged one is never followed', () => {
  it('cut off anywhere', () => {
    const counts = countKinds(Array.from(bytes, (_, end) => bytes.subarray(0, end)));
    report('cut off at every byte', counts);
    // The last one lacks the newline alone.
    expect(counts).toEqual({ damaged: bytes.length });
  });

  it('any byte changed in any bit', () => {
    function* changed() {
      for (let at = 0; at < bytes.length; at += 1) {
        for (let bit = 0; bit < 8; bit += 1) {
          const copy = Buffer.from(bytes);
          copy[at] = (copy[at] ?? 0) ^ (1 << bit);
          yield copy;
        }
      }
    }
    const counts = countKinds(changed());
    report('one bit changed', counts);
    expect(counts).not.toHaveProperty('checkpoint');
    const { damaged = 0, foreign = 0, newer = 0 } = counts;
    expect(damaged + foreign + newer).toBe(bytes.length * 8);
    // A beginning that is not ours is somebody else's, and a changed digit of the version may be a higher one.
    expect(foreign).toBeLessThanOrEqual('{"segmentCheckpoint":'.length * 8);
    expect(newer).toBeGreaterThan(0);
    expect(newer).toBeLessThan(8);
  });

  it('any stretch taken out, put in twice, or written over with zeros', () => {
    let cases = 0;
    const place = fc.nat({ max: bytes.length - 1 });
    fc.assert(
      fc.property(
        place,
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 0, max: 2 }),
        (at, length, how) => {
          const stretch = bytes.subarray(at, at + length);
          const instead = [Buffer.alloc(0), Buffer.concat([stretch, stretch]), Buffer.alloc(stretch.length)];
          const damaged = Buffer.concat([
            bytes.subarray(0, at),
            instead[how] ?? stretch,
            bytes.subarray(at + length),
          ]);
          cases += 1;
          expect(kindOf(damaged)).not.toBe('checkpoint');
        },
      ),
      { numRuns: 500 },
    );
    report('a stretch changed', { other: cases });
  });

  it('in bytes that read as the text that was there', () => {
    // U+FFFD without its last byte is no character, and is read as U+FFFD.
    const at = bytes.indexOf(Buffer.from('\ufffd')) + 2;
    const damaged = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    expect(damaged.toString('utf8')).toBe(text);
    expect(kindOf(damaged)).toBe('damaged');
  });

  it('two of them in one file', () => {
    expect(kindOf(Buffer.concat([bytes, bytes]))).toBe('damaged');
    expect(kindOf(Buffer.concat([bytes, Buffer.from('\n')]))).toBe('damaged');
  });
});

describe('other files', () => {
  it.each([
    ['a data file', '{"type":"track","event":"E","userId":"u"}\n'],
    ['a settings file', '{"version":1}\n'],
    ['text', 'dear diary\n'],
    ['a blank line', '\n'],
    ['another program’s checkpoint with a digest', `{"at":1,"sha256":"${digest('0')}"}\n`],
  ])('%s is foreign: it must not be written over', (_name, content) => {
    expect(parseCheckpoint(Buffer.from(content))).toEqual({ kind: 'foreign' });
  });

  it.each([
    ['nothing', ''],
    ['a file whose bytes never reached the disk', '\0'.repeat(4096)],
  ])('%s holds nothing to lose: it is a damaged checkpoint', (_name, content) => {
    expect(parseCheckpoint(Buffer.from(content))).toMatchObject({ kind: 'damaged' });
  });

  it.each([2, 10, 12_345])('version %i was written by a newer program, whatever else it holds', (version) => {
    const written = text.replace('"segmentCheckpoint":1,', `"segmentCheckpoint":${version},`);
    expect(parseCheckpoint(Buffer.from(written))).toEqual({ kind: 'newer' });
    expect(parseCheckpoint(Buffer.from(written.slice(0, 40)))).toEqual({ kind: 'newer' });
  });
});
