import { type UnreadableKind, unreadable } from './unreadable.ts';

/** The first bytes of formats that are not text, each from its own specification. */
const magic: readonly (readonly [bytes: Buffer, kind: UnreadableKind])[] = [
  [Buffer.from('1f8b', 'hex'), unreadable.gzip],
  [Buffer.from('28b52ffd', 'hex'), unreadable.zstd],
  [Buffer.from('1f9d', 'hex'), unreadable.compress],
  [Buffer.from('fd377a585a00', 'hex'), unreadable.xz],
  [Buffer.from('04224d18', 'hex'), unreadable.lz4],
  [Buffer.from('377abcaf271c', 'hex'), unreadable.sevenZip],
  [Buffer.from('Rar!\x1a\x07', 'latin1'), unreadable.rar],
  [Buffer.from('SQLite format 3\0', 'latin1'), unreadable.sqlite],
  [Buffer.from('PK\x05\x06', 'latin1'), unreadable.emptyZip],
  // What follows is always the first field of a header, a number.
  [Buffer.from('PAR1\x15', 'latin1'), unreadable.parquet],
  [Buffer.from('Obj\x01', 'latin1'), unreadable.avro],
  [Buffer.from('d0cf11e0a1b11ae1', 'hex'), unreadable.xls],
  [Buffer.from('%PDF-'), unreadable.pdf],
  // Before UTF-16, whose mark is the beginning of this one.
  [Buffer.from('fffe0000', 'hex'), unreadable.utf32],
  [Buffer.from('0000feff', 'hex'), unreadable.utf32],
  [Buffer.from('fffe', 'hex'), unreadable.utf16],
  [Buffer.from('feff', 'hex'), unreadable.utf16],
];

/** UTF-16 without a mark shows in so many bytes. */
const shortestMagic = 4;
const longestMagic = 16;

/** The names of the first members of a workbook stand in so many bytes. */
const zipHeadBytes = 4096;

/**
 * The kind of what begins with these bytes, where they are the signature of one; no text that begins with JSON has
 * one. `unsure` when more bytes must be seen, never at the end of the look.
 */
export function findSignature(head: Buffer, isEnd: boolean): UnreadableKind | 'unsure' | undefined {
  if (!isEnd && head.length < (isText(head) ? shortestMagic : longestMagic)) return 'unsure';
  for (const [bytes, kind] of magic) if (head.subarray(0, bytes.length).equals(bytes)) return kind;
  if (isBzip2(head)) return unreadable.bzip2;
  if (isEncryptedParquet(head)) return unreadable.encryptedParquet;
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04') return zipKind(head, isEnd);
  return findTar(head, isEnd) ?? findUnmarkedUtf16(head) ?? findMarkup(head);
}

/** True for bytes that are the beginning of a line of text: no signature is made of these. */
function isText(head: Buffer): boolean {
  return head.includes(0x0a) || head[0] === 0x7b || head[0] === 0x5b;
}

/** The digit is the size of its blocks; a block begins with the digits of pi, and the end of them with those of its root. */
function isBzip2(head: Buffer): boolean {
  const isSized = /^BZh[1-9]$/.test(head.toString('latin1', 0, 4));
  return isSized && ['314159265359', '177245385090'].includes(head.toString('hex', 4, 10));
}

/** Behind the letters stands the length of what is encrypted first, which is short. */
function isEncryptedParquet(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'PARE' && head.subarray(4, 8).includes(0);
}

function zipKind(head: Buffer, isEnd: boolean): UnreadableKind | 'unsure' {
  const names = head.toString('latin1', 0, zipHeadBytes);
  if (names.includes('[Content_Types].xml') || names.includes('xl/')) return unreadable.xlsx;
  return !isEnd && head.length < zipHeadBytes ? 'unsure' : unreadable.zip;
}

const tarMagicAt = 257;

/** The name of the first file of an archive ends in zeros, which no text has. */
function findTar(head: Buffer, isEnd: boolean): UnreadableKind | 'unsure' | undefined {
  const hasZero = head.subarray(0, tarMagicAt).includes(0);
  if (!hasZero || head[0] === 0) return undefined;
  const found = head.toString('latin1', tarMagicAt, tarMagicAt + 5);
  if (found === 'ustar') return unreadable.tar;
  const isZeroPair = head[1] === 0;
  return !isEnd && found.length < 5 && !isZeroPair ? 'unsure' : undefined;
}

/** Text of the Latin alphabet without a byte order mark: every second byte is zero. */
function findUnmarkedUtf16(head: Buffer): UnreadableKind | undefined {
  const [a, b, c, d] = head;
  if (a === undefined || b === undefined) return undefined;
  const isSecond = (low: number | undefined) => low === undefined || low !== 0;
  if (a !== 0 && b === 0 && isSecond(c) && (d ?? 0) === 0) return unreadable.utf16le;
  if (a === 0 && b !== 0 && (c ?? 0) === 0 && isSecond(d)) return unreadable.utf16be;
  return undefined;
}

/** What begins as a page or a document, whatever its lines are. */
function findMarkup(head: Buffer): UnreadableKind | undefined {
  const start = head
    .toString('latin1', 0, 512)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<html|<head|<body)[\s>]/.test(start)) return unreadable.html;
  return /^<\?xml\s/.test(start) ? unreadable.xml : undefined;
}

/** True for a text that begins with an element. */
export function isMarkup(text: Buffer): boolean {
  return /^<[a-z][\w:.-]*[\s/>]/i.test(text.toString('latin1', 0, 512));
}
