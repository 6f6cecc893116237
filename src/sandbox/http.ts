import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Scope } from './journal/scope.ts';
import type { ReadBody } from './read-body.ts';

/** Node's own request and response, and what is learned of a call while it is answered, to be read if it is refused. */
export interface CallBindings extends HttpBindings {
  /** Undefined until somebody reads it. */
  body?: ReadBody;
  /** The text of a refusal that went straight to the socket. */
  refusal?: string;
  /** The names of the fault rules that were applied. */
  faults?: readonly string[];
  sender?: Scope;
}

/** One HTTP call that is being answered. */
export type HttpCall = Context<{ Bindings: CallBindings }>;
export type Routes = Hono<{ Bindings: CallBindings }>;

export function createRoutes(): Routes {
  return new Hono<{ Bindings: CallBindings }>();
}

/** A path of src/segment as the router spells it: `/sources/:sourceId` for `/sources/{sourceId}`. */
export function honoPath(template: string): string {
  return template.replace(/\{(\w+)\}/g, ':$1');
}

/** A call that is refused in a way Segment has no counterpart for: thrown anywhere, answered in one place. */
export class Refused extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;

  constructor(status: ContentfulStatusCode, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** What else went wrong is no business of the client: it must never see a stack. */
export const internalFailure = { success: false, code: 'internal', message: 'The sandbox failed to answer.' };

/** Answers a refused call. */
export function answerError(error: Error, c: HttpCall): Response {
  return error instanceof Refused
    ? c.json({ success: false, code: error.code, message: error.message }, error.status)
    : c.json(internalFailure, 500);
}

/** Text that is JSON already: messages keep the bytes of their values. */
export function answerText(c: HttpCall, json: string, status: ContentfulStatusCode = 200): Response {
  c.header('content-type', 'application/json');
  return c.body(json, status);
}
