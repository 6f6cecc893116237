import type { Refusal } from './deliver.ts';
import { createLedger, type Ticket } from './ledger.ts';
import type { Reject } from './reject.ts';
import type { OutgoingMessage, Span } from './span.ts';

/** Spans on their way from opened to recorded. */
export interface Settlement {
  /** Notes the next span of the input. */
  open(span: Span): Ticket;
  /** Everything in the span is acknowledged or refused; resolves once what that completes is recorded. */
  settle(ticket: Ticket, span: Span, refusals: readonly Refusal[]): Promise<void>;
  /** Spans opened and not yet in the recorded prefix. */
  readonly outstanding: number;
}

/**
 * Records rejects in the order of the input, however the batches end: a span's are written when every
 * span before it has settled. A crash then leaves a rejects file that ends where a prefix of the input ends.
 */
export function createSettlement(record: (rejects: readonly Reject[]) => Promise<void>): Settlement {
  const ledger = createLedger<{ rejects: readonly Reject[] }>();
  const entries = new Map<Ticket, { rejects: readonly Reject[] }>();
  let recording: Promise<void> = Promise.resolve();

  return {
    open() {
      const entry = { rejects: [] };
      const ticket = ledger.open(entry);
      entries.set(ticket, entry);
      return ticket;
    },
    settle(ticket, span, refusals) {
      const entry = entries.get(ticket);
      if (entry !== undefined) entry.rejects = inLineOrder(span.rejects, refusals);
      entries.delete(ticket);
      const done = ledger.settle(ticket);
      recording = recording.then(async () => {
        for (const { rejects } of done) await record(rejects);
      });
      return recording;
    },
    get outstanding() {
      return ledger.outstanding;
    },
  };
}

/** The rejects of a span and the messages of its batch that the API refused, by line. */
function inLineOrder(rejects: readonly Reject[], refusals: readonly Refusal[]): readonly Reject[] {
  if (refusals.length === 0) return rejects;
  return [...rejects, ...refusals.map(refused)].sort((a, b) => a.input - b.input || a.line - b.line);
}

function refused({ message, reason, status }: Refusal): Reject {
  return {
    ...placeOf(message),
    code: 'refused_by_server',
    message: `the API refused it: ${reason}`,
    status,
    bytes: message.source,
    length: message.source.length,
  };
}

function placeOf({ input, file, line, offset, messageId }: OutgoingMessage) {
  return { input, file, line, offset, messageId };
}
