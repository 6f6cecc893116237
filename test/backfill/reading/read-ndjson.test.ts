import { describe, expect, it } from 'vitest';
import { readNdjson } from '../../../src/backfill/reading/read-ndjson.ts';
import { leaveLinesAlone } from '../../../src/backfill/reading/read-spans.ts';
import { track } from '../scene.ts';

const rejectsLine = `${JSON.stringify({
  file: 'a',
  line: 3,
  offset: 9,
  code: 'invalid_json',
  message: 'm',
  status: null,
  messageId: 'kept',
  raw: '{"type":"page","userId":"u"}',
})}\n`;

interface Told {
  /** Each piece: its kind, and what it holds, the number and offset of each line included. */
  readonly pieces: string[];
  /** The lines by which the input was identified. */
  readonly identified: string[];
}

/** Reads chunks, and takes each block as the kernel would when it leaves nothing. */
async function piecesOf(chunks: readonly string[], maxBlockBytes?: number, start = { offset: 0, line: 1 }) {
  const told: Told = { pieces: [], identified: [] };
  const text = {
    kind: 'ndjson' as const,
    start,
    firstLine: start.offset > 0 ? Buffer.from('first') : undefined,
    name: 'in.ndjson',
    shape: readNdjson,
    trace: undefined,
    storedAt: (offset: number) => offset,
    chunks: (async function* () {
      for (const chunk of chunks) yield Buffer.from(chunk);
    })(),
    end: () => undefined,
  };
  const pieces = async function* () {
    for await (const ofChunk of shape) yield* ofChunk;
  };
  const shape = readNdjson(text, {
    rules: { ...leaveLinesAlone, maxMessageBytes: 1000, sendInvalid: false, idSeed: '' },
    identify(line) {
      told.identified.push(line.toString());
      return (offset) => `id-${offset}`;
    },
    maxBlockBytes,
  });
  for await (const piece of pieces()) {
    if (piece.kind === 'block') {
      const { next } = piece.reference;
      told.pieces.push(`block ${next.number}@${next.offset} ${piece.bytes}`);
      const lines = piece.bytes.toString().split('\n').length - 1;
      piece.reference.pass({ taken: lines, lines }, piece.bytes.length);
    } else {
      for (const line of piece.lines) {
        const { prepared } = piece.read(line);
        const id = prepared.kind === 'message' ? prepared.messageId : prepared.kind;
        told.pieces.push(`line ${line.number}@${line.offset} ${id}`);
      }
    }
  }
  return told;
}

describe('readNdjson', () => {
  const a = track('a');
  const b = track('b');

  it('yields the first line alone and the rest of a chunk as a block', async () => {
    const { pieces, identified } = await piecesOf([`\n${a}${b}${a}`], 10_000);
    expect(pieces).toEqual(['line 1@0 blank', 'line 2@1 id-1', `block 3@${a.length + 1} ${b}${a}`]);
    expect(identified).toEqual([a.trim()]);
  });

  it('joins a line that the end of a chunk cuts, and goes on in blocks behind it', async () => {
    const { pieces } = await piecesOf([`${a}${b}{"type":"pa`, `ge","userId":"u"}\n${a}${b}`], 10_000);
    const cutAt = a.length + b.length;
    const cutEnd = cutAt + '{"type":"page","userId":"u"}\n'.length;
    expect(pieces).toEqual([
      'line 1@0 id-0',
      `block 2@${a.length} ${b}`,
      `line 3@${cutAt} id-${cutAt}`,
      `block 4@${cutEnd} ${a}${b}`,
    ]);
  });

  it('yields no block above the limit, and a line that is longer than that by itself', async () => {
    const long = track('x'.repeat(200));
    const { pieces } = await piecesOf([`${a}${b}${b}${long}${a}`], b.length + 10);
    const at = (bytes: string) => Buffer.byteLength(bytes);
    expect(pieces).toEqual([
      'line 1@0 id-0',
      `block 2@${at(a)} ${b}`,
      `block 3@${at(a + b)} ${b}`,
      `line 4@${at(a + b + b)} id-${at(a + b + b)}`,
      `block 5@${at(a + b + b + long)} ${a}`,
    ]);
  });

  it('yields lines only where no blocks are taken, the last one without a newline', async () => {
    const { pieces } = await piecesOf([`${a}${b}`, b.trim()]);
    const end = a.length + b.length;
    expect(pieces).toEqual(['line 1@0 id-0', `line 2@${a.length} id-${a.length}`, `line 3@${end} id-${end}`]);
  });

  it('reads the message inside each line of a rejects file, and keeps its id', async () => {
    const { pieces } = await piecesOf([`${rejectsLine}${rejectsLine}${a}`], 10_000);
    const end = 2 * rejectsLine.length;
    expect(pieces).toEqual(['line 1@0 kept', `line 2@${rejectsLine.length} kept`, `line 3@${end} id-${end}`]);
  });

  it('is identified by the first line of the whole input when it starts in the middle', async () => {
    const { pieces, identified } = await piecesOf([`${a}${b}`], 10_000, { offset: 70, line: 8 });
    expect(identified).toEqual(['first']);
    expect(pieces).toEqual([`block 8@70 ${a}${b}`]);
  });
});
