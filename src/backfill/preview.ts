import type { WarningCode } from '../spec/verdict.ts';
import { type Input, nameOf } from './reading/input.ts';
import { refuseUnmapped } from './reading/map-row.ts';
import type { MessageIds } from './reading/message-id.ts';
import type { PreparedLine } from './reading/prepare.ts';
import type { ReadRules } from './reading/read-spans.ts';
import { readSource } from './reading/source.ts';
import { type RejectedRow, rowJson } from './rejects/reject.ts';

/** A row or a line, the message that it becomes, and what would be done with that. */
export interface PreviewedRow {
  readonly file: string;
  readonly member: string | undefined;
  readonly line: number;
  readonly record: number | undefined;
  /** Undefined for a line that is a message itself. */
  readonly row: RejectedRow | undefined;
  /** The JSON of it. */
  readonly rowJson: string | undefined;
  /** The message as it would be sent, or as far as it came. */
  readonly message: Buffer;
  readonly verdict: Verdict;
}

export type Verdict =
  | { readonly kind: 'accepted'; readonly warnings: readonly WarningCode[] }
  | { readonly kind: 'rejected'; readonly code: string; readonly message: string };

/** The first rows of the inputs that are neither blank nor filtered; nothing is sent or counted. */
export async function* previewRows(
  inputs: readonly Input[],
  rules: ReadRules,
  ids: MessageIds,
  signal: AbortSignal,
): AsyncGenerator<PreviewedRow> {
  let left = rules.limit;
  for (const input of inputs) {
    const name = nameOf(input);
    const source = readSource(input, undefined, {
      ...{
        signal,
        rules: { ...rules, idSeed: ids.seed, sendInvalid: rules.onInvalid === 'send' },
        isTraced: false,
        buffers: [],
      },
      isLookedAt: rules.isLookedAt === true,
      maxBlockBytes: undefined,
      onRead: () => {},
      identify(firstLine, readAs) {
        if (readAs === undefined) refuseUnmapped(name, firstLine, rules);
        return ids.forInput(firstLine, readAs).derive;
      },
    });
    for await (const piece of source) {
      if (piece.kind !== 'pieces') continue;
      for (const lines of piece.pieces) {
        if (lines.kind !== 'lines') continue;
        for (const line of lines.lines) {
          const { prepared, source: read, row } = lines.read(line);
          const verdict = verdictOf(prepared);
          if (verdict === undefined) continue;
          const shownRow = row?.();
          yield {
            ...{ file: input.name, member: input.member?.name, line: line.number, row: shownRow, verdict },
            rowJson: shownRow && rowJson(shownRow),
            record: line.record,
            message: prepared.kind === 'message' ? prepared.bytes : read.bytes,
          };
          left -= 1;
          if (left === 0) return;
        }
      }
    }
  }
}

function verdictOf(prepared: PreparedLine): Verdict | undefined {
  if (prepared.kind === 'message') return { kind: 'accepted', warnings: prepared.warnings };
  if (prepared.kind !== 'reject') return undefined;
  return { kind: 'rejected', code: prepared.code, message: prepared.message };
}
