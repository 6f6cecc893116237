import type { Line } from '../../ndjson/framing.ts';
import { scanLine } from '../../ndjson/scan.ts';
import { type Break, createValueSplitter, type SplitValue } from '../../ndjson/values.ts';
import type { RejectCode } from '../../spec/verdict.ts';
import type { InputText } from './open-text.ts';
import { type PreparedLine, prepareLine } from './prepare.ts';
import type { LinePiece, Shape, ShapeOptions } from './source.ts';

/** The elements of one JSON array, with or without line breaks. */
export const readArray: Shape = (text, options) => readValues('array', text, options);

/** JSON values with nothing but white space between them: pretty-printed, or one behind the other. */
export const readObjects: Shape = (text, options) => readValues('values', text, options);

/**
 * Each value is a message with the bytes that it has in the text, but for line breaks. What is no JSON breaks the text:
 * where one value ends, and so where the next begins, is not known behind it, and nothing is guessed.
 */
async function* readValues(
  shape: 'array' | 'values',
  { start, firstLine, chunks }: InputText,
  { rules, identify }: ShapeOptions,
): AsyncGenerator<Iterable<LinePiece>> {
  const { offset, line, record = 1 } = start;
  const splitter = createValueSplitter(shape, { offset, line, record });
  const prepareRules = { ...rules, deriveId: identify(firstLine ?? Buffer.alloc(0)) };
  let end = offset;

  const pieceOf = (value: SplitValue): LinePiece | undefined => {
    const prepared = prepareLine(value, prepareRules);
    const fault = faultOf(value, prepared);
    if (fault === undefined)
      return { kind: 'lines', lines: [value], read: () => ({ prepared, source: value }) };
    splitter.breakAt(value, fault);
    return undefined;
  };
  const piecesOf = function* (values: Iterable<SplitValue>): Generator<LinePiece> {
    for (const value of values) {
      const piece = pieceOf(value);
      if (piece !== undefined) yield piece;
    }
  };
  const lastPieces = function* (): Generator<LinePiece> {
    const last = splitter.end();
    if (last !== undefined) yield* piecesOf([last]);
    if (splitter.broken !== undefined) yield brokenPiece(splitter.broken, end, rules);
  };

  for await (const chunk of chunks) {
    end += chunk.length;
    yield piecesOf(splitter.push(chunk));
  }
  yield lastPieces();
}

/** Why a value is none; undefined for one that is, and for one too long to be looked at. */
function faultOf(value: SplitValue, prepared: PreparedLine): string | undefined {
  if (value.length > value.bytes.length) return undefined;
  const isFault = prepared.kind === 'reject' && /^invalid_/.test(prepared.code);
  if (isFault) return prepared.message;
  // Of another shard as well: each must stop at the same place.
  if (prepared.kind !== 'filtered') return undefined;
  const scanned = scanLine(value.bytes);
  return scanned.kind === 'invalid' ? scanned.message : undefined;
}

/** All from the break on is one reject, as long as that is; only its beginning is kept. */
export function brokenPiece(
  { record, number, offset, reason, bytes }: Break,
  end: number,
  rules: ShapeOptions['rules'],
): LinePiece {
  const line = { number, record, lines: 1, offset, end, bytes, length: end - offset };
  const message = `${reason}; nothing from there on is read`;
  return rejectedPiece(line, { code: 'invalid_json', message }, rules);
}

/** A piece of text that is no message; it belongs to one shard all the same. */
export function rejectedPiece(
  line: Line,
  { code, message }: { readonly code: RejectCode; readonly message: string },
  { isInShard }: ShapeOptions['rules'],
): LinePiece {
  const prepared: PreparedLine =
    isInShard?.(undefined, line.offset) === false
      ? { kind: 'filtered' }
      : { kind: 'reject', code, message, messageId: null };
  return { kind: 'lines', lines: [line], read: () => ({ prepared, source: line }) };
}
