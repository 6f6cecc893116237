import { isUtf8 } from 'node:buffer';
import { closeSync, openSync } from 'node:fs';
import type { Entry, ZipFile } from 'yauzl';
import { InputError, UsageError } from '../../errors.ts';
import { fingerprintFile, type InputFingerprint, readAt } from '../checkpoint/fingerprint.ts';
import { type Input, nameOf, type ZipMember } from './input.ts';
import { printMember, unsupportedKind } from './look/refuse.ts';
import { unreadable } from './look/unreadable.ts';

type ZipFileInput = Pick<Input, 'name' | 'size'> & { readonly path: string };

/** The first bytes of an archive with members, and of one without. */
const magic = ['PK\x03\x04', 'PK\x05\x06'];

/** True for a file that begins as a zip archive. */
export function isZip(path: string): boolean {
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    return magic.includes(readAt(fd, 0, 4).toString('latin1'));
  } catch {
    // Whoever reads the file to send it will meet the same error, and says what it means.
    return false;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/**
 * The files in a zip archive, in the order of its list; folders, empty files and what macOS and Windows add are left
 * out. Throws UsageError for an archive without any, for an Excel workbook and for a member that cannot be decompressed
 * here, and InputError where the list is damaged.
 */
export async function listMembers(file: ZipFileInput): Promise<(ZipFileInput & { member: ZipMember })[]> {
  const { path, size = 0 } = file;
  const archive = fingerprintFile(path, size);
  const found: (ZipFileInput & { member: ZipMember })[] = [];
  const { default: yauzl } = await import('yauzl');
  let zip: ZipFile | undefined;
  try {
    // Names are shown, never followed: no reason to refuse the archive for one. Sizes are compared when it is read.
    const options = { decodeStrings: false, validateEntrySizes: false, autoClose: false };
    zip = await yauzl.openPromise(path, options);
    for await (const entry of zip.eachEntry()) {
      // A name without the mark of UTF-8 may be UTF-8 all the same; hardly any in the code page of DOS looks like it.
      const flags = entry.generalPurposeBitFlag | (isUtf8(entry.fileNameRaw) ? utf8Flag : 0);
      const member = yauzl.getFileNameLowLevel(flags, entry.fileNameRaw, entry.extraFields, false);
      if (member === '[Content_Types].xml') throw unsupportedKind(file, asItIs(unreadable.xlsx));
      if (isSkipped(member, entry)) continue;
      const input = { ...file, size: entry.compressedSize, member: memberOf(member, entry, archive) };
      refuseUnknown(input, entry);
      found.push(input);
    }
  } catch (error) {
    throw error instanceof UsageError ? error : unlisted(file, error);
  } finally {
    zip?.close();
  }
  if (found.length === 0) throw unsupportedKind(file, asItIs(unreadable.emptyZip));
  return found;
}

const utf8Flag = 0x800;

const asItIs = (kind: (typeof unreadable)[keyof typeof unreadable]) => ({ kind, compression: undefined });

function isSkipped(name: string, { uncompressedSize }: Entry): boolean {
  return (
    uncompressedSize === 0 ||
    /\/$|^__MACOSX\/|(^|\/)(\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/.test(name)
  );
}

function memberOf(name: string, entry: Entry, archive: InputFingerprint | undefined): ZipMember {
  if (archive === undefined) throw new Error('it is shorter than it was');
  return {
    name,
    headerAt: entry.relativeOffsetOfLocalHeader,
    isDeflated: entry.compressionMethod === deflated,
    bytes: entry.uncompressedSize,
    crc32: entry.crc32,
    archive,
  };
}

const deflated = 8;

/** Throws UsageError for a member that is encrypted, or compressed in a way that is read nowhere in Node. */
function refuseUnknown(input: Pick<Input, 'name' | 'member'>, entry: Entry): void {
  if (entry.canDecodeFileData()) return;
  const { compressionMethod: method } = entry;
  const way = methods.get(method);
  const what = entry.isEncrypted() ? 'encrypted' : `compressed with ${way?.name ?? `method ${method}`}`;
  throw new UsageError(`${nameOf(input)} cannot be read: it is ${what}.`, {
    code: 'input_kind_unsupported',
    hint: `${printMember(input, way?.program)} | segment batch -`,
  });
}

/** Ways to compress by their numbers (APPNOTE 4.4.5), and what reads those that unzip may not. */
const methods = new Map<number, { readonly name: string; readonly program?: '7z' }>([
  [9, { name: 'Deflate64' }],
  [12, { name: 'bzip2' }],
  [14, { name: 'LZMA', program: '7z' }],
  [93, { name: 'zstd', program: '7z' }],
  [95, { name: 'xz', program: '7z' }],
]);

/** The error of the library, which has no codes. */
function unlisted(file: Pick<Input, 'name' | 'path'>, cause: unknown): InputError | UsageError {
  const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('. ');
  if (/strong encryption/.test(reason)) return unsupportedKind(file, asItIs(unreadable.encryptedZip));
  return new InputError(
    `${file.name} is a zip archive whose list of files, at its end, cannot be read: ${reason}.`,
    {
      code: 'input_damaged',
      details: ['Nothing was sent.'],
      hint: 'Fetch the file again and run the same command.',
      cause,
    },
  );
}
