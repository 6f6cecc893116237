import { createHash } from 'node:crypto';
import { type Body, readBody } from '../../ndjson/body.ts';
import {
  createFramer,
  defaultFraming,
  endOfLine,
  type FramingLimits,
  type Line,
} from '../../ndjson/framing.ts';
import { findFault, isBlank } from '../../ndjson/scan.ts';
import { type Break, createValueSplitter, withoutLineBreaks } from '../../ndjson/values.ts';
import type { PlaceInBody } from '../span.ts';
import { changed } from './changed-input.ts';
import type { InputText } from './open-text.ts';
import { prepareLine } from './prepare.ts';
import { brokenPiece, rejectedPiece } from './read-json.ts';
import type { LinePiece, Lines, Reference, Shape, ShapeOptions } from './source.ts';
import { tailBytes } from './trace.ts';

/**
 * A body is held as a whole, for what follows its messages may hold for all of them. Segment takes 500 KB; this
 * leaves room for the bodies of other tools, and for a file that was made by hand.
 */
const maxBodyBytes = 16 * 1024 * 1024;
const none = Buffer.alloc(0);
const limits: FramingLimits = { ...defaultFraming, maxLineBytes: maxBodyBytes, sharesMemory: true };

/** Makes lines of a body that is too large; numbers keep their digits from jq 1.7 on. */
const unwrap =
  "jq -c '. as $b | .batch[] | .context = $b.context + .context | .integrations = $b.integrations + .integrations'";

/** Cuts text into values, each of which may be a body. */
interface Cutter {
  push(chunk: Buffer): Iterable<Line>;
  end(): Line | undefined;
  /** The value is not JSON: says so where nothing after it can be read either. */
  breakAt?(value: Line, reason: string): void;
  readonly broken?: Break | undefined;
}

/** A body of Segment's batch call on each line; a line that is not JSON is one reject, and the next one is read. */
export function readBodyLines(text: InputText, options: ShapeOptions): AsyncGenerator<Iterable<LinePiece>> {
  const { line: number, offset } = text.start;
  const framer = createFramer(limits, { number, offset });
  const cutter: Cutter = {
    // One by one: the next may come in the same memory.
    *push(chunk) {
      for (let at = 0; at < chunk.length; ) {
        const end = endOfLine(chunk, at) ?? chunk.length;
        yield* framer.push(chunk.subarray(at, end));
        at = end;
      }
    },
    end: framer.end,
  };
  return readBodyValues(cutter, text, options);
}

/** Bodies with nothing but white space between them: pretty-printed, or one after the other. */
export const readBodies: Shape = (text, options) => readSplit('values', text, options);

/** The elements of an array. */
export const readBodyArray: Shape = (text, options) => readSplit('array', text, options);

function readSplit(shape: 'array' | 'values', text: InputText, options: ShapeOptions): ReturnType<Shape> {
  const start = { record: 1, ...text.start };
  const splitter = createValueSplitter(shape, start, { ...limits, keepsLineBreaks: true });
  return readBodyValues(splitter, text, options);
}

