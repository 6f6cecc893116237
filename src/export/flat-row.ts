const quote = 0x22;
const comma = 0x2c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;

const words = [Buffer.from('null'), Buffer.from('true'), Buffer.from('false')];

/** 1 for each byte that stands for itself in a string. */
const isPlain = new Uint8Array(256).fill(1, 0x20);
isPlain[quote] = 0;
isPlain[0x5c] = 0;

/** A name as it stands before its value, `"id":`, and its place among those that are wanted; -1 for any other. */
interface Name {
  readonly written: Buffer;
  readonly place: number;
}

/**
 * Finds the wanted members of rows that are flat, which those are that come in millions: an object on one line without
 * white space, of strings without escapes, whole numbers, `true`, `false` and `null`. Whatever is anything else, or no
 * JSON at all, is no such row.
 */
export class FlatRows {
  /** Where the value of each wanted member of the last row stands; -1 for one that it does not have. */
  readonly starts: number[];
  readonly ends: number[];
  /** The last row has a member that is not wanted. */
  hasOthers = false;
  readonly #wanted: readonly string[];
  readonly #onName: (name: string) => void;
  readonly #names = new Map<string, Name>();
  /** The names of the last row in their order: most often those of the next one. */
  readonly #shape: Name[] = [];

  /** @param onName told of each name at least once */
  constructor(wanted: readonly string[], onName: (name: string) => void = () => {}) {
    this.#wanted = wanted;
    this.#onName = onName;
    this.starts = wanted.map(() => -1);
    this.ends = wanted.map(() => -1);
  }

  /** False for a row that is not flat. */
  read(bytes: Buffer, start: number, end: number): boolean {
    this.starts.fill(-1);
    this.hasOthers = false;
    if (bytes[start] !== openBrace) return false;
    let at = start + 1;
    for (let member = 0; ; member += 1) {
      const name = this.#nameAt(bytes, at, member);
      if (name === undefined) return false;
      const valueStart = at + name.written.length;
      at = endOfFlatValue(bytes, valueStart);
      if (at === -1) return false;
      if (name.place === -1) this.hasOthers = true;
      else {
        this.starts[name.place] = valueStart;
        this.ends[name.place] = at;
      }
      if (bytes[at] !== comma) return bytes[at] === closeBrace && at + 1 === end;
      at += 1;
    }
  }

  #nameAt(bytes: Buffer, at: number, member: number): Name | undefined {
    const expected = this.#shape[member];
    if (expected !== undefined && isAt(bytes, at, expected.written)) return expected;
    if (bytes[at] !== quote) return undefined;
    const end = endOfString(bytes, at);
    if (end === -1 || bytes[end] !== colon) return undefined;
    const text = bytes.toString('utf8', at + 1, end - 1);
    const name = this.#names.get(text) ?? {
      written: Buffer.from(bytes.subarray(at, end + 1)),
      place: this.#wanted.indexOf(text),
    };
    this.#names.set(text, name);
    this.#shape[member] = name;
    this.#onName(text);
    return name;
  }
}

function isAt(bytes: Buffer, at: number, expected: Buffer): boolean {
  for (let index = 0; index < expected.length; index += 1)
    if (bytes[at + index] !== expected[index]) return false;
  return true;
}

/** The index after the value at `at`; -1 for one that is not flat. What follows it is not looked at. */
function endOfFlatValue(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first === quote) return endOfString(bytes, at);
  if (first === minus || isDigit(first)) return endOfInteger(bytes, first === minus ? at + 1 : at);
  const word = words.find((each) => isAt(bytes, at, each));
  return word === undefined ? -1 : at + word.length;
}

function endOfString(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (isPlain[bytes[at] ?? 0] === 1) at += 1;
  return bytes[at] === quote ? at + 1 : -1;
}

function endOfInteger(bytes: Buffer, start: number): number {
  let at = start;
  while (isDigit(bytes[at] ?? 0)) at += 1;
  const isNumber = at > start && (bytes[start] !== zero || at === start + 1);
  return isNumber ? at : -1;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}
