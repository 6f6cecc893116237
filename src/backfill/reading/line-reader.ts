import type { Line } from '../../ndjson/framing.ts';
import { scanLine } from '../../ndjson/scan.ts';
import { type RejectedLine, readReject } from '../reject.ts';
import { type PreparedLine, type PrepareRules, prepareLine } from './prepare.ts';

/** What a line turned out to be. `source` is the line that is sent, or kept when it is rejected. */
export interface ReadLine {
  readonly prepared: PreparedLine;
  readonly source: Line;
}

/** How the lines of one input become messages. */
export interface LineReader {
  read(line: Line): ReadLine;
  /** True when a line is the message itself, and not a line of a rejects file with the message inside. */
  readonly isDirect: boolean;
}

/** Chooses how to read an input by its first line that is not blank: a rejects file holds the lines to send inside its own. */
export function chooseReader(firstLine: Buffer, rules: PrepareRules): LineReader {
  const isRejectsFile = rejectedLine(firstLine) !== undefined;
  const read = (line: Line): ReadLine => {
    const rejected = isRejectsFile ? rejectedLine(line.bytes) : undefined;
    if (rejected === undefined) return { prepared: prepareLine(line, rules), source: line };
    const { bytes, messageId, cutFrom } = rejected;
    const source = { ...line, bytes, length: cutFrom ?? bytes.length };
    const deriveId = (offset: number, content: Uint8Array) => messageId ?? rules.deriveId(offset, content);
    return { prepared: prepareLine(source, { ...rules, deriveId }), source };
  };
  return { read, isDirect: !isRejectsFile };
}

function rejectedLine(bytes: Buffer): RejectedLine | undefined {
  const scanned = scanLine(bytes);
  return scanned.kind === 'value' ? readReject(scanned.value) : undefined;
}
