/** The longest line that is read: the most that a message of the protocol may have. */
export const maxLineBytes = 10 * 1024 * 1024;
/** What is kept of a longer one at either side. */
const keptBytes = 1_024;
const lineFeed = 0x0a;

/** Told of each line of a stream, without its end. */
export interface LineListener {
  onLine(line: Buffer): void;
  /** A line that is too long: its beginning and its end. It is not kept. */
  onTooLong(beginning: Buffer, end: Buffer): void;
}

/** Cuts chunks into lines, and never holds more than one line of the longest kind. */
export function createLineReader({ onLine, onTooLong }: LineListener): {
  push(chunk: Buffer): void;
  /** What follows the last line feed is a line too. */
  end(): void;
} {
  let parts: Buffer[] = [];
  let bytes = 0;

  const add = (part: Buffer) => {
    bytes += part.length;
    parts.push(part);
    if (bytes <= maxLineBytes) return;
    // Of what is refused anyway only both ends are kept.
    const all = Buffer.concat(parts);
    parts = [all.subarray(0, keptBytes), all.subarray(-keptBytes)].map((end) => Buffer.from(end));
  };
  const close = () => {
    const line = Buffer.concat(parts);
    const isTooLong = bytes > maxLineBytes;
    parts = [];
    bytes = 0;
    if (isTooLong) onTooLong(line.subarray(0, keptBytes), line.subarray(-keptBytes));
    else onLine(line.at(-1) === 0x0d ? line.subarray(0, -1) : line);
  };
  return {
    push(chunk) {
      let from = 0;
      for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, from)) {
        add(chunk.subarray(from, at));
        close();
        from = at + 1;
      }
      if (from < chunk.length) add(chunk.subarray(from));
    },
    end() {
      if (bytes > 0) close();
    },
  };
}
