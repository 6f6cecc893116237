import * as z from 'zod/mini';
import { deepest } from './exact-value.ts';

/** Arguments of tools, each with what it is for. Wrap one in `z.optional` if a call may leave it out. */

export function text(description: string) {
  return z.string().check(z.minLength(1), z.describe(description));
}

export function choice<const Values extends readonly string[]>(values: Values, description: string) {
  return z.enum(values).check(z.describe(description));
}

export function flag(description: string) {
  return z.boolean().check(z.describe(description));
}

export function whole(minimum: number, maximum: number, description: string) {
  return z.int().check(z.minimum(minimum), z.maximum(maximum), z.describe(description));
}

/** An object with whatever is in it: the fields of a message. */
export function object(description: string) {
  return z.looseObject({}).check(z.describe(description));
}

/** An object of few levels and of text that a URL can carry: what is not a message, but settings, a query or paths. */
export function plainObject(description: string) {
  return z.looseObject({}).check(
    z.refine(
      (value) => isPlain(value),
      `must be nested ${deepest} levels at most, without half of a surrogate pair`,
    ),
    z.describe(description),
  );
}

function isPlain(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return (
    depth <= deepest && Object.entries(value).every(([key, part]) => isPlain(key) && isPlain(part, depth + 1))
  );
}

export function listOf<Item extends z.core.SomeType>(item: Item, maximum: number, description: string) {
  return z.array(item).check(z.maxLength(maximum), z.describe(description));
}

/** The argument that brings the rest of a long answer. */
export const cursor = z.optional(text('From an answer: returns its next part.'));

/** The argument with which a send or change that was shown is made. */
export const confirm = z.optional(text('The token of the preview that came before.'));
