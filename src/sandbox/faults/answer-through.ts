import type { ApiName } from '../../segment/endpoints/endpoint.ts';
import type { HttpCall } from '../http.ts';
import { answerWithFault } from './answer.ts';
import type { Faults } from './faults.ts';

export interface FaultOptions {
  readonly faults: Faults;
  readonly now: () => Date;
  /** Aborted when the sandbox ends. */
  readonly ending: AbortSignal;
}

/**
 * Answers a call of the Public or the Profile API, or fails as a rule about its path wants. They name no source, so
 * rules and plans for one do not apply. Only a rule that stores lets the call be done.
 */
export async function answerThroughFaults(
  c: HttpCall,
  api: ApiName,
  { faults, now, ending }: FaultOptions,
  answer: () => Promise<Response>,
): Promise<Response> {
  const decision = faults.decide({ api, path: c.req.path, sender: () => ({}), now: now() });
  if (decision === undefined) return answer();
  const reply = decision.stores ? await answer() : undefined;
  return answerWithFault({
    outgoing: c.env.outgoing,
    decision,
    reply: { status: reply?.status ?? 200, body: (await reply?.text()) ?? '' },
    headers: Object.fromEntries(reply?.headers ?? []),
    ending,
  });
}
