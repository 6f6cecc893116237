import type { Scope } from '../journal/scope.ts';

/** A request that was answered 4xx, as it is remembered: every text in it is masked and short. */
export interface RefusedRequest {
  /** Rises by one with every refused request. */
  readonly seq: number;
  /** The `seq` of the newest message when it came. */
  readonly after: number;
  readonly receivedAt: Date;
  readonly method: string;
  /** The path, and of the query the names alone. */
  readonly path: string;
  readonly status: number;
  /** What the answer says: its code, undefined where it has none, and its words. */
  readonly code: string | undefined;
  readonly reason: string;
  /** Bytes of the body on the wire, or as many as were announced, and after inflating; undefined where it was not read. */
  readonly wireBytes: number;
  readonly bodyBytes: number | undefined;
  /** How the body begins; '' where it was not read. */
  readonly firstBytes: string;
  readonly userAgent: string;
  readonly retryCount: string | undefined;
  /** The names of the fault rules by which it was refused; empty where the sandbox itself refused. */
  readonly faults: readonly string[];
  /** Whose it is, for calls about one source. Never shown: a key that is refused is a secret too. */
  readonly sender: Scope;
}

/** A refused request as one line of JSON, with the members of a message and its own. */
export function refusedText(request: RefusedRequest): string {
  const { seq, after, code, receivedAt, bodyBytes, retryCount, sender: _sender, ...shown } = request;
  return JSON.stringify({
    seq: after,
    refused: seq,
    outcome: 'refused',
    code: code ?? null,
    type: null,
    messageId: null,
    source: null,
    receivedAt: receivedAt.toISOString(),
    retryCount: retryCount ?? null,
    bodyBytes: bodyBytes ?? null,
    ...shown,
    message: null,
  });
}
