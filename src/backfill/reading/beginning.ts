import { createFramer, endOfLine, type FramingLimits } from '../../ndjson/framing.ts';
import { findJsonError } from '../../ndjson/json-error.ts';
import { isBlank } from '../../ndjson/scan.ts';
import { createValueSplitter } from '../../ndjson/values.ts';
import { chooseShape } from './choose-shape.ts';
import { readArray } from './read-json.ts';
import { readNdjson } from './read-ndjson.ts';
import type { Shape } from './source.ts';
import { startingWith, thenFail } from './unpack.ts';

/** A longer line is known by its beginning, as framing keeps it. */
const maxLineBytes = 1024 * 1024;
/** Blank lines that go on for longer hide the first one that is not. */
const maxHeadBytes = 2 * maxLineBytes;
/** The shape is seen in more of a long line than is kept of it: it may hold many values. */
const wholeHead: FramingLimits = { maxLineBytes, keptBytes: maxLineBytes };

const openBrace = 0x7b;

/** What is known of an input by the beginning of its text. */
export interface Beginning {
  /**
   * The first line that is not blank. Of values that are no lines, the text to the end of the first value where that
   * is more: `[` alone begins many an input. Undefined when there is none, or only far behind the beginning.
   */
  readonly firstLine: Buffer | undefined;
  readonly shape: Shape;
}

/**
 * Looks at the beginning of a text. The chunks come out as they went in, those that were looked at together as one;
 * what goes wrong meanwhile is thrown behind them.
 */
export async function findBeginning(
  chunks: AsyncGenerator<Uint8Array>,
): Promise<Beginning & { readonly chunks: AsyncGenerator<Uint8Array> }> {
  let head: Buffer = Buffer.alloc(0);
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await chunks.next();
    } catch (error) {
      return {
        ...(beginningOf(head, true) ?? unknown),
        chunks: thenFail(head.length > 0 ? [head] : [], error),
      };
    }
    if (next.done === true)
      return { ...(beginningOf(head, true) ?? unknown), chunks: startingWith([head], chunks) };
    const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    // Only copied when there is more than one: the next chunk may come in the same memory.
    const text = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    // However large the chunks are: a run that resumes may read in others.
    const beginning = beginningOf(text.subarray(0, maxHeadBytes), false);
    if (beginning !== undefined || text.length >= maxHeadBytes)
      return { ...(beginning ?? unknown), chunks: startingWith([text], chunks) };
    head = text === chunk ? Buffer.from(chunk) : text;
  }
}

const unknown: Beginning = { firstLine: undefined, shape: readNdjson };

/** Undefined when it is not known yet, or there is no line that is not blank. */
function beginningOf(text: Buffer, isWhole: boolean): Beginning | undefined {
  const line = lineIn(text, isWhole);
  if (line === undefined) return undefined;
  const shape = chooseShape(line.head);
  if (shape === readNdjson) return { firstLine: line.bytes, shape };
  const kind = shape === readArray ? 'array' : 'values';
  const splitter = createValueSplitter(kind, { offset: 0, line: 1, record: 1 });
  const [value] = splitter.push(text);
  if (value !== undefined && value.end <= line.end) return { firstLine: line.bytes, shape };
  const next = text.subarray(line.end).find(isVisible);
  if (next !== undefined && isCutOff(line.head, next)) return { firstLine: line.bytes, shape: readNdjson };
  if (value !== undefined) return { firstLine: Buffer.from(text.subarray(0, value.end)), shape };
  if (splitter.broken !== undefined || isWhole) return { firstLine: line.bytes, shape };
  const isLong = text.length > maxLineBytes;
  return isLong ? { firstLine: Buffer.from(text.subarray(0, maxLineBytes)), shape } : undefined;
}

/** True for a line that was cut off between two tokens, where pretty-printed text ends lines too: the object behind it cannot stand there. */
function isCutOff(line: Buffer, next: number): boolean {
  return next === openBrace && findJsonError(Buffer.concat([line, Buffer.of(next)]))?.at === line.length;
}

function isVisible(byte: number): boolean {
  return byte !== 0x0a && byte !== 0x0d && byte !== 0x20 && byte !== 0x09;
}

/** The first line that is not blank, as framing would give it, and more of it where it is long; undefined when it is not known yet, or there is none. */
function lineIn(
  text: Buffer,
  isWhole: boolean,
): { readonly bytes: Buffer; readonly head: Buffer; readonly end: number } | undefined {
  for (let at = 0; at < text.length; ) {
    const end = endOfLine(text, at);
    const isKnown = end !== undefined || isWhole || text.length - at > maxLineBytes;
    if (!isKnown) return undefined;
    const found = frame(text, at, end);
    if (found !== undefined) {
      const isCut = found.length > found.bytes.length;
      const head = (isCut ? frame(text, at, end, wholeHead) : undefined) ?? found;
      return { bytes: Buffer.from(found.bytes), head: head.bytes, end: end ?? text.length };
    }
    at = end ?? text.length;
  }
  return undefined;
}

/** The line between two places that is not blank, if there is one. */
function frame(text: Buffer, at: number, end: number | undefined, limits?: FramingLimits) {
  const framer = createFramer(limits, { number: 1, offset: at });
  const lines = framer.push(text.subarray(at, end));
  const last = framer.end();
  return [...lines, ...(last === undefined ? [] : [last])].find(({ bytes }) => !isBlank(bytes));
}
