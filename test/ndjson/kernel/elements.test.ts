import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../../src/backfill/span.ts';
import { partOf, stepOf } from '../../helpers/part.ts';
import { isShared, sharedPath } from '../../helpers/shared.ts';
import { messageText } from './message-text.ts';
import {
  expectAgreement,
  inChunks,
  kernelBuilder,
  readWith,
  referenceBuilder,
  smallLimits,
} from './reading.ts';

// The same agreement as in agreement.test.ts, for messages that are no lines: the elements of an array, and objects one
// behind the other, however they are spaced.

const first = '{"type":"track","event":"First","userId":"u","timestamp":"2026-01-01T00:00:00Z"}';
const next = '{"type":"page","userId":"v"}';

interface Form {
  readonly open: string;
  readonly between: readonly string[];
  readonly close: string;
}

const forms: Readonly<Record<string, Form>> = {
  'elements of an array': { open: '[', between: [',', ',\n', ' ,\r\n\t', '\n\n,'], close: '\n]\n' },
  // The first line is no object alone, and so no line.
  'objects one behind the other': { open: '', between: ['', '\n', ' ', '\r\n \n'], close: '\n' },
};

/** A first message that no line can be, then the others with what stands between them, in turn. */
function textOf({ open, between, close }: Form, texts: readonly string[]): string {
  const [some = ''] = between;
  const rest = texts.map((text, index) => `${between[index % between.length]}${text}`);
  return `${open}${first}${some}${next}${rest.join('')}${close}`;
}

/** Counts what the kernel itself takes, which the reference would take as well. */
function counted() {
  const seen = { taken: 0 };
  const kernel = kernelBuilder(undefined, ({ taken }) => {
    seen.taken += taken;
  });
  return { seen, kernel };
}

const spaces = ['', '', ' ', '\n  ', '\r\n\t', '\r', '  \r\n'];
const manyTexts = fc.array(messageText(spaces), { minLength: 1, maxLength: 12 });
const step = stepOf(7);
const runs = { numRuns: Math.ceil(600 / step), seed: 14 };

describe.each(Object.entries(forms))('the kernel and the reference agree on %s', (_name, form) => {
  it('of every kind, wherever they are cut into chunks', async () => {
    const { seen, kernel } = counted();
    await fc.assert(
      fc.asyncProperty(manyTexts, fc.integer({ min: 40, max: 3_000 }), async (texts, size) => {
        await expectAgreement(inChunks(Buffer.from(textOf(form, texts)), size), undefined, { kernel });
      }),
      runs,
    );
    expect(seen.taken).toBeGreaterThan(500 / step);
  });

  it('in each shard', async () => {
    const shards = fc.constantFrom({ index: 1, count: 2 }, { index: 2, count: 3 });
    let filtered = 0;
    await fc.assert(
      fc.asyncProperty(manyTexts, shards, async (texts, shard) => {
        const { counts } = await expectAgreement([Buffer.from(textOf(form, texts))], shard);
        filtered += JSON.parse(counts).filtered;
      }),
      { ...runs, numRuns: Math.ceil(200 / step) },
    );
    expect(filtered).toBeGreaterThan(200 / step);
  });

  it('cut at each place, and from each place where a run may have stopped', async () => {
    const pretty =
      '{\n  "type": "track",\r\n  "event": "日本語 \\"q\\" }{",\n  "userId": "u", "properties": {\n"a":[1,\n-2.5e3]\n}}';
    const texts = [pretty, next, '{"type":"page"}', pretty, pretty, next, '{"bad" 1}', next];
    const bytes = Buffer.from(textOf(form, texts));
    const kernel = kernelBuilder();
    const whole = await expectAgreement([bytes], undefined, { kernel });
    expect(whole.messages.length).toBe(7);
    for (let at = 1; at < bytes.length; at += step) {
      const pieces = await expectAgreement([bytes.subarray(0, at), bytes.subarray(at)], undefined, {
        kernel,
      });
      expect({ ...pieces, ends: [] }).toEqual({ ...whole, ends: [] });
    }
    const places = new Map<number, Place>();
    for (const size of [50, 70, 120])
      for (const text of (
        await readWith(kernelBuilder({ ...smallLimits, maxMessages: (size % 3) + 1 }), inChunks(bytes, size))
      ).ends) {
        const { end } = JSON.parse(text);
        places.set(end.offset, end);
      }
    expect(places.size).toBeGreaterThan(3);
    for (const from of places.values()) await expectAgreement([bytes], undefined, { from });
  });

  it('with each byte set to what may mean something else', async () => {
    const kernel = kernelBuilder();
    const bytes = Buffer.from(textOf(form, ['{"type":"page",\n"userId":"u\\n","p":[-1.5e+3,null]}', next]));
    for (let at = 0; at < bytes.length; at += step)
      for (const byte of Buffer.from('{}[],:"\\ \n\r\0\u007f0a-')) {
        const changed = Buffer.from(bytes);
        changed[at] = byte;
        await expectAgreement([changed], undefined, { kernel });
      }
  }, 120_000);

  it('of every size around the limit of a message, with line breaks in them', async () => {
    for (let size = 1_880; size <= 2_020; size += step) {
      const text = `{"type":"page","userId":"u",${'\n'.repeat(size % 50)}"name":"${'x'.repeat(size - 60)}"\n}`;
      await expectAgreement([Buffer.from(textOf(form, [text, next]))]);
    }
  });

  it('in chunks larger than a block', async () => {
    const limits = { maxMessageBytes: 32_768, maxBodyBytes: 500_000, maxMessages: 2_500 };
    const text = '{"type":"track","event":"E","userId":"u",\n"properties":{"total":12.5}}';
    const bytes = Buffer.from(
      textOf(
        form,
        Array.from({ length: 50_000 }, () => text),
      ),
    );
    const seen = { taken: 0 };
    const ours = await readWith(
      kernelBuilder(limits, ({ taken }) => {
        seen.taken += taken;
      }),
      [bytes],
      undefined,
      limits,
    );
    expect(ours).toEqual(await readWith(referenceBuilder(limits), [bytes], undefined, limits));
    expect(seen.taken).toBeGreaterThan(49_990);
  });

  it.skipIf(!isShared('corpora'))('that hold JSONTestSuite (passed over where it is absent)', async () => {
    const folder = sharedPath('corpora', 'JSONTestSuite', 'test_parsing') ?? '';
    const kernel = kernelBuilder();
    for (const name of partOf(readdirSync(folder), 7)) {
      const content = readFileSync(join(folder, name));
      const [before = '', after = ''] = textOf(form, ['{"type":"page","userId":"u","x":#}', next]).split('#');
      await expectAgreement([Buffer.concat([Buffer.from(before), content, Buffer.from(after)])], undefined, {
        kernel,
      });
      const [start = '', end = ''] = textOf(form, ['#', next]).split('#');
      await expectAgreement([Buffer.concat([Buffer.from(start), content, Buffer.from(end)])], undefined, {
        kernel,
      });
    }
  });
});
