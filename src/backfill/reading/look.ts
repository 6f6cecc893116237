import { isUtf8 } from 'node:buffer';
import type { TableFormat } from '../../formats/csv/table.ts';
import { findJsonError } from '../../ndjson/json-error.ts';
import { isBlank } from '../../ndjson/scan.ts';
import { endOfValue } from '../../ndjson/skip.ts';
import { findDelimiter } from './look/delimiter.ts';
import { findBinary, findSignature, findTextFormat } from './look/signatures.ts';
import { delimited, notUtf8, type UnreadableKind, unreadable, withoutJson } from './look/unreadable.ts';
import { findWrapping, isBody } from './look/wrapping.ts';

/**
 * What JSON a text is: a value on each line, an array, objects that are not one on a line, or bodies of Segment's
 * batch call (`{"batch":[…]}`), one on each line, in an array, or neither.
 */
type JsonKind = 'ndjson' | 'array' | 'objects' | 'body lines' | 'body array' | 'bodies';
export type TextKind = JsonKind | 'table';

/** White space that goes on for longer hides what follows it. */
export const maxHeadBytes = 2 * 1024 * 1024;
/** The look ends at the first line that is JSON, or after so much. */
const lookBytes = 1024 * 1024;
const lookLines = 1000;
/** Fewer lines that are not JSON may be bad lines; of so many, and no other, the text is not JSON. */
const enoughLines = 10;

const newline = 0x0a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const comma = 0x2c;
const recordSeparator = 0x1e;

/**
 * The kind of the text that begins with these bytes, by them alone. Undefined when more of it must be seen.
 * @param isAll the text ends with them
 */
export function lookAtText(first: Buffer, isAll: boolean): JsonKind | UnreadableKind | undefined {
  const signature = findSignature(first, isAll || first.length >= lookBytes);
  if (signature === 'unsure') return undefined;
  if (signature !== undefined) return signature;
  const start = nextVisible(first, isMarked(first) ? 3 : 0);
  // However much there is: a run that resumes may read in other chunks.
  const text = first.subarray(start, start + lookBytes);
  const isWhole = isAll && start + text.length === first.length;
  const isEnd = isWhole || text.length === lookBytes || first.length >= maxHeadBytes;
  const byte = text[0];
  if (byte === undefined) return isEnd ? 'ndjson' : undefined;
  if (byte === recordSeparator) return unreadable.sequence;
  const look = byte === openBrace ? lookAtObject : byte === openBracket ? lookAtArray : undefined;
  const found = look === undefined ? 'by lines' : look(text, { isWhole, isEnd });
  return found === 'by lines' ? lookAtLines(text, { isWhole, isEnd }) : found;
}

/**
 * The same for a text that is to be read as a table, as the call says or only its name (`isByName`): then JSON is read as
 * that all the same.
 */
export function lookAtTable(
  first: Buffer,
  isAll: boolean,
  { isByName }: Pick<TableFormat, 'isByName'>,
): TextKind | UnreadableKind | undefined {
  const signature = findSignature(first, isAll || first.length >= lookBytes);
  if (signature !== undefined) return signature === 'unsure' ? undefined : signature;
  const byte = first[nextVisible(first, isMarked(first) ? 3 : 0)];
  if (byte === openBrace || byte === openBracket) {
    const found = lookAtText(first, isAll);
    const line = firstLine(first, isAll);
    const isLines = found === 'ndjson' && (line === undefined || !isJson(line));
    if (found === undefined) return undefined;
    if (typeof found === 'string' && !isLines) return isByName ? found : unreadable.jsonForTable;
  }
  // A character may be cut off by the end of what was seen.
  const seen = isAll ? first : first.subarray(0, first.lastIndexOf(newline) + 1);
  return isUtf8(seen) ? 'table' : notUtf8(seen);
}

interface Seen {
  /** The text ends here. */
  readonly isWhole: boolean;
  /** No more of it will be looked at. */
  readonly isEnd: boolean;
}

type JsonLook = JsonKind | UnreadableKind | 'by lines' | undefined;

/** A text that begins with an opening brace. */
function lookAtObject(text: Buffer, { isWhole, isEnd }: Seen): JsonLook {
  const line = firstLine(text, isWhole);
  if (line !== undefined && isJson(line)) return findWrapping(line) ?? kindOfLines(line);
  const error = findJsonError(text);
  // Of an object that ends with what was seen, only what follows tells whether it is alone on its line.
  if (error?.isCut === true || (error === undefined && line === undefined))
    return isEnd ? kindOfCut(text, isWhole) : undefined;
  const end = endOfValue(text, 0);
  const value = text.subarray(0, end);
  const hasLines = value.includes(newline);
  if (!isUtf8(value) && hasLines && findJsonError(value) === undefined) return notUtf8(value);
  if (!isJson(value)) return 'by lines';
  const next = nextVisible(text, end);
  const isSameLine = !text.subarray(end, next).includes(newline);
  if (text[next] === undefined && isSameLine && !isEnd) return undefined;
  const isFollowed = text[next] === openBrace && isSameLine;
  if (text[next] === comma && (hasLines || isObjectInLine(text, next + 1))) return unreadable.commas;
  if (!isFollowed && !hasLines) return 'by lines';
  return isBody(value) ? 'bodies' : (findWrapping(value) ?? 'objects');
}

