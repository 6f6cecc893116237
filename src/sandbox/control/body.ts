import type * as z from 'zod/mini';
import { describeIssue } from '../faults/plan.ts';
import { type HttpCall, Refused } from '../http.ts';
import { narrowScope, type Scope } from '../journal/scope.ts';
import { readBody } from '../read-body.ts';

export function invalidRequest(message: string): Refused {
  return new Refused(400, 'invalid_request', message);
}

export function invalidQuery(message: string): Refused {
  return new Refused(400, 'invalid_query', message);
}

/** Throws a 415 for a form: web pages can send one anywhere, but not JSON, so no page can control a sandbox. */
export function refuseForms(c: HttpCall): void {
  if (/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return;
  throw new Refused(415, 'unsupported_media_type', `${c.req.method} with content-type: application/json.`);
}

/** The JSON body of a control call as its schema reads it. Throws a Refused. */
export async function readJson<Schema extends z.ZodMiniType>(
  c: HttpCall,
  schema: Schema,
): Promise<z.infer<Schema>> {
  refuseForms(c);
  const read = await readBody(c.env);
  if (read.kind === 'too_large') {
    c.header('connection', 'close');
    throw new Refused(413, 'too_large', 'A control call has at most 1 MiB.');
  }
  if (read.kind !== 'read') throw invalidRequest('The body is not JSON.');
  const checked = schema.safeParse(parse(read.body));
  if (!checked.success) throw invalidRequest(describeIssue(checked.error.issues[0]));
  return checked.data;
}

function parse(body: Buffer): unknown {
  // An empty body asks for nothing in particular.
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw invalidRequest('The body is not JSON.');
  }
}

/** The scope in the query of a call, undefined for everybody. Throws a Refused for names other than its own and `others`. */
export function readScope(c: HttpCall, others: readonly string[] = []): Scope | undefined {
  const { writeKey, source, ...rest } = c.req.query();
  const unknown = Object.keys(rest).find((name) => !others.includes(name));
  if (unknown !== undefined) throw invalidQuery(`There is no “${unknown}” here.`);
  return narrowScope({ writeKey, source });
}
