import { isUtf8 } from 'node:buffer';
import { type Reject, recordNumber, rowJson } from './reject.ts';

/** Bytes that a reject can take: each of its line may become an escape of six, each character of the rest three. */
export function mostBytes({ bytes, file, member = '', message, messageId, row }: Reject): number {
  const texts = file.length + member.length + message.length + (messageId?.length ?? 0);
  return 6 * (bytes.length + texts) + 3 * rowMember(row).length + 512;
}

/** Writes valid UTF-8 as the content of a JSON string, and returns where that ends; undefined where it cannot. */
export type EscapeText = (text: Buffer, into: Buffer, at: number) => number | undefined;

/**
 * Writes the NDJSON form of a reject (docs/rules.md#r9-rejects), newline included, as JSON.stringify would write it.
 * Returns where it ends.
 */
export function writeReject(reject: Reject, into: Buffer, at: number, escapeText?: EscapeText): number {
  const { file, member, line, offset, code, message, status, messageId, bytes, length } = reject;
  const record = recordNumber(reject);
  // Put together by hand: JSON.stringify of all of it, the line as a string among it, takes three times as long.
  const place = `{"file":${quotedFile(file)}${member === undefined ? '' : `,"member":${quotedMember(member)}`},"line":${line}`;
  const inFile = `${record === undefined ? '' : `,"record":${record}`},"offset":${offset},"code":"${code}"`;
  const reason = `,"message":${quotedMessage(message)},"status":${status},"messageId":${quoted(messageId)}${rowMember(reject.row)}`;
  const isText = isUtf8(bytes);
  let end = at + into.write(`${place}${inFile}${reason},${isText ? '"raw":"' : '"rawBase64":"'}`, at);
  if (isText) end = escapeText?.(bytes, into, end) ?? writeEscaped(bytes, into, end);
  else end += into.write(bytes.toString('base64'), end, 'latin1');
  const cut = length > bytes.length ? `,"rawCutFrom":${length}` : '';
  return end + into.write(`"${cut}}\n`, end, 'latin1');
}

function rowMember(row: Reject['row']): string {
  return row === undefined ? '' : `,"row":${rowJson(row)}`;
}

function quoted(text: string | null): string {
  return JSON.stringify(text);
}

/** The same for texts that nearly always are those of the reject before. */
function quotedAgain(): (text: string) => string {
  let last = '';
  let json = '""';
  return (text) => {
    if (text !== last) {
      json = JSON.stringify(text);
      last = text;
    }
    return json;
  };
}
const [quotedFile, quotedMember, quotedMessage] = [quotedAgain(), quotedAgain(), quotedAgain()];

const quote = 0x22;
const backslash = 0x5c;
const hexDigits = Buffer.from('0123456789abcdef');
/** What follows the backslash, by the byte: `u` where its number follows. */
const escapes = Uint8Array.from({ length: backslash + 1 }, (_, byte) =>
  JSON.stringify(String.fromCharCode(byte)).charCodeAt(2),
);
const u = 0x75;
const zero = 0x30;

/** Writes valid UTF-8 as the content of a JSON string. */
function writeEscaped(bytes: Buffer, into: Buffer, at: number): number {
  let end = at;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte !== quote && byte !== backslash && byte >= 0x20) {
      into[end++] = byte;
      continue;
    }
    const letter = escapes[byte] ?? 0;
    into[end++] = backslash;
    into[end++] = letter;
    if (letter !== u) continue;
    into[end++] = zero;
    into[end++] = zero;
    into[end++] = hexDigits[byte >> 4] ?? 0;
    into[end++] = hexDigits[byte & 15] ?? 0;
  }
  return end;
}
