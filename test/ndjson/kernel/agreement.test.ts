import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessageIds } from '../../../src/backfill/reading/message-id.ts';
import { createKernel } from '../../../src/ndjson/kernel/kernel.ts';
import { projectRoot } from '../../helpers/imports.ts';
import { partOf, stepOf } from '../../helpers/part.ts';
import { isShared, sharedPath } from '../../helpers/shared.ts';
import { messageText } from './message-text.ts';
import { expectAgreement, inChunks } from './reading.ts';

// The kernel and the reference, `JSON.parse` and the verdicts of spec/, must come to the same for every input: the
// same bodies byte by byte, the same rejects, counts, warnings and places. A disagreement prints the bytes.

/** A message ahead of it, so that the line in question is read by the kernel. */
const first = '{"type":"track","event":"First","userId":"u","timestamp":"2026-01-01T00:00:00Z"}\n';
const next = '{"type":"page","userId":"u","timestamp":"2026-01-01T00:00:00Z"}\n';

const around = (line: Buffer | string) => [
  Buffer.concat([Buffer.from(first), Buffer.from(line), Buffer.from(`\n${next}`)]),
];

const step = stepOf(7);
const runs = { numRuns: Math.ceil(1_500 / step), seed: 6 };

describe('the kernel and the reference agree', () => {
  it('can run here', () => {
    const limits = { maxMessageBytes: 100, maxBodyBytes: 1_000, maxMessages: 3 };
    expect(createKernel(limits, { batches: 1, before: 0, after: 0 })).toBeDefined();
  });

  it('has room for some batches, however large they are and however many were asked for', () => {
    const limits = { maxMessageBytes: 32_768, maxBodyBytes: 8 * 1024 * 1024, maxMessages: 100_000 };
    const places = createKernel(limits, { batches: 1000, before: 0, after: 0 })?.places ?? 0;
    expect(places).toBeGreaterThan(4);
    expect(places).toBeLessThan(1000);
  });

  it('reads no byte behind a block, and leaves it as it is', () => {
    const limits = { maxMessageBytes: 100, maxBodyBytes: 1_000, maxMessages: 3 };
    const kernel = createKernel(limits, { batches: 1, before: 0, after: 0 });
    const [buffer = Buffer.alloc(0)] = kernel?.buffers ?? [];
    const text = ',{"type":"page","userId":"u","name":"long enough for vectors"}';
    buffer.write(`${text},`);
    for (let length = 0; length <= text.length; length += 1) {
      kernel?.load(buffer.subarray(0, length), 0);
      const run = kernel?.run(0, 'array', { number: 1, record: 1 });
      expect([length, run?.taken]).toEqual([length, length === text.length ? 1 : 0]);
    }
    expect(buffer.toString('latin1', 0, text.length + 1)).toBe(`${text},`);
  });

  it('on ids, wherever in an input the line stands', async () => {
    const powers = Array.from({ length: 11 }, (_, power) => 36 ** power).filter(Number.isSafeInteger);
    const offsets = powers.flatMap((power) => [power - 1, power, power + 1, 35 * power]);
    const { derive, prefix } = (await createMessageIds({ writeKey: 'k' })).forInput(Buffer.from('x'));
    const line = '{"type":"page","userId":"u"}';
    const limits = { maxMessageBytes: 1_000, maxBodyBytes: 10_000, maxMessages: 3 };
    for (const offset of [...offsets, Number.MAX_SAFE_INTEGER - 100]) {
      const kernel = createKernel(limits, { batches: 1, before: 0, after: 0 });
      kernel?.setIdPrefix(prefix);
      kernel?.load(Buffer.from(`${line}\n`), offset);
      kernel?.run(0, 'lines', { number: 1 });
      const { messageId } = JSON.parse(kernel?.take().body.toString() ?? '');
      expect(messageId).toBe(derive(offset, Buffer.from(line)));
    }
    expect(offsets.length).toBeGreaterThan(40);
  });

  it('on strings of every length, with something odd at each of their places', async () => {
    const odd = [
      '"',
      '\\',
      '\\"',
      '\\n',
      '\\u00e9',
      '\\u00g9',
      'é',
      '日',
      '🎉',
      '\u0000',
      '\u001f',
      '\u007f',
      '\n',
      '\r',
    ];
    let cases = 0;
    for (let length = 0; length <= 36; length += step) {
      const lines: string[] = [];
      for (let at = 0; at <= length; at += 1) {
        for (const piece of odd) {
          const text = `${'x'.repeat(at)}${piece}${'y'.repeat(length - at)}`;
          lines.push(`{"type":"page","userId":"u","name":"${text}","${text}":1}\n`);
        }
      }
      cases += lines.length;
      await expectAgreement([Buffer.from(first + lines.join(''))]);
    }
    process.stdout.write(`kernel: ${cases} strings with something odd in them\n`);
  }, 60_000);

  it('on messages of every kind', async () => {
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(messageText(), { minLength: 1, maxLength: 12 }), async (texts) => {
        const { rejects } = await expectAgreement([
          Buffer.from(first + texts.map((text) => `${text}\n`).join('')),
        ]);
        plain += texts.length - rejects.length;
      }),
      runs,
    );
    process.stdout.write(`kernel: ${plain} of the made messages were sent\n`);
    expect(plain).toBeGreaterThan(1_000 / step);
  });

  it('on lines that look as if Segment had them before', async () => {
    const members = [
      '"receivedAt":1',
      '"projectId":"p"',
      '"version":2',
      '"_metadata":{}',
      '"rec\\u0065ivedAt":1',
    ];
    const lines = Array.from({ length: 2 ** members.length }, (_, chosen) => {
      const present = members.filter((_member, bit) => (chosen & (2 ** bit)) !== 0);
      return `{${[...present, next.trim().slice(1, -1)].join(',')}}\n`;
    });
    const { counts } = await expectAgreement([Buffer.from(first + lines.join(''))]);
    // Of a received one, in either spelling, any of the other three: 3 of 4 times 7 of 8.
    expect(JSON.parse(counts).warnings).toEqual([['archived', { count: 21, file: 'in', line: 5 }]]);
  });

  it('on which of them belong to a shard', async () => {
    const shards = fc.constantFrom({ index: 1, count: 1 }, { index: 1, count: 2 }, { index: 2, count: 3 });
    let [taken, left] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(messageText(), { minLength: 1, maxLength: 12 }),
        shards,
        async (texts, shard) => {
          const { messages } = await expectAgreement(
            [Buffer.from(`${first}\n \n${texts.map((text) => `${text}\n`).join('')}`)],
            shard,
          );
          taken += messages.length;
          left += texts.length - messages.length;
        },
      ),
      { ...runs, numRuns: Math.ceil(600 / step) },
    );
    process.stdout.write(`kernel: ${taken} lines of the shard, ${left} others\n`);
    expect(Math.min(taken, left)).toBeGreaterThan(500 / step);
  });

  it('on messages with one byte changed, put in or taken out', async () => {
    const edit = fc.record({
      at: fc.nat(2_000),
      kind: fc.constantFrom('change', 'insert', 'cut'),
      byte: fc.oneof(
        fc.integer({ min: 0, max: 255 }),
        fc.constantFrom(0x22, 0x5c, 0x7b, 0x7d, 0x2c, 0x3a, 0x0a, 0x0d, 0x80, 0xc3, 0xed),
      ),
    });
    await fc.assert(
      fc.asyncProperty(messageText(), fc.array(edit, { minLength: 1, maxLength: 2 }), async (text, edits) => {
        let bytes = Buffer.from(text);
        for (const { at, kind, byte } of edits) {
          const place = at % (bytes.length + 1);
          const rest = bytes.subarray(kind === 'insert' ? place : place + 1);
          bytes = Buffer.concat(
            [bytes.subarray(0, place), kind === 'cut' ? '' : Buffer.from([byte]), rest].map((part) =>
              Buffer.from(part),
            ),
          );
        }
        await expectAgreement(around(bytes));
      }),
      runs,
    );
  });

  it('wherever a line is cut into chunks', async () => {
    const text = `${first}{"type":"track","event":"日本語 \\"q\\"","userId":"u","properties":{"a":[1,-2.5e3,null,true],"s":"\\u00e9é"}}\r\n \n${next}{"bad"\n${next}`;
    const bytes = Buffer.from(text);
    const whole = await expectAgreement([bytes]);
    for (let at = 0; at <= bytes.length; at += step) {
      const pieces = await expectAgreement(
        [bytes.subarray(0, at), bytes.subarray(at)].filter(({ length }) => length > 0),
      );
      expect({ ...pieces, ends: [] }).toEqual({ ...whole, ends: [] });
    }
    const single = await expectAgreement([...bytes].map((byte) => Buffer.from([byte])));
    expect({ ...single, ends: [] }).toEqual({ ...whole, ends: [] });
    process.stdout.write(`kernel: a line cut at each of ${Math.floor(bytes.length / step)} places\n`);
  });

  it('on nesting up to and beyond its own limit', async () => {
    for (const depth of [1, 2, 62, 63, 64, 65, 500, 996, 997, 998, 999, 1_000, 1_001, 1_200]) {
      const line = (open: string, close: string) =>
        `{"type":"page","userId":"u","properties":{"a":${open.repeat(depth)}${close.repeat(depth)}}}`;
      await expectAgreement(around(line('[', ']')));
      await expectAgreement(around(line('[', ']').replace(/\]\}\}$/, '}}}')));
      await expectAgreement(around(line('{"b":', '}').replace('}', '1}')));
    }
  });

  it('on lines of every size around the limit of a message and of a batch', async () => {
    for (let size = 1_880; size <= 2_020; size += step) {
      const line = `{"type":"page","userId":"u","name":"${'x'.repeat(size - 60)}"}`;
      await expectAgreement(around(line));
    }
    for (let count = 1; count <= 30; count += 1) {
      const lines = Array.from(
        { length: count },
        (_, index) => `{"type":"page","userId":"u","name":"${'y'.repeat((index * 211) % 1_500)}"}\n`,
      );
      await expectAgreement([Buffer.from(first + lines.join(''))]);
    }
  });

  it('on every prefix of a message, and on each of its bytes set to each value', async () => {
    const line = Buffer.from(
      '{"type":"track","event":"é","userId":"u\\n","properties":{"n":-1.5e+3,"t":[true,null]},"timestamp":"2026-01-01T00:00:00.5+01:00"}',
    );
    for (let end = 0; end <= line.length; end += step) await expectAgreement(around(line.subarray(0, end)));
    let cases = Math.floor(line.length / step);
    // Many lines of one input: each reading costs more than the line does.
    for (let at = 0; at < line.length; at += step) {
      const variants: Buffer[] = [Buffer.from(first)];
      for (let value = 0; value < 256; value += 1) {
        const changed = Buffer.from(line);
        changed[at] = value;
        variants.push(changed, Buffer.from('\n'));
        cases += 1;
      }
      await expectAgreement([Buffer.concat(variants)]);
    }
    process.stdout.write(`kernel: ${cases} damaged spellings of one message\n`);
  }, 120_000);

  it('on the examples', async () => {
    for (const name of ['web.ndjson', 'server.ndjson', 'mobile.ndjson.gz']) {
      const stored = readFileSync(join(projectRoot, 'examples', name));
      await expectAgreement(inChunks(name.endsWith('.gz') ? gunzipSync(stored) : stored, 65_536));
    }
  });

  it.skipIf(!isShared('data'))(
    'on real traffic (passed over where the files are absent)',
    async () => {
      let count = 0;
      const files = partOf(
        [
          ['web-access.segment.ndjson.gz', 9_999],
          ['wikipedia-edits.segment.ndjson.gz', 39_244],
          ['wikipedia-edits.raw.ndjson.gz', 39_244],
        ] as const,
        3,
      );
      for (const [name] of files) {
        const bytes = gunzipSync(readFileSync(sharedPath('data', name) ?? ''));
        const { messages, rejects } = await expectAgreement(inChunks(bytes, 100_003));
        count += messages.length + rejects.length;
      }
      process.stdout.write(`kernel: ${count} lines of real traffic\n`);
      expect(count).toBe(files.reduce((sum, [, lines]) => sum + lines, 0));
    },
    60_000,
  );

  it.skipIf(!isShared('corpora'))(
    'on JSONTestSuite, bare and inside a message (passed over where it is absent)',
    async () => {
      const folder = sharedPath('corpora', 'JSONTestSuite', 'test_parsing') ?? '';
      const names = partOf(readdirSync(folder), 7);
      for (const name of names) {
        const content = readFileSync(join(folder, name));
        await expectAgreement([Buffer.concat([Buffer.from(first), content, Buffer.from(`\n${next}`)])]);
        const inside = Buffer.concat([
          Buffer.from('{"type":"track","event":"E","userId":"u","properties":{"x":'),
          content,
          Buffer.from('}}'),
        ]);
        await expectAgreement(around(inside));
        await expectAgreement(
          around(Buffer.concat([Buffer.from('{"type":"page","userId":"u","x":'), content, Buffer.from('}')])),
        );
      }
      process.stdout.write(`kernel: ${names.length} files of JSONTestSuite, in three places each\n`);
      expect(names.length).toBe(Math.ceil(318 / step));
    },
  );
});
