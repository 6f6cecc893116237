import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { describeIssue } from '../faults/plan.ts';
import type { Scope } from '../journal/scope.ts';
import { problem } from '../problem.ts';
import { readBody } from '../read-body.ts';

export type ControlContext = Context<{ Bindings: HttpBindings }>;

/** A value, or the answer that says why there is none. */
export type Asked<T> = { readonly value: T } | { readonly refusal: Response };

/** The filters of a control call in a body; the same names as in the query of `GET /_/events`. */
export const filterSchema = z.strictObject({
  outcome: z.optional(z.enum(['stored', 'discarded', 'duplicate', 'all'])),
  type: z.optional(z.string()),
  event: z.optional(z.string()),
  userId: z.optional(z.string()),
  writeKey: z.optional(z.string()),
  source: z.optional(z.string()),
  messageId: z.optional(z.string()),
  code: z.optional(z.string()),
  text: z.optional(z.string()),
  fql: z.optional(z.string()),
});

/** Undefined for a call that may go on. A form on a web page cannot send this type, so none can control a sandbox. */
export function refuseForms(c: ControlContext): Response | undefined {
  if (/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return undefined;
  return c.json(
    problem('unsupported_media_type', `${c.req.method} with content-type: application/json.`),
    415,
  );
}

/** Reads the JSON body of a control call and checks its shape. */
export async function readJson<Schema extends z.ZodMiniType>(
  c: ControlContext,
  schema: Schema,
): Promise<Asked<z.infer<Schema>>> {
  const refused = refuseForms(c);
  if (refused !== undefined) return { refusal: refused };
  const read = await readBody(c.env.incoming);
  if (read.kind === 'too_large') {
    c.header('connection', 'close');
    return { refusal: c.json(problem('too_large', 'A control call has at most 1 MiB.'), 413) };
  }
  const parsed = read.kind === 'read' ? parse(read.body) : undefined;
  if (parsed === undefined) return { refusal: invalid(c, 'The body is not JSON.') };
  const checked = schema.safeParse(parsed.value);
  return checked.success
    ? { value: checked.data }
    : { refusal: invalid(c, describeIssue(checked.error.issues[0])) };
}

export function invalid(c: ControlContext, message: string): Response {
  return c.json(problem('invalid_request', message), 400);
}

/** The scope in the query of a call, which may have no other names than those and `others`. */
export function readScope(c: ControlContext, others: readonly string[] = []): Asked<Scope> {
  const query = c.req.query();
  const unknown = Object.keys(query).find((name) => !['writeKey', 'source', ...others].includes(name));
  if (unknown !== undefined)
    return { refusal: c.json(problem('invalid_query', `There is no “${unknown}” here.`), 400) };
  return { value: { writeKey: query.writeKey, source: query.source } };
}

function parse(body: Buffer): { readonly value: unknown } | undefined {
  try {
    // An empty body asks for nothing in particular.
    return { value: body.length === 0 ? {} : JSON.parse(body.toString('utf8')) };
  } catch {
    return undefined;
  }
}
