/** What is used of WebAssembly; the types of Node 20 do not know it. */
export interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: {
    initial: number;
    maximum: number;
    shared: true;
  }) => {
    readonly buffer: SharedArrayBuffer;
  };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/** What assembly/kernel.ts exports. */
export interface KernelExports {
  setUp(messageBytes: number, bodyBytes: number, messages: number): void;
  moveTo(body: number, index: number): void;
  setPrefix(length: number): void;
  setShard(index: number, shards: number): void;
  run(from: number, to: number, shape: number, base: number, line: number, record: number): number;
  outline(start: number, out: number): number;
  escape(from: number, to: number, out: number): number;
  writeIdOf(line: number, length: number, offset: number, out: number): number;
  noteAppended(size: number): void;
  getPosition(): number;
  getTaken(): number;
  getLines(): number;
  getBodyLength(): number;
  getCount(): number;
  getNoTimestamp(): number;
  getNoTimestampFirst(): number;
  getNoZone(): number;
  getNoZoneFirst(): number;
  getFiltered(): number;
}
