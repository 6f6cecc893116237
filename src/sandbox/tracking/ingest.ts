import type { IncomingHttpHeaders } from 'node:http';
import { answerWithFault } from '../faults/answer.ts';
import type { FaultDecision, Faults } from '../faults/faults.ts';
import type { CallBindings } from '../http.ts';
import { isInScope, type Scope } from '../journal/scope.ts';
import { type ReadBody, readBody } from '../read-body.ts';
import {
  exceedsLimit,
  type IntakeOptions,
  type IntakeResult,
  malformedJson,
  type Reply,
  takeRequest,
} from './intake.ts';
import { type KeepOptions, keepRequest, type RequestToKeep } from './keep.ts';
import type { TrackingRoute } from './paths.ts';
import type { RateLimit } from './rate-limit.ts';
import { readSender, type Sender } from './sender.ts';

export interface IngestOptions extends IntakeOptions, KeepOptions {
  readonly now: () => Date;
  readonly faults: Faults;
  /** Requests a second of the whole sandbox, and messages a second of each write key; undefined without a limit. */
  readonly requestLimit: RateLimit | undefined;
  readonly messageLimit: RateLimit | undefined;
  /** Aborted when the sandbox ends. */
  readonly ending: AbortSignal;
}

/** The way of a tracking request from its first byte to its answer. */
export interface Ingest {
  answer(call: CallBindings, path: string, route: TrackingRoute): Promise<void>;
  /**
   * Resolves when every request that is under way now has been taken or refused. A request that is only held
   * back by a fault has been. With a scope, requests that say in their head that they are somebody else's do not count.
   */
  drained(scope?: Scope): Promise<void>;
}