/** Each message of a body takes the place of a line. What is no body is a message by itself. */
async function* readBodyValues(
  cutter: Cutter,
  { name, start, firstLine, chunks }: InputText,
  { rules, identify, maxBlockBytes }: ShapeOptions,
): AsyncGenerator<Iterable<LinePiece>> {
  const prepareRules = { ...rules, deriveId: identify(firstLine ?? Buffer.alloc(0)) };
  let { record = 1, inBody } = start;
  /** Before the body: from here it is read again when a run resumes in the middle of it. */
  let before = { end: start.offset, endNumber: start.line };
  let end = start.offset;

  const linesOf = (line: Line): Lines => ({
    kind: 'lines',
    lines: [line],
    read: () => ({ prepared: prepareLine(line, prepareRules), source: line }),
  });
  const messagesOf = function* (body: Body, value: Line): Generator<LinePiece> {
    const { bytes } = value;
    const base = contentStart(value);
    let { messages, at } =
      inBody === undefined ? { messages: 0, at: body.start } : passedIn(body, value, { name, inBody });
    inBody = undefined;
    let number = value.number + countLines(bytes.subarray(0, at));
    const placeBehind = (): Pick<Line, 'end' | 'endNumber' | 'inBody'> =>
      body.isOver(at)
        ? behind(value)
        : { ...before, inBody: { messages, before: textBefore(bytes, at), end: base + at } };
    const reference: Reference = {
      get next() {
        return { number, record, offset: base + at };
      },
      get place() {
        const { end: offset, endNumber = number, inBody: passed } = placeBehind();
        return { offset, number: endNumber, record, ...(passed !== undefined && { inBody: passed }) };
      },
      pass({ taken, lines }, passedBytes) {
        messages += taken;
        record += taken;
        number += lines;
        at += passedBytes;
      },
      readNext(rest) {
        const element = body.next(at);
        if (element === undefined) return { lines: undefined, bytes: rest.length };
        const from = at;
        number += countLines(bytes.subarray(from, element.start));
        const start = { number, record, lines: 1, offset: base + element.start };
        number += countLines(bytes.subarray(element.start, element.end));
        messages += 1;
        record += 1;
        at = element.end;
        const line = { ...start, ...cutLong(body.messageAt(element)), ...placeBehind() };
        return { lines: linesOf(line), bytes: at - from };
      },
    };
    while (!body.isOver(at)) {
      // The kernel takes what follows an element.
      if (maxBlockBytes !== undefined && messages > 0 && !body.isShared) {
        const block = bytes.subarray(at, Math.min(body.end, at + maxBlockBytes));
        yield { kind: 'block', bytes: block, framing: 'array', reference };
      } else {
        const { lines } = reference.readNext(none);
        if (lines !== undefined) yield lines;
      }
    }
  };
  const piecesOf = function* (value: Line): Generator<LinePiece> {
    if (isBlank(value.bytes) && value.length === value.bytes.length) return;
    const isCut = value.length > value.bytes.length;
    const fault = isCut ? tooLarge(value.length) : findFault(value.bytes);
    const body = fault === undefined ? readBody(value.bytes) : undefined;
    // Nothing is to be sent of it, and it is no place to resume at.
    if (body?.isOver(body.start) === true) return;
    if (body !== undefined) yield* messagesOf(body, value);
    else {
      if (inBody !== undefined) throw changedSince(name);
      if (fault !== undefined && !isCut && cutter.breakAt !== undefined) {
        cutter.breakAt(value, fault.message);
        return;
      }
      const bytes = fault === undefined ? withoutLineBreaks(value.bytes) : value.bytes;
      const kept = fault === undefined ? cutLong(bytes) : beginningOf(bytes, value.length);
      const line = { ...value, ...kept, record, offset: contentStart(value) };
      yield fault === undefined ? linesOf(line) : rejectedPiece(line, fault, rules);
      record += 1;
    }
    before = behind(value);
  };
  const lastPieces = function* (): Generator<LinePiece> {
    const last = cutter.end();
    if (last !== undefined) yield* piecesOf(last);
    if (cutter.broken !== undefined) yield brokenPiece({ ...cutter.broken, record }, end, rules);
  };

  for await (const chunk of chunks) {
    end += chunk.length;
    yield (function* () {
      for (const value of cutter.push(chunk)) yield* piecesOf(value);
    })();
  }
  yield lastPieces();
}

/** How many messages of a body were dealt with, and where they end. Throws StateError when it is not the body that held them. */
function passedIn(
  body: Body,
  value: Line,
  { name, inBody }: { readonly name: string; readonly inBody: PlaceInBody },
): { messages: number; at: number } {
  const { messages, start, end, sha256 } = inBody;
  const base = contentStart(value);
  let at = body.start;
  for (let passed = 0; passed < messages && !body.isOver(at); passed += 1) at = body.next(at)?.end ?? at;
  const isThere = at === end - base && !body.isOver(at);
  const text = value.bytes.subarray(Math.max(0, start - base), end - base);
  if (!isThere || createHash('sha256').update(text).digest('hex') !== sha256) throw changedSince(name);
  return { messages, at };
}

function changedSince(name: string): Error {
  return changed(name, 'the part that was sent is different now');
}

/** Where the bytes of a value begin in the input: after a byte order mark, which is more than ends a line. */
function contentStart({ offset, end, bytes, length }: Line): number {
  const isMarked = offset === 0 && length === bytes.length && end - bytes.length > 2;
  return isMarked ? offset + 3 : offset;
}

function behind({ end, endNumber, number }: Line): { readonly end: number; readonly endNumber: number } {
  return { end, endNumber: endNumber ?? number + 1 };
}

function textBefore(bytes: Buffer, end: number): Buffer {
  return bytes.subarray(Math.max(0, end - tailBytes), end);
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}

/** A message as a line of it would be kept. Its bytes are its own: a view would keep the whole body. */
function cutLong(bytes: Buffer): Pick<Line, 'bytes' | 'length'> {
  const { length } = bytes;
  return length > defaultFraming.maxLineBytes
    ? beginningOf(bytes, length)
    : { bytes: Buffer.from(bytes), length };
}

function beginningOf(bytes: Buffer, length: number): Pick<Line, 'bytes' | 'length'> {
  return { bytes: Buffer.from(bytes.subarray(0, defaultFraming.keptBytes)), length };
}

function tooLarge(bytes: number) {
  const message = `the body is ${bytes} bytes, over the limit of ${maxBodyBytes}: ${unwrap} makes lines of it`;
  return { code: 'message_too_large', message } as const;
}
