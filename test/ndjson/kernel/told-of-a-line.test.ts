import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessageIds } from '../../../src/backfill/reading/message-id.ts';
import { createKernel } from '../../../src/ndjson/kernel/kernel.ts';
import { messageText } from './message-text.ts';

const limits = { maxMessageBytes: 2_000, maxBodyBytes: 6_000, maxMessages: 7 };
const made = createKernel(limits, { batches: 1, before: 0, after: 0 });
if (made === undefined) throw new Error('this machine cannot run the kernel');
const kernel = made;

/** Puts text where blocks are read to, with a line break and other bytes behind it. */
function inMemory(text: string | Uint8Array): Buffer {
  const [buffer = Buffer.alloc(0)] = kernel.buffers;
  const bytes = Buffer.from(text);
  buffer.fill(0x22, 0, bytes.length + 40);
  bytes.copy(buffer);
  buffer[bytes.length] = 0x0a;
  kernel.load(buffer.subarray(0, bytes.length + 1), 0);
  return buffer.subarray(0, bytes.length);
}

/** The value with each object and array in it emptied; undefined for text that is not an object with members. */
function outlineOf(bytes: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const members = Object.entries(value).map(([key, each]: [string, unknown]) => {
      const kept = Array.isArray(each) ? [] : typeof each === 'object' && each !== null ? {} : each;
      return [key, kept];
    });
    return members.length === 0 ? undefined : Object.fromEntries(members);
  } catch {
    return undefined;
  }
}

function outlined(): unknown {
  const text = kernel.outline(0);
  return text === undefined ? undefined : JSON.parse(text);
}

describe('the outline of a line', () => {
  it('is the same object with what stands within its members left out, and none of what is no object', () => {
    fc.assert(
      fc.property(messageText(), (text) => {
        const line = inMemory(text);
        expect(outlined()).toEqual(outlineOf(line));
      }),
      { numRuns: 1_000, seed: 19 },
    );
  });

  it('is the same, or none, whatever byte of it is changed', () => {
    fc.assert(
      fc.property(messageText(), fc.nat(), fc.nat(255), (text, place, byte) => {
        const bytes = Buffer.from(text);
        bytes[place % bytes.length] = byte === 0x0a ? 0x0b : byte;
        const line = inMemory(bytes);
        const outline = outlined();
        if (outline !== undefined) expect(outline).toEqual(outlineOf(line));
      }),
      { numRuns: 3_000, seed: 19 },
    );
  });

  it.each([
    ['{"a":{"b":[1,{"c":2}],"d":"}"},"e":[[1],"]"],"f":"\\u00e9"}', '{"a":{},"e":[],"f":"\\u00e9"}'],
    ['{"a":{},"a":[],"b":-1.5e3} \r', '{"a":{},"a":[],"b":-1.5e3}'],
    ['{"a":{ } , "b" : [ 1 ] }', '{"a":{} , "b" : [] }'],
    ['{}', undefined],
    ['[{"a":1}]', undefined],
    ['{"a":1}x', undefined],
    ['{"a":[}', undefined],
    ['{"a":{]}', undefined],
    ['{"a":01}', undefined],
    ['{"a":1,}', undefined],
    ['{"a":tru}', undefined],
    ['{"a":"\u0001"}', undefined],
    [`{"a":${'['.repeat(1_001)}${']'.repeat(1_001)}}`, undefined],
  ])('%#: of the line it is what the table says', (text, outline) => {
    inMemory(text);
    expect(kernel.outline(0)).toBe(outline);
  });
});

describe('the text of a line', () => {
  it('is escaped as JSON.stringify does it, and nothing beside it is written', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.uint8Array({ maxLength: 40, max: 0x7f }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    );
    fc.assert(
      fc.property(text, fc.nat(20), (content, at) => {
        const line = inMemory(content);
        const escaped = JSON.stringify(line.toString('utf8')).slice(1, -1);
        const into = Buffer.alloc(at + Buffer.byteLength(escaped) + 50, '.');
        expect(kernel.escapeText(line, into, at)).toBe(at + Buffer.byteLength(escaped));
        expect(into.toString('utf8')).toBe(`${'.'.repeat(at)}${escaped}${'.'.repeat(50)}`);
      }),
      { numRuns: 1_000, seed: 19 },
    );
  });

  it('is not escaped where it stands elsewhere, or could become too long', () => {
    const into = Buffer.alloc(10);
    expect(kernel.escapeText(Buffer.from('elsewhere'), into, 0)).toBeUndefined();
    expect(kernel.escapeText(inMemory('x'.repeat(kernel.capacity / 6 + 1)), into, 0)).toBeUndefined();
  });
});

describe('the id of a line', () => {
  it('is the one that the reference derives', async () => {
    const { prefix, derive } = (await createMessageIds({ writeKey: 'k' })).forInput(Buffer.from('first'));
    kernel.setIdPrefix(prefix);
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ maxLength: 200 }), (offset, bytes) => {
        expect(kernel.idOf(offset, inMemory(bytes))).toBe(derive(offset, bytes));
      }),
      { numRuns: 1_000, seed: 19 },
    );
    expect(kernel.idOf(0, Buffer.from('elsewhere'))).toBeUndefined();
  });
});
