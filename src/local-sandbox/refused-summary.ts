import { ownField, ownText } from '../api/json-reply.ts';
import type { RefusedRequest } from '../sandbox/refused/refused-request.ts';

/** A request that a sandbox refused, as a person is shown it in one line. */
export interface RefusedSummary {
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly method: string;
  readonly path: string;
  readonly status: string;
  /** In the words of the answer, and the fault rule by which it was given. */
  readonly reason: string;
  readonly bytes: number;
  readonly firstBytes: string;
}

/** Summarises a refused request as the sandbox writes it to JSON; undefined for a message. Nothing in it is trusted. */
export function summariseRefused(event: unknown): RefusedSummary | undefined {
  return ownField(event, 'outcome') === 'refused' ? summarise(event) : undefined;
}

/** The same for a sandbox in this process. */
export function summariseRefusedRequest(request: RefusedRequest): RefusedSummary {
  return summarise({ ...request, receivedAt: request.receivedAt.toISOString() });
}

function summarise(request: unknown): RefusedSummary {
  const faults = ownField(request, 'faults');
  const rules = Array.isArray(faults) && faults.length > 0 ? ` (fault rule: ${faults.join(', ')})` : '';
  return {
    receivedAt: ownText(request, 'receivedAt') ?? '',
    method: ownText(request, 'method') ?? '',
    path: ownText(request, 'path') ?? '',
    status: String(ownField(request, 'status') ?? ''),
    reason: (ownText(request, 'reason') ?? '') + rules,
    bytes: Number(ownField(request, 'bodyBytes') ?? ownField(request, 'wireBytes') ?? 0),
    firstBytes: ownText(request, 'firstBytes') ?? '',
  };
}
