import { findJsonError } from '../../ndjson/json-error.ts';
import { readMembers } from '../../ndjson/members.ts';
import { membersAtFault } from '../../spec/fix.ts';
import type { RejectCode, WarningCode } from '../../spec/verdict.ts';

/** Characters of an example. */
const longest = 120;
/** Bytes of broken JSON that are shown before the break. */
const beforeBreak = 60;

/** What shows why a line has this code: the members at fault, the text around a break, or else the line; shortened. */
export function exampleOf(line: Buffer, code: RejectCode | WarningCode): string {
  if (code === 'invalid_json') return aroundBreak(line);
  // Members are at fault of objects alone, which have been parsed.
  const members = membersAtFault(code).flatMap((path) => textAt(line, path.split('.')) ?? []);
  return members.length > 0 ? shortened(Buffer.from(members.join(', '))) : shortened(line);
}

function aroundBreak(line: Buffer): string {
  const from = (findJsonError(line)?.at ?? 0) - beforeBreak;
  return from > 0 ? `…${shortened(line.subarray(from))}` : shortened(line);
}

/** A member with its key as it stands in the object; of several of that name the last, which counts. */
function textAt(object: Buffer, [key, ...rest]: readonly string[]): string | undefined {
  const member = readMembers(object).members.findLast((each) => each.key === key);
  if (member === undefined) return undefined;
  return rest.length === 0
    ? object.toString('utf8', member.keyStart, member.valueEnd)
    : textAt(object.subarray(member.valueStart, member.valueEnd), rest);
}

/** White space between the members of pretty-printed JSON shows nothing. */
function shortened(bytes: Buffer): string {
  // No character of UTF-8 has more than four bytes.
  const text = bytes.toString('utf8', 0, 4 * longest);
  const characters = [...text.replace(/\s{2,}/g, ' ').trim()];
  const isWhole = characters.length <= longest && bytes.length <= 4 * longest;
  return isWhole ? characters.join('') : `${characters.slice(0, longest).join('')}…`;
}