/** A request that has been dealt with; only the answer is still to go out. */
interface Dealt {
  readonly reply: Reply;
  readonly decision: FaultDecision | undefined;
  /** Further headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;
}

export function createIngest(options: IngestOptions): Ingest {
  const underWay = new Set<{ readonly authorization: string | undefined; readonly done: Promise<unknown> }>();
  return {
    async answer(call, path, route) {
      const { authorization } = call.incoming.headers;
      const entry = { authorization, done: deal(call, path, route, options) };
      underWay.add(entry);
      let dealt: Dealt;
      try {
        dealt = await entry.done;
      } finally {
        underWay.delete(entry);
      }
      const { reply, decision, headers } = dealt;
      if (decision === undefined) {
        send(call, reply, headers);
        return;
      }
      const { outcome } = decision;
      if (outcome?.kind === 'reply') call.faults = decision.names;
      call.refusal = outcome?.kind === 'reply' ? outcome.body : reply.body;
      await answerWithFault({
        outgoing: call.outgoing,
        decision,
        reply,
        headers: { ...corsHeaders(call), ...headers },
        ending: options.ending,
      });
    },
    async drained(scope) {
      const meant = [...underWay].filter(({ authorization }) => {
        // The write key of a Basic header is all that can be known of a request whose body is still coming.
        const sender = readSender(authorization, noBody, options.findSource);
        return scope === undefined || sender.writeKey === undefined || isInScope(sender, scope);
      });
      await Promise.allSettled(meant.map(({ done }) => done));
    },
  };
}

const noBody = Buffer.alloc(0);

async function deal(
  call: CallBindings,
  path: string,
  route: TrackingRoute,
  options: IngestOptions,
): Promise<Dealt> {
  const receivedAt = options.now();
  const headers = plainHeaders(call.incoming.headers);
  const read = await readBody(call);
  let known: Sender | undefined;
  const sender = (): Sender => {
    known ??= readSender(
      headers.authorization,
      read.kind === 'read' ? read.body : noBody,
      options.findSource,
    );
    return known;
  };

  const wait = read.kind === 'aborted' ? undefined : secondsToWait(options, sender, receivedAt);
  const decision =
    // Nobody is there to be answered, and the counts of a plan are for requests that came in whole.
    wait !== undefined || read.kind === 'aborted'
      ? undefined
      : options.faults.decide({ path, sender, now: receivedAt });
  const result: IntakeResult =
    wait !== undefined
      ? { reply: tooManyRequests, messages: 0, notes: [] }
      : decision?.stores === false
        ? { reply: malformedJson, messages: 0, notes: [] }
        : take(read, { route, path, headers, receivedAt }, options);

  const owner = result.taken === undefined ? sender() : ownerOf(result.taken);
  call.sender = owner;
  // Written out, as is all that every message makes: V8 gives a copy with further members a hidden class of its own.
  const request = {
    method: 'POST',
    path,
    headers,
    receivedAt,
    wireBytes: read.wireBytes,
    bodyBytes: read.kind === 'read' ? read.body.length : 0,
    writeKey: owner.writeKey,
    source: owner.source,
    status: statusOf(result.reply, decision),
    messages: result.messages,
    notes: result.notes,
  };
  const kept = keepRequest(options, withTrouble(request, decision, wait), result);
  const reply = kept instanceof Promise ? await kept : kept;
  return {
    reply,
    // What could not be kept is refused, whatever the plan wants.
    decision: reply === result.reply ? decision : undefined,
    headers: furtherHeaders(read, wait),
  };
}

/** Faults and limits stand before what came of the request. */
function withTrouble(
  request: RequestToKeep,
  decision: FaultDecision | undefined,
  wait: number | undefined,
): RequestToKeep {
  if (decision === undefined && wait === undefined) return request;
  const { status, messages, notes, ...head } = request;
  return {
    ...head,
    ...(decision === undefined ? {} : { faults: decision.names }),
    ...(wait === undefined ? {} : { rateLimited: true }),
    status,
    messages,
    notes,
  };
}

const noHeaders: Dealt['headers'] = {};

function furtherHeaders(read: ReadBody, wait: number | undefined): Dealt['headers'] {
  if (wait === undefined && read.kind !== 'too_large') return noHeaders;
  return {
    ...(wait === undefined ? {} : { 'retry-after': String(wait), 'x-ratelimit-reset': String(wait) }),
    // What is left of a refused body is not worth reading: the connection ends with the answer.
    ...(read.kind === 'too_large' ? { connection: 'close' } : {}),
  };
}

function take(
  read: ReadBody,
  request: Omit<Parameters<typeof takeRequest>[0], 'body'>,
  options: IngestOptions,
): IntakeResult {
  const { route, path, headers, receivedAt } = request;
  if (read.kind === 'read')
    return takeRequest({ route, path, headers, receivedAt, body: read.body }, options);
  return { reply: read.kind === 'too_large' ? exceedsLimit : malformedJson, messages: 0, notes: [] };
}

function ownerOf({ facts, arrived }: NonNullable<IntakeResult['taken']>): Scope {
  return { writeKey: facts.writeKey, source: arrived[0]?.source };
}

/** Whole seconds until there is room again; undefined when there is (docs/segment-api/tracking.md#errors). */
function secondsToWait(
  { requestLimit, messageLimit }: IngestOptions,
  sender: () => Sender,
  now: Date,
): number | undefined {
  const time = now.getTime();
  const wait = requestLimit?.take('', 1, time);
  if (wait !== undefined || messageLimit === undefined) return wait;
  const { writeKey, messages } = sender();
  return writeKey === undefined ? undefined : messageLimit.take(writeKey, messages, time);
}

/** The status as the journal records it; 0 when no answer goes out. */
function statusOf(reply: Reply, decision: FaultDecision | undefined): number {
  const outcome = decision?.outcome;
  if (outcome === undefined || outcome.kind === 'truncated') return reply.status;
  return outcome.kind === 'reply' ? outcome.status : 0;
}

/** Segment documents the two headers, both in seconds, and no text. */
const tooManyRequests: Reply = {
  status: 429,
  body: JSON.stringify({ success: false, message: 'Too many requests', code: 'too_many_requests' }),
};

/**
 * Browsers may post from any page (rule S13), and read nothing but the answer. It goes to the socket in one piece:
 * by way of a Response and its stream it would take three writes and four times as long.
 */
export function send(call: CallBindings, { status, body }: Reply, headers = noHeaders): void {
  const { incoming, outgoing } = call;
  if (status !== 200) call.refusal = body;
  const usual = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const isUsual = headers === noHeaders && incoming.headers.origin === undefined;
  outgoing.writeHead(status, isUsual ? usual : { ...usual, ...corsHeaders(call), ...headers });
  outgoing.end(body);
}

function corsHeaders({ incoming }: CallBindings): Record<string, string> {
  return incoming.headers.origin === undefined ? {} : { 'access-control-allow-origin': '*' };
}

/** Node's own object, which it makes again for each request; it joins the values of every header but one. */
function plainHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const cookies = headers['set-cookie'];
  const joined = cookies === undefined ? headers : { ...headers, 'set-cookie': cookies.join(', ') };
  return joined as Record<string, string>;
}
