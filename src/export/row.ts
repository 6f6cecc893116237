import { type ApiObject, type JsonObject, readApiObject } from '../api/api-object.ts';
import type { Hash } from './key-hashes.ts';

/**
 * A row in its bytes: JSON without white space between its parts, every digit as the API wrote it. A million of them
 * become no values on their way to a file; who looks into one reads it then. As a hash it is that of its key: rows
 * with the same one are the same row.
 */
export class Row implements ApiObject, Hash {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Its time in milliseconds; NaN for a row without one. */
  readonly time: number;
  readonly high: number;
  readonly low: number;
  readonly #value: JsonObject | undefined;

  constructor(
    bytes: Buffer,
    start: number,
    end: number,
    { time, key, value }: { readonly time: number; readonly key: Hash; readonly value?: JsonObject },
  ) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.time = time;
    this.high = key.high;
    this.low = key.low;
    this.#value = value;
  }

  get text(): string {
    return this.bytes.toString('utf8', this.start, this.end);
  }

  /** Read each time: what a page of rows remembered would live as long as the page. */
  get value(): JsonObject {
    return this.#value ?? readApiObject(this.text)?.value ?? {};
  }
}
