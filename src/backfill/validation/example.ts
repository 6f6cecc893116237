import { findJsonError } from '../../ndjson/json-error.ts';
import { readMembers } from '../../ndjson/members.ts';
import { scanLine } from '../../ndjson/scan.ts';
import { membersAtFault } from '../../spec/fix.ts';
import { isJsonObject } from '../../spec/message.ts';
import type { RejectCode, WarningCode } from '../../spec/verdict.ts';

const longest = 120;
/** So much of broken JSON is shown before the break. */
const beforeBreak = 60;

/** What shows why a line has this code: the members at fault, the text around a break, or else the line; shortened. */
export function exampleOf(line: Buffer, code: RejectCode | WarningCode): string {
  const scanned = scanLine(line);
  if (scanned.kind === 'value' && isJsonObject(scanned.value)) {
    const members = membersAtFault(code).flatMap((path) => textAt(line, path.split('.')) ?? []);
    return shortened(members.length > 0 ? members.join(', ') : textOf(line));
  }
  const breakAt = scanned.kind === 'invalid' ? (findJsonError(line)?.at ?? 0) : 0;
  const from = breakAt > longest / 2 ? breakAt - beforeBreak : 0;
  return `${from > 0 ? '…' : ''}${shortened(textOf(line.subarray(from)))}`;
}

/** A member with its key as it stands in the object; of several of that name the last, which counts. */
function textAt(object: Buffer, [key, ...rest]: readonly string[]): string | undefined {
  const member = readMembers(object).members.findLast((each) => each.key === key);
  if (member === undefined) return undefined;
  return rest.length === 0
    ? textOf(object.subarray(member.keyStart, member.valueEnd))
    : textAt(object.subarray(member.valueStart, member.valueEnd), rest);
}

/** More than enough bytes for the longest example. */
function textOf(bytes: Buffer): string {
  return bytes.toString('utf8', 0, 8 * longest);
}

/** White space between the members of pretty-printed JSON shows nothing. */
function shortened(text: string): string {
  const characters = [...text.replace(/\s{2,}/g, ' ').trim()];
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : characters.join('');
}
