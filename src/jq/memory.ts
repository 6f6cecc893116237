/** The memory of a C program. It moves when it grows: whoever looks at it asks again. */
export interface Memory {
  readonly wasm: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  bytes(at: number, length: number): Uint8Array;
  readNumber(at: number): number;
  writeNumber(at: number, value: number): void;
  /** With the zero at its end. */
  writeText(at: number, text: string): void;
  /** Up to the zero, a character for each byte. */
  readText(at: number): string;
}

export function openMemory(wasm: () => Memory['wasm']): Memory {
  const view = () => new DataView(wasm().buffer);
  const bytes = (at: number, length: number) => new Uint8Array(wasm().buffer, at >>> 0, length);
  return {
    get wasm() {
      return wasm();
    },
    bytes,
    readNumber: (at) => view().getUint32(at >>> 0, true),
    writeNumber: (at, value) => view().setUint32(at >>> 0, value, true),
    writeText(at, text) {
      const encoded = Buffer.from(`${text}\0`);
      bytes(at, encoded.length).set(encoded);
    },
    readText(at) {
      const length = new Uint8Array(wasm().buffer).indexOf(0, at >>> 0) - at;
      return Buffer.from(bytes(at, length)).toString('latin1');
    },
  };
}
