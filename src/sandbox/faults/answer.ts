import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { FaultDecision } from './faults.ts';

export interface FaultAnswer {
  readonly outgoing: ServerResponse;
  readonly decision: FaultDecision;
  /** What the sandbox would have answered. */
  readonly reply: { readonly status: number; readonly body: string };
  /** The headers of every answer, such as the one that lets a page read it. */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when the sandbox ends: nothing is held open any longer. */
  readonly ending: AbortSignal;
}

/**
 * Answers as a fault plan wants it, past hono: cut replies, broken connections and statuses that no library
 * would write need the raw socket (docs/sandbox.md).
 */
export async function answerWithFault(answer: FaultAnswer): Promise<Response> {
  const { outgoing, decision, reply, ending } = answer;
  const { outcome, latencyMs, dripMs } = decision;
  const { socket } = outgoing;
  if (!(await pause(latencyMs, outgoing, ending))) {
    socket?.destroy();
  } else if (outcome?.kind === 'reset') {
    socket?.resetAndDestroy();
  } else if (outcome?.kind === 'hang') {
    await pause(undefined, outgoing, ending);
    socket?.destroy();
  } else {
    const { status, body } = outcome?.kind === 'reply' ? outcome : reply;
    const bytes = Buffer.from(body);
    outgoing.writeHead(status, {
      'content-type': 'application/json',
      ...answer.headers,
      ...(outcome?.kind === 'reply' ? outcome.headers : {}),
      ...(status === 204 || status === 304 ? {} : { 'content-length': bytes.length }),
    });
    const keep = outcome?.kind === 'truncated' ? (outcome.keep ?? bytes.length >> 1) : bytes.length;
    const sent = bytes.subarray(0, Math.min(keep, bytes.length));
    if (dripMs === undefined) outgoing.write(sent);
    else await drip(sent, dripMs, answer);
    if (outcome?.kind === 'truncated') cutOff(outgoing);
    else outgoing.end();
  }
  return RESPONSE_ALREADY_SENT;
}

/** The head and what was written of the body go out, and then nothing more. */
function cutOff(outgoing: ServerResponse): void {
  outgoing.flushHeaders();
  outgoing.socket?.destroySoon();
}

async function drip(bytes: Buffer, everyMs: number, { outgoing, ending }: FaultAnswer): Promise<void> {
  outgoing.flushHeaders();
  for (let at = 0; at < bytes.length; at += 1) {
    if (!(await pause(everyMs, outgoing, ending))) return;
    outgoing.write(bytes.subarray(at, at + 1));
  }
}

/** Waits so many milliseconds, or for good; false when the client or the sandbox left in the meantime. */
function pause(ms: number | undefined, outgoing: ServerResponse, ending: AbortSignal): Promise<boolean> {
  const { socket } = outgoing;
  if (ending.aborted || socket === null || socket.destroyed) return Promise.resolve(false);
  if (ms === 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const finish = (isThere: boolean): void => {
      clearTimeout(timer);
      socket.off('close', onGone);
      ending.removeEventListener('abort', onGone);
      resolve(isThere);
    };
    const onGone = (): void => finish(false);
    const timer = ms === undefined ? undefined : setTimeout(() => finish(true), ms);
    socket.once('close', onGone);
    ending.addEventListener('abort', onGone, { once: true });
  });
}
