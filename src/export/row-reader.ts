import { stringAt, textAt } from '../api/api-object.ts';
import { formatJson } from '../spec/json-text.ts';
import { isJsonObject } from '../spec/message.ts';
import { FlatRows } from './flat-row.ts';
import { Hasher } from './key-hashes.ts';
import { Row } from './row.ts';
import type { Stream } from './stream.ts';
import { Times } from './times.ts';

const timeField = 'timestamp';
const quote = 0x22;
const firstOfNull = 0x6e;
const separator = Buffer.from(',');

/** Reads the rows of a stream. */
export class RowReader {
  /** Fields that rows had and that nothing is known of. */
  readonly unknownFields = new Set<string>();
  readonly #key: Stream['key'];
  readonly #fields: Stream['fields'];
  readonly #timePlace: number;
  readonly #flat: FlatRows;
  readonly #hasher = new Hasher();
  readonly #times = new Times();

  constructor({ key, fields }: Stream) {
    this.#key = key;
    this.#fields = fields;
    const wanted = [...new Set([...key, timeField])];
    this.#timePlace = wanted.indexOf(timeField);
    this.#flat = new FlatRows(wanted, (name) => this.#note(name));
  }

  /** The row in these bytes; a null is one without fields. Throws SyntaxError for what is not JSON. */
  read(bytes: Buffer, start: number, end: number): Row {
    if (!this.#flat.read(bytes, start, end)) return this.#parse(bytes, start, end);
    return new Row(bytes, start, end, { time: this.#timeIn(bytes), key: this.#keyIn(bytes, start, end) });
  }

  /** A row that was put together. */
  readText(text: string): Row {
    const bytes = Buffer.from(text, 'utf8');
    return this.read(bytes, 0, bytes.length);
  }

  #timeIn(bytes: Buffer): number {
    const { starts, ends } = this.#flat;
    const [start = -1, end = -1] = [starts[this.#timePlace], ends[this.#timePlace]];
    if (start === -1 || bytes[start] !== quote) return Number.NaN;
    return this.#times.read(bytes, start + 1, end - 1);
  }

  /**
   * The same for the same values, however they are spelled: a string without escapes is what JSON.stringify makes of it.
   * A row that lacks one of them is named by all that it holds.
   */
  #keyIn(bytes: Buffer, rowStart: number, rowEnd: number): Hasher {
    const { starts, ends } = this.#flat;
    let isLacking = false;
    this.#hasher.begin();
    for (let place = 0; place < this.#key.length; place += 1) {
      const start = starts[place] ?? -1;
      if (start === -1 || bytes[start] === firstOfNull) isLacking = true;
      else this.#addToKey(bytes, start, ends[place] ?? start);
    }
    if (isLacking) this.#addToKey(bytes, rowStart, rowEnd);
    return this.#hasher.end();
  }

  #parse(bytes: Buffer, start: number, end: number): Row {
    const text = bytes.toString('utf8', start, end);
    const found: unknown = JSON.parse(text);
    const value = isJsonObject(found) ? found : {};
    for (const name of Object.keys(value)) this.#note(name);
    this.#hasher.begin();
    for (const name of this.#key) {
      const member = value[name] ?? null;
      if (member === null) continue;
      // Of a number the text counts: JavaScript would take two long ones for the same.
      const spelled = typeof member === 'number' ? textAt(text, name) : JSON.stringify(member);
      const part = Buffer.from(spelled ?? '', 'utf8');
      this.#addToKey(part, 0, part.length);
    }
    const compact = formatJson(text);
    const isCompact = compact === text;
    const written = isCompact ? bytes : Buffer.from(compact, 'utf8');
    const [from, to] = isCompact ? [start, end] : [0, written.length];
    if (this.#key.some((name) => (value[name] ?? null) === null)) this.#addToKey(written, from, to);
    const time = Date.parse(stringAt(value, timeField));
    return new Row(written, from, to, { time, key: this.#hasher.end(), value });
  }

  #addToKey(bytes: Buffer, start: number, end: number): void {
    this.#hasher.add(bytes, start, end);
    this.#hasher.add(separator, 0, separator.length);
  }

  #note(name: string): void {
    if (!Object.hasOwn(this.#fields, name)) this.unknownFields.add(name);
  }
}
