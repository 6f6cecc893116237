import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepOf } from '../../helpers/part.ts';
import { messageText } from './message-text.ts';
import { expectAgreement } from './reading.ts';

// A line of a shape that the kernel has seen is compared with it, and not taken apart: what differs from it must be found
// all the same. The kernel compares only while most lines have a known shape, so most of them have here.

const step = stepOf(7);
/** More than one miss takes away. */
const often = 12;

/** Every kind of value, at the outermost level and below, and members between them of every length around a vector's. */
const shape = [
  '{"type":"track","event":"Paid","userId":"u1","n":-12.5e3,"is":true,"none":null,"properties":{"currency":"EUR",',
  '"a":[1,"two",false,{"b":"c"}],"fifteen_letters":"é\\n","sixteen__letters":"x","total":20},"seventeen_letters":{},',
  '"context":{"a_rather_long_name_that_takes_several_vectors":"long enough that its end is in another one"},',
  '"messageId":"m-1","timestamp":"2026-01-01T00:00:00.5+01:00"}',
].join('');
const odd = [0, 0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x2d, 0x30, 0x39, 0x3a, 0x41, 0x5b, 0x5c, 0x5d];
const oddBytes = [...odd, 0x65, 0x6e, 0x74, 0x7b, 0x7d, 0x7f, 0x80, 0xc3, 0xe2, 0xff];

function afterKnown(variants: readonly Buffer[]): Buffer {
  const known = Buffer.from(`${shape}\n`.repeat(often));
  return Buffer.concat(variants.flatMap((variant) => [known, variant, Buffer.from('\n')]));
}

describe('lines of a shape that was seen', () => {
  it('agree with one byte changed, taken out or put in', async () => {
    const bytes = Buffer.from(shape);
    let rejected = 0;
    for (let at = 0; at < bytes.length; at += step) {
      const [before, rest] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
      const variants = oddBytes.flatMap((byte) => [
        Buffer.concat([before, Buffer.from([byte]), rest]),
        Buffer.concat([before, Buffer.from([byte]), bytes.subarray(at)]),
      ]);
      variants.push(Buffer.concat([before, rest]), Buffer.from(before));
      rejected += (await expectAgreement([afterKnown(variants)])).rejects.length;
    }
    process.stdout.write(`kernel: ${rejected} damaged lines of a known shape\n`);
    expect(rejected).toBeGreaterThan(10_000 / step);
  }, 120_000);

  it('agree with another value in the place of one', async () => {
    const values = ['"s"', '""', '7', '-0', '01', '1.', 'true', 'tru', 'null', '[]', '{}', '"EUR"', '"eur"'];
    const lines = [
      ...shape.matchAll(/(?<=[:[,])("(?:[^"\\]|\\.)*"|-?[\d.e]+|true|false|null)(?=[,}\]])/g),
    ].flatMap(({ 0: text, index }) =>
      values.map((value) => Buffer.from(shape.slice(0, index) + value + shape.slice(index + text.length))),
    );
    expect(lines.length).toBeGreaterThan(15 * values.length);
    const { rejects, messages } = await expectAgreement([afterKnown(lines)]);
    expect(Math.min(rejects.length, messages.length - lines.length * often)).toBeGreaterThan(values.length);
  }, 60_000);

  it('agree where several shapes begin alike', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(messageText(), { minLength: 2, maxLength: 4 }), async (texts) => {
        const lines = texts.flatMap((text) => Array.from({ length: often }, () => text));
        await expectAgreement([Buffer.from(`${[...lines, ...texts, ...texts.reverse()].join('\n')}\n`)]);
      }),
      { numRuns: Math.ceil(400 / step), seed: 6 },
    );
  }, 60_000);

  it('agree where there are more shapes than there is room for', async () => {
    const lineOf = (index: number) =>
      `{"type":"page","userId":"u","k${index}":1,"${'x'.repeat(index % 50)}":"v"}\n`;
    const lines = Array.from({ length: 3_000 }, (_, index) => lineOf(index).repeat(often));
    const { messages } = await expectAgreement([Buffer.from(lines.join(''))]);
    expect(messages.length).toBe(3_000 * often);
  }, 60_000);
});
