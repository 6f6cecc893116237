/** One input of a backfill. */
export interface Input {
  /** As the user gave it; `-` for stdin. */
  readonly name: string;
  /** Absolute; undefined for stdin. */
  readonly path: string | undefined;
  /** Bytes as stored; undefined for a pipe or a device, whose size means nothing and which is read only once. */
  readonly size: number | undefined;
  /** Its bytes from `start` (0), which only an input with a size can be asked for. Ends early, with an AbortError, when the signal says so. */
  open(signal: AbortSignal, start?: number): AsyncIterable<Uint8Array>;
}
