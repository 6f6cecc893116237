/**
 * Ordered acknowledgement (rule R5). Spans of the input are opened in order and finish in any order;
 * what may be recorded as done is only the longest prefix in which every span has finished.
 */
export interface Ledger<T> {
  /** Notes the next span of the input. */
  open(entry: T): Ticket;
  /** Marks a span as finished and returns the entries that have just become part of the done prefix, in order. */
  finish(ticket: Ticket): readonly T[];
  /** Spans opened but not yet part of the done prefix. */
  readonly outstanding: number;
}

export type Ticket = number;

export function createLedger<T>(): Ledger<T> {
  let nextTicket: Ticket = 0;
  let prefixEnd: Ticket = 0;
  const entries = new Map<Ticket, { readonly entry: T; finished: boolean }>();

  return {
    open(entry) {
      const ticket = nextTicket;
      nextTicket += 1;
      entries.set(ticket, { entry, finished: false });
      return ticket;
    },
    finish(ticket) {
      const span = entries.get(ticket);
      if (span === undefined || span.finished) throw new RangeError(`span ${ticket} is not open`);
      span.finished = true;

      const done: T[] = [];
      for (let first = entries.get(prefixEnd); first?.finished; first = entries.get(prefixEnd)) {
        done.push(first.entry);
        entries.delete(prefixEnd);
        prefixEnd += 1;
      }
      return done;
    },
    get outstanding() {
      return nextTicket - prefixEnd;
    },
  };
}
