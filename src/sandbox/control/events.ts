import type { Journal } from '../journal/journal.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import { type CompiledFilter, compileFilter, filterNames, type MessageFilter } from './filter.ts';
import { type Selection, selectMessages } from './select.ts';

/** Which messages are asked for, and which page of them. */
export interface EventQuery extends Selection {
  readonly limit: number;
  /** Adds the exact text each message arrived as. */
  readonly raw: boolean;
}

const maxLimit = 5_000;
/** A reader caps a reply at 1 MiB (rule S8); one message with its envelope always fits in the rest. */
export const maxPageBytes = 384 * 1_024;

type Invalid = { readonly kind: 'invalid'; readonly message: string };

/** Reads the filters of a query, and refuses names other than theirs and `others`: a mistake is worth telling. */
export async function readFilterQuery(
  values: ReadonlyMap<string, string>,
  others: readonly string[],
): Promise<Invalid | ({ kind: 'valid'; filter: CompiledFilter } & Pick<Selection, 'outcome'>)> {
  const known: readonly string[] = [...filterNames, ...others];
  for (const name of values.keys()) {
    if (!known.includes(name))
      return { kind: 'invalid', message: `There is no filter of that name; there are ${known.join(', ')}.` };
  }
  const outcome = values.get('outcome') ?? 'stored';
  if (outcome !== 'stored' && outcome !== 'discarded' && outcome !== 'duplicate' && outcome !== 'all') {
    return { kind: 'invalid', message: 'outcome is one of stored, discarded, duplicate, all.' };
  }
  const filter: MessageFilter = Object.fromEntries(filterNames.map((name) => [name, values.get(name)]));
  const compiled = await compileFilter({ ...filter, outcome: undefined });
  return compiled.kind === 'invalid' ? compiled : { ...compiled, outcome };
}

/** Reads the query of `GET /_/events`. */
export async function readEventQuery(
  values: ReadonlyMap<string, string>,
): Promise<{ kind: 'valid'; query: EventQuery } | Invalid> {
  const invalid = (message: string) => ({ kind: 'invalid', message }) as const;
  const read = await readFilterQuery(values, ['order', 'limit', 'cursor', 'raw']);
  if (read.kind === 'invalid') return read;
  const order = values.get('order') ?? 'asc';
  if (order !== 'asc' && order !== 'desc') return invalid('order is asc or desc.');
  const limit = wholeNumber(values.get('limit') ?? '100');
  if (limit === undefined || limit < 1) return invalid('limit is a whole number from 1.');
  const cursor = values.has('cursor') ? wholeNumber(values.get('cursor') ?? '') : undefined;
  if (values.has('cursor') && cursor === undefined)
    return invalid('cursor is the `next` of the page before.');
  return {
    kind: 'valid',
    query: {
      filter: read.filter,
      outcome: read.outcome,
      order,
      limit: Math.min(limit, maxLimit),
      cursor,
      raw: values.get('raw') === 'true',
    },
  };
}

/** One page of messages. */
export interface EventPage {
  /**
   * A JSON text for each message. Text, because a completed message keeps the bytes of its values and may be
   * deeper than JSON.stringify can go.
   */
  readonly lines: readonly string[];
  /** The cursor of the next page, or undefined at the end. */
  readonly next: string | undefined;
  /** How many old messages made way before they could be asked for. */
  readonly dropped: number;
}

/** Reads the page that a query asks for; a page ends early when it grows too heavy. */
export function readEvents(journal: Journal, query: EventQuery): EventPage {
  const lines: string[] = [];
  let bytes = 0;
  let last: number | undefined;
  let next: string | undefined;
  for (const message of selectMessages(journal, query)) {
    const line = eventText(message, query.raw);
    bytes += Buffer.byteLength(line);
    if (lines.length > 0 && (lines.length >= query.limit || bytes > maxPageBytes)) {
      next = String(last);
      break;
    }
    lines.push(line);
    last = message.seq;
  }
  return { lines, next, dropped: journal.messages.dropped };
}

/** A message and what became of it, as one line of JSON. */
export function eventText(message: JournalMessage, withRaw = false): string {
  const { seq, outcome, code, source, path, receivedAt } = message;
  const facts = JSON.stringify({
    seq,
    outcome,
    code: code ?? null,
    type: message.type ?? null,
    messageId: message.messageId,
    source,
    path,
    receivedAt: receivedAt.toISOString(),
    retryCount: message.headers['x-retry-count'] ?? null,
  });
  const raw = withRaw ? `,"raw":${JSON.stringify(message.raw.toString('utf8'))}` : '';
  return `${facts.slice(0, -1)}${raw},"message":${oneLine(message.completedText)}}`;
}

/** In JSON a line break stands between tokens only, so a space does as well. */
export function oneLine(json: string): string {
  return json.replace(/[\r\n]+/g, ' ');
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
