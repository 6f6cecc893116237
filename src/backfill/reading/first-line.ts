import { createFramer, endOfLine } from '../../ndjson/framing.ts';
import { isBlank } from '../../ndjson/scan.ts';
import { startingWith } from './unpack.ts';

/** A longer line is known by its beginning, as framing keeps it. */
const maxLineBytes = 1024 * 1024;
/** Blank lines that go on for longer hide the first one that is not. */
const maxHeadBytes = 2 * maxLineBytes;

/**
 * Looks at the beginning of a text for its first line that is not blank. The chunks come out as they went in, those
 * that were looked at together as one; what goes wrong meanwhile is thrown behind them.
 */
export async function findFirstLine(
  chunks: AsyncGenerator<Uint8Array>,
): Promise<{ readonly firstLine: Buffer | undefined; readonly chunks: AsyncGenerator<Uint8Array> }> {
  let head: Buffer = Buffer.alloc(0);
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await chunks.next();
    } catch (error) {
      return { firstLine: lineIn(head, true), chunks: thenFail(head, error) };
    }
    if (next.done === true) return { firstLine: lineIn(head, true), chunks: startingWith([head], chunks) };
    const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    // Only copied when there is more than one: the next chunk may come in the same memory.
    const text = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    const firstLine = lineIn(text, false);
    if (firstLine !== undefined || text.length > maxHeadBytes)
      return { firstLine, chunks: startingWith([text], chunks) };
    head = text === chunk ? Buffer.from(chunk) : text;
  }
}

/** The first line that is not blank, as framing would give it; undefined when it is not known yet, or there is none. */
function lineIn(text: Buffer, isWhole: boolean): Buffer | undefined {
  for (let at = 0; at < text.length; ) {
    const end = endOfLine(text, at);
    const isKnown = end !== undefined || isWhole || text.length - at > maxLineBytes;
    if (!isKnown) return undefined;
    const framer = createFramer(undefined, { number: 1, offset: at });
    const lines = framer.push(text.subarray(at, end));
    const last = framer.end();
    const found = [...lines, ...(last === undefined ? [] : [last])].find(({ bytes }) => !isBlank(bytes));
    if (found !== undefined) return Buffer.from(found.bytes);
    at = end ?? text.length;
  }
  return undefined;
}

async function* thenFail(head: Buffer, error: unknown): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  throw error;
}
