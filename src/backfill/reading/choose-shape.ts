import { isBlank } from '../../ndjson/scan.ts';
import { createValueSplitter } from '../../ndjson/values.ts';
import { readArray, readObjects } from './read-json.ts';
import { readNdjson } from './read-ndjson.ts';
import type { Shape } from './source.ts';

const openBracket = 0x5b;
const openBrace = 0x7b;
/** Of a line too long to be framed so much is kept, whatever it ends with; no pretty-printed one is as long. */
const longLineBytes = 4096;

/**
 * How a text is cut into values, by its first line that is not blank: a run that resumes in the middle decides by the
 * same line. An array begins with `[`. Objects that are not one a line begin with a line that holds more than one, or
 * that ends between two tokens of one, as pretty-printed text does. All else is NDJSON, a first line that is damaged too.
 */
export function chooseShape(firstLine: Buffer | undefined): Shape {
  const text = firstLine ?? Buffer.alloc(0);
  const first = text.find((byte) => byte !== 0x20 && byte !== 0x09);
  if (first === openBracket) return readArray;
  return first === openBrace && !isOneObject(text) ? readObjects : readNdjson;
}

/** True for a whole object, and for what is none: a line that was cut off somewhere, or that no bracket ends. */
function isOneObject(line: Buffer): boolean {
  const splitter = createValueSplitter('values', { offset: 0, line: 1, record: 1 });
  const [value] = splitter.push(line);
  if (value === undefined) return line.length >= longLineBytes || !/[{[,:]\s*$/.test(line.toString('latin1'));
  const rest = line.subarray(value.end);
  return isBlank(rest) || rest.find((byte) => byte !== 0x20 && byte !== 0x09) !== openBrace;
}
