/**
 * Ordered acknowledgement (rule R5). Spans of the input are opened in order and settle in any order;
 * what may be recorded as done is only the longest prefix in which every span has settled.
 */
export interface Ledger<T> {
  /** Notes the next span of the input. */
  open(entry: T): Ticket;
  /** Marks a span as settled and returns the entries that have just become part of the done prefix, in order. */
  settle(ticket: Ticket): readonly T[];
  /** Spans opened but not yet part of the done prefix. */
  readonly outstanding: number;
}

export type Ticket = number;

export function createLedger<T>(): Ledger<T> {
  let nextTicket: Ticket = 0;
  let prefixEnd: Ticket = 0;
  const entries = new Map<Ticket, { readonly entry: T; settled: boolean }>();

  return {
    open(entry) {
      const ticket = nextTicket;
      nextTicket += 1;
      entries.set(ticket, { entry, settled: false });
      return ticket;
    },
    settle(ticket) {
      const span = entries.get(ticket);
      if (span === undefined || span.settled) throw new RangeError(`span ${ticket} is not open`);
      span.settled = true;

      const done: T[] = [];
      for (let first = entries.get(prefixEnd); first?.settled; first = entries.get(prefixEnd)) {
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
