import { isBlank, scanLine } from '../../ndjson/scan.ts';
import { createValueSplitter } from '../../ndjson/values.ts';
import { readArray, readObjects } from './read-json.ts';
import { readNdjson } from './read-ndjson.ts';
import type { Shape } from './source.ts';

const openBracket = 0x5b;
const openBrace = 0x7b;
/** A line this long may have been cut, whatever it ends with; no pretty-printed one is as long. */
const longLineBytes = 4096;

/**
 * How a text is cut into values, by its first line that is not blank: a run that resumes in the middle decides by the
 * same line. An array begins with `[`, and holds objects. Objects that are not one a line begin with a line that holds
 * more than one, or that ends between two tokens of one, as pretty-printed text does. All else is NDJSON: a first line
 * that is damaged too, and a rejects file.
 *
 * @param text the line; its beginning, where it is long
 */
export function chooseShape(text: Buffer): Shape {
  const at = text.findIndex(isVisible);
  const [first, second] = [text[at], text.subarray(at + 1).find(isVisible)];
  if (first === openBracket) return second === openBrace || !isOtherArray(text) ? readArray : readNdjson;
  return first === openBrace && !isOneObject(text) ? readObjects : readNdjson;
}

/** A line that is an array by itself, and of no objects, is one of many that are no messages. */
function isOtherArray(line: Buffer): boolean {
  const scanned = scanLine(line);
  return scanned.kind === 'value' && Array.isArray(scanned.value) && scanned.value.length > 0;
}

/** True for a whole object, and for what is none: a line that was cut off somewhere, or that no bracket ends. */
function isOneObject(line: Buffer): boolean {
  const splitter = createValueSplitter('values', { offset: 0, line: 1, record: 1 });
  const [value] = splitter.push(line);
  if (value === undefined) return line.length >= longLineBytes || !/[{[,:]\s*$/.test(line.toString('latin1'));
  const rest = line.subarray(value.end);
  return isBlank(rest) || rest.find(isVisible) !== openBrace;
}

function isVisible(byte: number): boolean {
  return byte !== 0x20 && byte !== 0x09;
}