/** The first object did not end within the look. */
function kindOfCut(text: Buffer, isWhole: boolean): JsonLook {
  const next = text.indexOf(newline) + 1;
  const hasBatch = isBody(text);
  // What follows the first body, and so whether it is alone on its line, is not known: either way they can be read as values.
  if (next === 0) return hasBatch ? 'bodies' : (findWrapping(text) ?? 'ndjson');
  // A pretty-printed object goes on after a bracket, a comma or a colon; a line that was cut off ends anywhere.
  if (!/[{[,:]\s*$/.test(text.toString('latin1', 0, next))) return 'by lines';
  // A line that was cut off, and whole ones after it. Each message of a body may stand in a line of its own.
  for (const line of linesOf(text.subarray(next), isWhole))
    if (line[nextVisible(line, 0)] === openBrace && isJson(line) && (isBody(line) || !hasBatch))
      return 'by lines';
  return hasBatch ? 'bodies' : (findWrapping(text) ?? 'objects');
}

/** The kind of lines, of which this is the first that counts. */
function kindOfLines(line: Buffer): JsonKind {
  return isBody(line) ? 'body lines' : 'ndjson';
}

/** A text that begins with an opening bracket. */
function lookAtArray(text: Buffer, seen: Seen): JsonLook {
  const found = arrayOrLines(text, seen);
  const start = nextVisible(text, 1);
  if (found !== 'array' || text[start] !== openBrace) return found;
  const end = endOfValue(text, start);
  // An element that is not complete may be a message all the same.
  if (end >= text.length && !seen.isEnd) return undefined;
  const element = text.subarray(start, end);
  if (end < text.length && !isUtf8(element)) return notUtf8(element);
  return isBody(element) ? 'body array' : 'array';
}

function arrayOrLines(text: Buffer, { isWhole, isEnd }: Seen): JsonLook {
  const element = text[nextVisible(text, 1)];
  const line = firstLine(text, isWhole);
  if (element === undefined || line === undefined) return isEnd ? 'array' : undefined;
  if (isJson(line)) {
    // Of a line that is an array by itself only what follows tells whether it is all there is.
    const next = text[nextVisible(text, line.length)];
    if (next === undefined) return isEnd ? 'array' : undefined;
    // Pages of what an API returned, which were put together.
    if (next === openBracket) return element === openBrace || element === closeBracket ? 'array' : 'by lines';
    return element !== openBrace || next === openBrace ? 'by lines' : 'array';
  }
  if (element === openBrace) return 'array';
  const error = findJsonError(text);
  if (error?.isCut === true) return isEnd ? 'array' : undefined;
  const value = text.subarray(0, endOfValue(text, 0));
  return value.includes(newline) && isJson(value) ? 'array' : 'by lines';
}

/** The first line that is JSON decides; where there is none, how many there are, and what they look like. */
function lookAtLines(text: Buffer, { isWhole, isEnd }: Seen): JsonKind | UnreadableKind | undefined {
  const isCommented = /^\/[/*]/.test(text.toString('latin1', 0, 2));
  const withCommas = isCommented ? unreadable.commented : unreadable.commas;
  let lines = 0;
  let elements = 0;
  let isText = true;
  for (const line of linesOf(text, isWhole)) {
    if (isBlank(line)) continue;
    if (isJson(line)) {
      const next = text[nextVisible(text, line.byteOffset - text.byteOffset + line.length)];
      if (elements === 0 || (next !== undefined && next !== closeBracket)) return kindOfLines(line);
      return isEnd || next === closeBracket ? withCommas : undefined;
    }
    // The last one of these lines has no comma: it alone would be sent.
    if (isElement(line)) elements += 1;
    if (elements > 1) return withCommas;
    isText = isText && isUtf8(line);
    lines += 1;
    if (lines === lookLines) break;
  }
  if (!isEnd && lines < lookLines) return undefined;
  if (elements > 0) return withCommas;
  const isJsonLike = text[0] === openBrace || text[0] === openBracket;
  const binary = isJsonLike ? undefined : findBinary(text);
  if (binary !== undefined) return binary;
  const delimiter = findDelimiter(text.toString('utf8'), isWhole);
  if (delimiter !== undefined) return delimited(delimiter);
  const format = isCommented ? unreadable.commented : findTextFormat(text);
  if (format !== undefined) return format;
  if (lines < enoughLines) return 'ndjson';
  return isText ? withoutJson(lines) : notUtf8(text);
}

/** True where the next thing is an object in the same line. */
function isObjectInLine(text: Buffer, start: number): boolean {
  const next = nextVisible(text, start);
  return text[next] === openBrace && !text.subarray(start, next).includes(newline);
}

/** True for an object with a comma behind it, as it stands in an array. */
function isElement(line: Buffer): boolean {
  const text = line.toString('latin1').trim();
  return text.startsWith('{') && text.endsWith(',') && isJson(Buffer.from(text.slice(0, -1), 'latin1'));
}

/** Of a thousand lines that are not JSON, none costs an exception. */
function isJson(bytes: Buffer): boolean {
  return isUtf8(bytes) && findJsonError(bytes) === undefined;
}

/** The lines of a text; the last one only with its newline, unless the text ends with it. */
function* linesOf(text: Buffer, isWhole: boolean): Generator<Buffer> {
  let from = 0;
  for (let end = text.indexOf(newline); end !== -1; end = text.indexOf(newline, from)) {
    yield text.subarray(from, end);
    from = end + 1;
  }
  if (isWhole && from < text.length) yield text.subarray(from);
}

function firstLine(text: Buffer, isWhole: boolean): Buffer | undefined {
  const end = text.indexOf(newline);
  if (end !== -1) return text.subarray(0, end);
  return isWhole ? text : undefined;
}

/** The place of the next byte that is not JSON's white space. */
function nextVisible(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== newline && byte !== 0x0d) return at;
    at += 1;
  }
}

/** True after a byte order mark of UTF-8. */
function isMarked(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
