import type { IncomingMessage } from 'node:http';
import type { CallBindings, Routes } from '../http.ts';
import type { Journal } from '../journal/journal.ts';
import { type ReadBody, readBody } from '../read-body.ts';
import { plainPath } from '../tracking/paths.ts';
import { maskRequest } from './mask-request.ts';
import { readRefusal } from './read-refusal.ts';
import type { RefusedRequests } from './refused-requests.ts';

type Answer = (request: Request, bindings: object) => Response | Promise<Response>;

export interface RecordOptions {
  readonly journal: Journal;
  readonly now: () => Date;
}

/**
 * The same answers, and each one that refuses a request to one of Segment's APIs remembered. It stands around all routes,
 * so that no refusal is left out, and looks at the status alone of what is not refused.
 */
export function recordRefused(answer: Routes['fetch'], options: RecordOptions): Answer {
  const record = (reply: Response, call: CallBindings): Response | Promise<Response> => {
    const { headersSent, statusCode } = call.outgoing;
    const status = headersSent ? statusCode : reply.status;
    if (!isRefusal(status) || !isOfSegment(call.incoming.url ?? '/')) return reply;
    return recordRefusal(reply, status, call, options).then(() => reply);
  };
  return (request, bindings) => {
    // `start` listens with HTTP/1 alone, and these are the very bindings that the routes are given.
    const call = bindings as CallBindings;
    const reply = answer(request, call);
    return reply instanceof Promise ? reply.then((awaited) => record(awaited, call)) : record(reply, call);
  };
}

export function isRefusal(status: number): boolean {
  return status >= 400 && status <= 499;
}

async function recordRefusal(
  reply: Response,
  status: number,
  call: CallBindings,
  { journal, now }: RecordOptions,
): Promise<void> {
  const { incoming, outgoing } = call;
  const receivedAt = now();
  // Behind an answer that has gone out Node has dropped the body, and reading it would wait without end.
  if (call.body === undefined && !outgoing.headersSent && hasBody(incoming)) {
    const read = await readBody(call);
    if (read.kind === 'too_large') outgoing.setHeader('connection', 'close');
  }
  const answer = call.refusal ?? (outgoing.headersSent ? '' : await reply.clone().text());
  addRefused(journal.refused, { incoming, receivedAt, status, answer, call });
}

/** Remembers a refused request; `call` is what was learned of it while it was answered. */
export function addRefused(
  refused: RefusedRequests,
  given: {
    readonly incoming: IncomingMessage;
    readonly receivedAt: Date;
    readonly status: number;
    readonly answer: string;
    readonly call?: Pick<CallBindings, 'body' | 'faults' | 'sender'>;
  },
): void {
  const { incoming, receivedAt, status, call = {} } = given;
  const { url = '/', method = '', headers } = incoming;
  if (!isOfSegment(url)) return;
  const sender = { writeKey: call.sender?.writeKey, source: call.sender?.source };
  const masked = maskRequest(url, headers, sender);
  const { code, reason } = readRefusal(given.answer, status);
  const retryCount = headers['x-retry-count'];
  refused.add({
    receivedAt,
    method,
    path: masked.path,
    status,
    code: code === undefined ? undefined : masked.text(code),
    reason: masked.text(reason),
    wireBytes: Math.max(call.body?.wireBytes ?? 0, announcedBytes(incoming)),
    bodyBytes: call.body?.kind === 'read' ? call.body.body.length : undefined,
    firstBytes: masked.start(startOf(call.body)),
    userAgent: masked.text(headers['user-agent'] ?? ''),
    retryCount: typeof retryCount === 'string' ? masked.text(retryCount) : undefined,
    faults: call.faults ?? [],
    sender,
  });
}

/** False for what is the sandbox's own: its page, its control routes, and what a browser asks for by itself. */
function isOfSegment(url: string): boolean {
  return !/^\/(?:_|health|favicon\.ico|apple-touch-icon[\w-]*\.png)(?:\/|$)/.test(plainPath(url));
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function announcedBytes({ headers }: IncomingMessage): number {
  const bytes = Number(headers['content-length'] ?? 0);
  return Number.isSafeInteger(bytes) ? bytes : 0;
}

const nothing = Buffer.alloc(0);

function startOf(body: ReadBody | undefined): Buffer {
  if (body === undefined || body.kind === 'aborted') return nothing;
  return body.kind === 'read' ? body.body : (body.start ?? nothing);
}
