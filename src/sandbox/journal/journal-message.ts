import { isJsonObject, type MessageType } from '../../spec/message.ts';
import { completeMessage, type Envelope } from '../tracking/complete.ts';

export type Outcome = 'stored' | 'discarded' | 'duplicate';

/** What is known of a message when it is recorded. */
export interface MessageFacts {
  readonly outcome: Outcome;
  /** Why it was discarded: Segment's own code where one exists (docs/segment-api/tracking.md#accepted-and-lost). */
  readonly code: string | undefined;
  readonly type: MessageType | undefined;
  readonly messageId: string;
  readonly event: string | undefined;
  readonly userId: string | undefined;
  readonly anonymousId: string | undefined;
  readonly source: string;
  /** False for an item that is not a JSON object at all. */
  readonly isObject: boolean;
}

export interface JournalMessage extends MessageFacts {
  /** Rises by one with every message, over stored, discarded and duplicate ones. */
  readonly seq: number;
  readonly writeKey: string;
  readonly receivedAt: Date;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What it shares with the others of its request. */
  readonly envelope: Envelope;
  /** The exact bytes of the item as it stood in the body. */
  readonly raw: Buffer;
  /** The message as destinations see it (docs/segment-api/tracking.md#the-sandbox), as JSON text that keeps every value's bytes. */
  readonly completedText: string;
  /** The same, parsed: numbers beyond JavaScript's precision lose digits here. Empty for what is not an object. */
  readonly completed: Record<string, unknown>;
}

/** A message as intake hands it over: its facts and where it stands in the body. */
export interface ArrivedMessage extends MessageFacts {
  /** False when it came without one and the sandbox made one up. */
  readonly isOwnId: boolean;
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

/** A message as the journal keeps it, and what remembering it costs. */
export interface WeighedMessage extends JournalMessage {
  /** In bytes: its own, and with the first of a request what they all share. */
  readonly weight: number;
}

export function createMessages(
  arrived: readonly ArrivedMessage[],
  body: Buffer,
  request: RequestFacts,
  firstSeq: number,
): readonly WeighedMessage[] {
  const stored = createPile(arrived, true, body, request);
  const others = arrived.every(isStored) ? stored : createPile(arrived, false, body, request);
  return arrived.map((message, index) => {
    const pile = isStored(message) ? stored : others;
    return new Entry(firstSeq + index, message, request, pile);
  });
}

function isStored({ outcome }: MessageFacts): boolean {
  return outcome === 'stored';
}

/** The bytes of some messages of a request, handed out in order. */
interface Pile {
  readonly bytes: Buffer;
  /** False when the messages lie one after the other instead of where they stood in the body. */
  readonly isWhole: boolean;
  next: number;
  /** What the next message has to pay for all of them. */
  shared: number;
}

/**
 * The stored messages of a request, or the others. The body is kept whole when they fill most of it;
 * otherwise they are copied together, or one message would keep a body of duplicates in memory.
 */
function createPile(
  arrived: readonly ArrivedMessage[],
  ofStored: boolean,
  body: Buffer,
  request: RequestFacts,
): Pile {
  let size = 0;
  for (const message of arrived) if (isStored(message) === ofStored) size += message.end - message.start;
  const isWhole = size * 2 > body.length;
  const parts = isWhole ? [] : arrived.filter((message) => isStored(message) === ofStored);
  return {
    isWhole,
    bytes: isWhole ? body : Buffer.concat(parts.map(({ start, end }) => body.subarray(start, end))),
    next: 0,
    shared: sharedWeight(request) + (isWhole ? body.length - size : 0),
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

/** Of a backfill there are hundreds of thousands: it points at what intake found and copies nothing. */
class Entry implements WeighedMessage {
  readonly seq: number;
  readonly weight: number;
  private readonly facts: ArrivedMessage;
  private readonly request: RequestFacts;
  private readonly bytes: Buffer;
  private readonly start: number;

  constructor(seq: number, facts: ArrivedMessage, request: RequestFacts, pile: Pile) {
    const size = facts.end - facts.start;
    this.seq = seq;
    this.weight = size + pile.shared;
    this.facts = facts;
    this.request = request;
    this.bytes = pile.bytes;
    this.start = pile.isWhole ? facts.start : pile.next;
    pile.next += size;
    pile.shared = 0;
  }

  get outcome(): Outcome {
    return this.facts.outcome;
  }
  get code(): string | undefined {
    return this.facts.code;
  }
  get type(): MessageType | undefined {
    return this.facts.type;
  }
  get messageId(): string {
    return this.facts.messageId;
  }
  get event(): string | undefined {
    return this.facts.event;
  }
  get userId(): string | undefined {
    return this.facts.userId;
  }
  get anonymousId(): string | undefined {
    return this.facts.anonymousId;
  }
  get source(): string {
    return this.facts.source;
  }
  get isObject(): boolean {
    return this.facts.isObject;
  }

  get raw(): Buffer {
    const { start, end } = this.facts;
    return this.bytes.subarray(this.start, this.start + end - start);
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
  get envelope(): Envelope {
    return this.request.envelope;
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
