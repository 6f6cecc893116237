import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type HttpCall, Refused } from '../http.ts';
import type { Journal } from '../journal/journal.ts';
import { type RefusedRequest, refusedText } from '../refused/refused-request.ts';
import { invalidQuery } from './body.ts';
import { eventText, readFilterQuery } from './events.ts';
import { refusedInStream } from './refused.ts';
import { inOrder, type Selection } from './select.ts';

/** Milliseconds between signs of life; proxies and browsers give up on silence after a minute or so. */
const heartbeatMs = 15_000;
const maxClients = 200;
/** How many messages are looked at before others get a turn: a stream must not slow intake down. */
const sliceMessages = 500;
/** What arrives together goes out together, up to about so many characters: half of what Node buffers before it says stop. */
const gatheredLength = 8 * 1_024;

/**
 * Arriving messages as server-sent events (`GET /_/stream`), each as `GET /_/events` writes it, with its `seq` and
 * the run of the sandbox as event id. A client that comes back with `Last-Event-ID`, or asks `after=<seq>`, gets what it
 * missed as far as it is still held. Requests that were refused come in between (`event: refused`), and the id holds the
 * number of the last one too. Nothing is queued: a client reads along the journal as fast as it can, and one that
 * falls so far behind that messages were dropped learns how many (`event: dropped`). `event: reset`: a reset was asked for.
 */
export function createStreams(journal: Journal, ending: AbortSignal): (c: HttpCall) => Promise<Response> {
  let clients = 0;
  /** Sets the numbers of this run apart from those of another at the same address. */
  const run = randomBytes(4).toString('hex');
  const firstSeq = journal.lastSeq;
  return async (c) => {
    const refused = refusedInStream(c);
    const messages = c.req.query('outcome') === 'refused' ? undefined : await readFilterQuery(c, ['after']);
    const after = c.req.header('last-event-id') ?? c.req.query('after');
    const [, seq, of = run, refusedSeq] =
      /^(\d{1,15})(?:-([0-9a-f]{8})(?:-(\d{1,15}))?)?$/.exec(after ?? '') ?? [];
    if (after !== undefined && seq === undefined)
      throw invalidQuery('after, or Last-Event-ID, is the id of an event.');
    if (clients >= maxClients) throw new Refused(503, 'too_many_streams', 'There are too many streams.');
    clients += 1;
    c.env.outgoing.once('close', () => {
      clients -= 1;
    });
    // What another run numbered says nothing here, except of messages that came back with its data.
    const most = of === run ? Number.POSITIVE_INFINITY : firstSeq;
    const cursor = seq === undefined ? journal.lastSeq : Math.min(Number(seq), most);
    const isOfThisRun = refusedSeq !== undefined && of === run;
    const refusedCursor = isOfThisRun
      ? Number(refusedSeq)
      : seq === undefined
        ? journal.refused.lastSeq
        : journal.refused.lastSeqBefore(cursor);
    follow(c.env.outgoing, { messages, refused, cursor, refusedCursor }, { journal, ending, run });
    return RESPONSE_ALREADY_SENT;
  };
}

interface Followed {
  /** Undefined for none. */
  readonly messages: Pick<Selection, 'outcome' | 'filter'> | undefined;
  readonly refused: ((request: RefusedRequest) => boolean) | undefined;
  /** Begins after these. */
  readonly cursor: number;
  readonly refusedCursor: number;
}

function follow(
  outgoing: ServerResponse,
  { messages, refused, ...from }: Followed,
  { journal, ending, run }: { readonly journal: Journal; readonly ending: AbortSignal; readonly run: string },
): void {
  outgoing.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  let { cursor, refusedCursor } = from;
  let { dropped } = journal.messages;
  let isScheduled = false;
  let isOver = false;
  // The first bytes show the client that the stream is open.
  const id = (): string => `${cursor}-${run}${refusedCursor === 0 ? '' : `-${refusedCursor}`}`;
  let hasRoom = outgoing.write(`: stream open\nid: ${id()}\n\n`);

  let gathered = '';
  const write = (text: string): void => {
    gathered += text;
    if (gathered.length >= gatheredLength) flush();
  };
  const flush = (): void => {
    if (gathered !== '') hasRoom = outgoing.write(gathered) && hasRoom;
    gathered = '';
  };
  const schedule = (): void => {
    if (isScheduled || isOver || !hasRoom) return;
    isScheduled = true;
    setImmediate(pump);
  };
  const pump = (): void => {
    isScheduled = false;
    if (isOver) return;
    writeDropped();
    if (messages === undefined || pumpMessages(messages)) writeRefused(Number.POSITIVE_INFINITY);
    flush();
  };
  /** False when there is more and it has to wait. */
  const pumpMessages = ({ outcome, filter }: Pick<Selection, 'outcome' | 'filter'>): boolean => {
    let looked = 0;
    for (const message of inOrder(journal, outcome, 'asc', cursor)) {
      writeRefused(message.seq);
      if (!hasRoom) return false;
      looked += 1;
      if (looked > sliceMessages) {
        schedule();
        return false;
      }
      cursor = message.seq;
      if ((outcome === 'all' || message.outcome === outcome) && filter.matches(message))
        write(`id: ${id()}\ndata: ${eventText(message)}\n\n`);
    }
    return true;
  };
  /** The refused requests that came before the message with this `seq`. */
  const writeRefused = (before: number): void => {
    if (refused === undefined) return;
    for (const request of journal.refused.after(refusedCursor)) {
      if (!hasRoom || request.after >= before) return;
      refusedCursor = request.seq;
      if (refused(request)) write(`event: refused\nid: ${id()}\ndata: ${refusedText(request)}\n\n`);
    }
  };
  /** Messages that were dropped before this client came to them. */
  const writeDropped = (): void => {
    const oldest = journal.messages.at(0);
    const now = journal.messages.dropped;
    const missed = Math.min(now - dropped, (oldest?.seq ?? 0) - cursor - 1);
    if (missed > 0) write(`event: dropped\ndata: {"dropped":${missed}}\n\n`);
    dropped = now;
  };

  const unsubscribe = journal.subscribe(schedule, () => {
    if (isOver) return;
    write('event: reset\ndata: {}\n\n');
    flush();
  });
  const unsubscribeRefused = refused === undefined ? () => {} : journal.refused.subscribe(schedule);
  const heartbeat = setInterval(() => {
    if (!hasRoom) return;
    write(': heartbeat\n\n');
    flush();
  }, heartbeatMs);
  const end = (): void => {
    isOver = true;
    clearInterval(heartbeat);
    unsubscribe();
    unsubscribeRefused();
    ending.removeEventListener('abort', close);
  };
  const close = (): void => {
    outgoing.end();
    outgoing.socket?.destroySoon();
  };
  outgoing.on('drain', () => {
    hasRoom = true;
    schedule();
  });
  outgoing.once('close', end);
  ending.addEventListener('abort', close, { once: true });
  schedule();
}
