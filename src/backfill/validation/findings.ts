import { fixFor } from '../../spec/fix.ts';
import type { RejectCode, WarningCode } from '../../spec/verdict.ts';
import { describeWarning } from '../../spec/warning.ts';
import { prepareLine } from '../reading/prepare.ts';
import type { ReadRules } from '../reading/read-spans.ts';
import { type Reject, recordNumber } from '../rejects/reject.ts';
import type { OutgoingMessage, Span } from '../span.ts';
import { exampleOf } from './example.ts';

/** What is wrong with one message: an error, and it would not be sent, or a warning. */
export interface Finding {
  readonly level: 'error' | 'warning';
  readonly code: RejectCode | WarningCode;
  /** One sentence without its full stop. */
  readonly message: string;
  readonly file: string;
  readonly line: number;
  /** The number of a message that is not a line of its own, or is in an archive. */
  readonly record: number | null;
  /** The file inside a zip archive. */
  readonly member: string | null;
  /** Where it begins in the decompressed input, in bytes. */
  readonly offset: number;
  readonly example: string;
  readonly fix: string;
}

/** All findings of one code. */
export interface FindingGroup {
  readonly first: Finding;
  count: number;
}

/** Gathers what is wrong with the messages of a run, by code. */
export interface Findings {
  readonly groups: ReadonlyMap<Finding['code'], Readonly<FindingGroup>>;
  /** Takes the spans of a run in their order, while their messages are there. */
  take(span: Span): Promise<void>;
}

export interface FindingsOptions {
  readonly rules: ReadRules;
  /** How many of each code are told one by one, in the order of the input. */
  readonly most: number;
  readonly report: (findings: readonly Finding[]) => void | Promise<void>;
}

export function createFindings({ rules, most, report }: FindingsOptions): Findings {
  const groups = new Map<Finding['code'], FindingGroup>();
  const told = new Map<Finding['code'], number>();
  const isWanted = (code: Finding['code']) => (told.get(code) ?? 0) < most;
  const note = (finding: Finding, count: number): Finding => {
    const { code } = finding;
    const group = groups.get(code);
    if (group === undefined) groups.set(code, { first: finding, count });
    else group.count += count;
    told.set(code, (told.get(code) ?? 0) + 1);
    return finding;
  };

  const errorsOf = ({ rejects }: Span): Placed[] => {
    const found: Placed[] = [];
    for (let index = 0; index < rejects.length; index += 1) {
      const at = rejects.entry(index);
      const { code } = at;
      const group = groups.get(code);
      if (group !== undefined && !isWanted(code)) group.count += 1;
      else {
        const reject = rejects.read(index);
        const { raw, rawBase64 = '', message } = reject;
        const bytes = raw === undefined ? Buffer.from(rawBase64, 'base64') : Buffer.from(raw);
        const finding = findingOf('error', code, message, reject, bytes);
        found.push({ at, finding: note(finding, 1) });
      }
    }
    return found;
  };

  /** The reader counts warnings and gives the line of the first: which other lines have them is found out here. */
  const warningsOf = ({ messages, warnings }: Span): Placed[] => {
    const found: Placed[] = [];
    const increased = [...warnings].filter(([code, { count }]) => count > (groups.get(code)?.count ?? 0));
    const isSearched = () => increased.some(([code]) => isWanted(code));
    for (let index = 0; index < messages.length && isSearched(); index += 1) {
      const message = messages.at(index);
      for (const code of warningsIn(message, rules)) {
        if (!isWanted(code)) continue;
        const finding = findingOf('warning', code, describeWarning(code), message, message.source);
        found.push({ at: message, finding: note(finding, 0) });
      }
    }
    for (const [code, { count }] of increased) {
      const group = groups.get(code);
      if (group !== undefined) group.count = count;
    }
    return found;
  };

  return {
    groups,
    async take(span) {
      const found = [...errorsOf(span), ...warningsOf(span)];
      if (found.length === 0) return;
      found.sort((a, b) => a.at.input - b.at.input || a.at.offset - b.at.offset);
      await report(found.map(({ finding }) => finding));
    },
  };
}

interface Placed {
  readonly at: { readonly input: number; readonly offset: number };
  readonly finding: Finding;
}

type MessagePlace = Pick<Reject, 'file' | 'member' | 'line' | 'record' | 'recordsBefore' | 'offset'>;

function findingOf(
  level: Finding['level'],
  code: Finding['code'],
  message: string,
  place: MessagePlace,
  bytes: Buffer,
): Finding {
  const { file, line, member = null, offset } = place;
  return {
    ...{ level, code, message, file, line, record: recordNumber(place) ?? null, member, offset },
    example: exampleOf(bytes, code),
    fix: fixFor(code),
  };
}

/** The warnings of a message, as the reader found them in its line. */
function warningsIn(
  { source, messageId, line, offset }: OutgoingMessage,
  rules: ReadRules,
): readonly WarningCode[] {
  const { length } = source;
  const framed = { number: line, lines: 1, offset, end: offset + length, bytes: source, length };
  const prepared = prepareLine(framed, {
    ...rules,
    sendInvalid: rules.onInvalid === 'send',
    deriveId: () => messageId,
  });
  return prepared.kind === 'message' ? prepared.warnings : [];
}
