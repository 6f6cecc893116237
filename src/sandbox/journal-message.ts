import { isJsonObject, type MessageType } from '../spec/message.ts';
import { completeMessage, type Envelope } from './complete.ts';

export type Outcome = 'stored' | 'discarded' | 'duplicate';

/** What is known of a message when it is recorded. */
export interface MessageFacts {
  readonly outcome: Outcome;
  /** Why it was discarded: Segment's own code where one exists (contract §4.3). */
  readonly code: string | undefined;
  readonly type: MessageType | undefined;
  readonly messageId: string;
  readonly event: string | undefined;
  readonly userId: string | undefined;
  readonly anonymousId: string | undefined;
  readonly source: string;
  /** False for an item that is no JSON object at all. */
  readonly isObject: boolean;
}

/** One message that arrived. */
export interface JournalMessage extends MessageFacts {
  /** Rises by one with every message, over stored, discarded and duplicate ones. */
  readonly seq: number;
  readonly writeKey: string;
  readonly receivedAt: Date;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The exact bytes of the item as it stood in the body. */
  readonly raw: Buffer;
  /** The message as destinations see it (contract §14.5), as JSON text that keeps every value's bytes. */
  readonly completedText: string;
  /** The same, parsed: numbers beyond JavaScript's precision lose digits here. Empty for what is no object. */
  readonly completed: Record<string, unknown>;
}

/** A message as intake hands it over: its facts and where it stands in the body. */
export interface ArrivedMessage extends MessageFacts {
  readonly start: number;
  readonly end: number;
}

/** What all messages of one request share. */
export interface RequestFacts {
  readonly writeKey: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt: Date;
  readonly envelope: Envelope;
}

/** Where a message's bytes are. */
interface Place {
  readonly bytes: Buffer;
  readonly start: number;
  /** What remembering the message costs, in bytes: its own, and with the first of a request what they all share. */
  readonly weight: number;
}

/** Makes journal messages of what one request brought, each with its weight in bytes. */
export function createMessages(
  arrived: readonly ArrivedMessage[],
  body: Buffer,
  request: RequestFacts,
  firstSeq: number,
): { readonly message: JournalMessage; readonly weight: number }[] {
  const isStored = ({ outcome }: MessageFacts) => outcome === 'stored';
  const stored = createPile(arrived.filter(isStored), body, request);
  const others = createPile(
    arrived.filter((message) => !isStored(message)),
    body,
    request,
  );
  return arrived.map((message, index) => {
    const place = (isStored(message) ? stored : others)(message);
    return { message: new Entry(firstSeq + index, message, request, place), weight: place.weight };
  });
}

/**
 * Finds the place of each message of a request, asked for in order. The body is kept whole when the messages
 * fill most of it; otherwise they are copied together, or one message would keep a body of duplicates in memory.
 */
function createPile(
  part: readonly ArrivedMessage[],
  body: Buffer,
  request: RequestFacts,
): (message: ArrivedMessage) => Place {
  let size = 0;
  for (const { start, end } of part) size += end - start;
  const isWhole = size * 2 > body.length;
  const bytes = isWhole
    ? body
    : Buffer.concat(
        part.map(({ start, end }) => body.subarray(start, end)),
        size,
      );
  let next = 0;
  let shared = sharedWeight(request) + (isWhole ? body.length - size : 0);
  return ({ start, end }) => {
    const place = { bytes, start: isWhole ? start : next, weight: end - start + shared };
    next += end - start;
    shared = 0;
    return place;
  };
}

function sharedWeight({ envelope, headers, writeKey }: RequestFacts): number {
  const { sentAt = '', context = '', integrations = '' } = envelope;
  return sentAt.length + context.length + integrations.length + headerBytes(headers) + writeKey.length;
}

/** About how much the headers of a request weigh. */
export function headerBytes(headers: Readonly<Record<string, string>>): number {
  let bytes = 0;
  for (const name of Object.keys(headers)) bytes += name.length + (headers[name]?.length ?? 0);
  return bytes;
}

class Entry implements JournalMessage {
  readonly seq: number;
  readonly outcome: Outcome;
  readonly code: string | undefined;
  readonly type: MessageType | undefined;
  readonly messageId: string;
  readonly event: string | undefined;
  readonly userId: string | undefined;
  readonly anonymousId: string | undefined;
  readonly source: string;
  readonly isObject: boolean;
  private readonly request: RequestFacts;
  private readonly bytes: Buffer;
  private readonly start: number;
  private readonly end: number;

  constructor(seq: number, facts: ArrivedMessage, request: RequestFacts, { bytes, start }: Place) {
    this.seq = seq;
    this.outcome = facts.outcome;
    this.code = facts.code;
    this.type = facts.type;
    this.messageId = facts.messageId;
    this.event = facts.event;
    this.userId = facts.userId;
    this.anonymousId = facts.anonymousId;
    this.source = facts.source;
    this.isObject = facts.isObject;
    this.request = request;
    this.bytes = bytes;
    this.start = start;
    this.end = start + facts.end - facts.start;
  }

  get raw(): Buffer {
    return this.bytes.subarray(this.start, this.end);
  }

  get writeKey(): string {
    return this.request.writeKey;
  }

  get receivedAt(): Date {
    return this.request.receivedAt;
  }

  get path(): string {
    return this.request.path;
  }

  get headers(): Readonly<Record<string, string>> {
    return this.request.headers;
  }

  get completedText(): string {
    const { raw, type, messageId } = this;
    const { envelope, receivedAt } = this.request;
    if (!this.isObject) return raw.toString('utf8');
    return completeMessage({ raw, type, messageId, envelope, receivedAt });
  }

  get completed(): Record<string, unknown> {
    const value: unknown = JSON.parse(this.completedText);
    return isJsonObject(value) ? value : {};
  }
}
