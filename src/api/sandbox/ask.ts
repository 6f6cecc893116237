import { ApiError, type CliError, TemporaryError, UsageError } from '../../errors.ts';
import { sandboxUrl } from '../../spec/built-in-sandbox.ts';
import { fqlHint } from '../../spec/fql.ts';
import { parseJson } from '../../spec/parse-json.ts';
import type { ApiPath } from '../api-path.ts';
import type { Http, HttpReply } from '../http.ts';
import { ownText } from '../json-reply.ts';
import { TransportError } from '../transport-error.ts';
import { checkUrl } from '../url.ts';

export interface SandboxRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: ApiPath;
  readonly query?: URLSearchParams;
  /** The name or write key of a source, where the call is about one alone. */
  readonly source?: string | undefined;
  readonly accept?: string;
  readonly body?: unknown;
  /** The statuses that are answers; 200 alone by default. */
  readonly answers?: readonly number[];
  readonly timeoutMs?: number;
}

/**
 * Asks a sandbox. Throws TemporaryError when nobody answers, UsageError when it does not understand what was asked
 * (an FQL expression, a fault plan), ApiError when it refuses or is not a sandbox at all.
 */
export async function askSandbox(http: Http, url: string, request: SandboxRequest): Promise<HttpReply> {
  const { method, path, source, accept = 'application/json', body, answers = [200], timeoutMs } = request;
  const query = source === undefined ? request.query : new URLSearchParams({ source });
  const { origin } = checkUrl(url, 'The URL of the sandbox');
  const reply = await http
    .send({
      method,
      url: `${origin}${path}${query === undefined ? '' : `?${query}`}`,
      headers: { accept, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      timeoutMs,
    })
    .catch((error: unknown) => {
      if (!(error instanceof TransportError) || error.kind === 'aborted') throw error;
      throw unreachable(origin, error);
    });
  const type = reply.headers['content-type'] ?? '';
  if (answers.includes(reply.status) && type.startsWith(accept)) return reply;
  throw refused(reply.status, reply.body, origin);
}

/** Nobody is there. */
export function unreachable(origin: string, cause: unknown): CliError {
  return new TemporaryError(`No sandbox answers at ${origin}.`, {
    code: 'sandbox_unreachable',
    hint: 'Start one in another terminal: segment sandbox',
    cause,
  });
}

/** Somebody is there, and does not do what was asked. */
export function refused(status: number, body: Buffer, origin: string): CliError {
  const problem = parseJson(body);
  const message = ownText(problem, 'message');
  const code = ownText(problem, 'code');
  if (message !== undefined && code !== undefined) {
    if (status === 400) return misunderstood(message, code);
    return new ApiError(`The sandbox at ${origin} refused: ${message}`, { code, status });
  }
  if (status === 431)
    return new UsageError('The request would be too long.', {
      code: 'query_too_long',
      hint: 'Ask for less: a filter is at most a few thousand characters.',
      status,
    });
  return new ApiError(`${origin} did not answer as a sandbox does (status ${status}).`, {
    code: 'not_a_sandbox',
    hint: `Name the right one: segment sandbox events --url ${sandboxUrl}`,
    status,
  });
}

/** The parameter `fql` is what whoever asks calls `--where`. */
function misunderstood(message: string, code: string): UsageError {
  const ofFilter = /^fql: (.*)$/s.exec(message)?.[1];
  return ofFilter === undefined
    ? new UsageError(message, { code, status: 400 })
    : new UsageError(`--where: ${ofFilter}`, { code, status: 400, hint: fqlHint });
}
