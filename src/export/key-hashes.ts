/** 64 bits of some bytes, in two halves: of a million rows no two are mistaken for each other. */
export interface Hash {
  readonly high: number;
  readonly low: number;
}

/** The hash of bytes that are added one after the other: one for all rows, so that none leaves anything behind. */
export class Hasher implements Hash {
  high = 0;
  low = 0;

  begin(): void {
    this.high = 0xdeadbeef;
    this.low = 0x41c6ce57;
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    let { high, low } = this;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      high = Math.imul(high ^ byte, 0x9e3779b1);
      low = Math.imul(low ^ byte, 0x5f356495);
    }
    this.high = high;
    this.low = low;
  }

  end(): this {
    // Two lanes that are mixed at their ends: cyrb53, with all bits kept.
    let { high, low } = this;
    high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
    low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    // All bits 0 mark a free place.
    this.high = high | 1;
    this.low = low | 0;
    return this;
  }
}

export function isSameHash(one: Hash, other: Hash): boolean {
  return one.high === other.high && one.low === other.low;
}

const firstPlaces = 1024;

/** Hashes of keys, each with the hash of a text or none: 16 bytes an entry, where a Map takes a hundred. */
export class KeyHashes {
  /** A power of two. */
  #places = firstPlaces;
  #table = new Int32Array(4 * firstPlaces);
  size = 0;

  /** The hash of the text that belongs to a key; undefined where the key is not there. */
  get(key: Hash): Hash | undefined {
    if (this.size === 0) return undefined;
    const at = this.#find(key);
    if (this.#table[at] === 0) return undefined;
    return { high: this.#table[at + 2] ?? 0, low: this.#table[at + 3] ?? 0 };
  }

  has(key: Hash): boolean {
    return this.size > 0 && this.#table[this.#find(key)] !== 0;
  }

  /** Leaves the room for the next ones: tables that are thrown away stay in memory for long. */
  clear(): void {
    this.#table.fill(0);
    this.size = 0;
  }

  /** Puts a key there without a text; false where it is already. */
  add(key: Hash): boolean {
    const { size } = this;
    this.set(key, key);
    return this.size > size;
  }

  set(key: Hash, text: Hash): void {
    if (this.size * 4 >= this.#places * 3) this.#grow();
    const at = this.#find(key);
    if (this.#table[at] === 0) this.size += 1;
    this.#put(at, key, text);
  }

  #put(at: number, key: Hash, text: Hash): void {
    this.#table[at] = key.high;
    this.#table[at + 1] = key.low;
    this.#table[at + 2] = text.high;
    this.#table[at + 3] = text.low;
  }

  /** Where the key stands, or would. */
  #find({ high, low }: Hash): number {
    const last = this.#places - 1;
    for (let place = low & last; ; place = (place + 1) & last) {
      const at = 4 * place;
      const found = this.#table[at];
      if (found === 0 || (found === high && this.#table[at + 1] === low)) return at;
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#places *= 2;
    this.#table = new Int32Array(4 * this.#places);
    for (let at = 0; at < old.length; at += 4) {
      if (old[at] === 0) continue;
      const [high = 0, low = 0, textHigh = 0, textLow = 0] = old.subarray(at, at + 4);
      this.#put(this.#find({ high, low }), { high, low }, { high: textHigh, low: textLow });
    }
  }
}
