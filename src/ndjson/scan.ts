import { isUtf8 } from 'node:buffer';
import { findJsonError } from './json-error.ts';

/** What a line's bytes are, before anything is known of messages. */
export type ScannedLine =
  | { readonly kind: 'blank' }
  | { readonly kind: 'invalid'; readonly code: 'invalid_utf8' | 'invalid_json'; readonly message: string }
  | { readonly kind: 'value'; readonly value: unknown };

type InvalidLine = ScannedLine & { readonly kind: 'invalid' };

const blank: ScannedLine = { kind: 'blank' };
const invalidUtf8: InvalidLine = { kind: 'invalid', code: 'invalid_utf8', message: 'not valid UTF-8' };

/**
 * Checks UTF-8 and the JSON grammar of one line. Bad bytes are refused, never replaced (rule R4).
 * @param isSuspect true where the line before was not JSON: the error that JSON.parse throws costs five times as much as
 *   searching first
 */
export function scanLine(bytes: Buffer, isSuspect = false): ScannedLine {
  if (isBlank(bytes)) return blank;
  const fault = isSuspect ? findFault(bytes) : isUtf8(bytes) ? undefined : invalidUtf8;
  if (fault !== undefined) return fault;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return { kind: 'value', value };
  } catch {
    return findFault(bytes) ?? { kind: 'invalid', code: 'invalid_json', message: 'not valid JSON' };
  }
}

/** What `scanLine` finds wrong with bytes that are not blank, without making a value of them. */
export function findFault(bytes: Buffer): InvalidLine | undefined {
  if (!isUtf8(bytes)) return invalidUtf8;
  const error = findJsonError(bytes);
  if (error === undefined) return undefined;
  const message = `not valid JSON: ${error.message} at byte ${error.at}`;
  return { kind: 'invalid', code: 'invalid_json', message };
}

/** True for a line of JSON white space only. */
export function isBlank(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  }
  return true;
}
