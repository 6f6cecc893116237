/** Reads the times of rows. The last one is remembered as it was written: a day of usage has thousands of rows. */
export class Times {
  #written = Buffer.alloc(0);
  #time = Number.NaN;

  /** Milliseconds; NaN for what is no time. */
  read(bytes: Buffer, start: number, end: number): number {
    if (!this.#isLast(bytes, start, end)) {
      this.#written = Buffer.from(bytes.subarray(start, end));
      this.#time = Date.parse(bytes.toString('utf8', start, end));
    }
    return this.#time;
  }

  #isLast(bytes: Buffer, start: number, end: number): boolean {
    if (end - start !== this.#written.length) return false;
    // For a few bytes it is quicker not to leave JavaScript.
    for (let at = start; at < end; at += 1) if (bytes[at] !== this.#written[at - start]) return false;
    return true;
  }
}
