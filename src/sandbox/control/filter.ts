import * as z from 'zod/mini';
import { compileFql } from '../../spec/fql.ts';
import { isSameName } from '../../spec/same-name.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import { isInScope } from '../journal/scope.ts';
import { invalidRequest } from './body.ts';

/** Which messages are meant. What is left out fits everything; what is given must all fit. */
export const filterSchema = z.strictObject({
  outcome: z.optional(z.enum(['stored', 'discarded', 'duplicate', 'all'])),
  type: z.optional(z.string()),
  /** The name of a Track message. */
  event: z.optional(z.string()),
  /** A userId or an anonymousId. */
  userId: z.optional(z.string()),
  writeKey: z.optional(z.string()),
  source: z.optional(z.string()),
  messageId: z.optional(z.string()),
  code: z.optional(z.string()),
  /** Anywhere in the message as it was sent, upper and lower case alike. */
  text: z.optional(z.string()),
  /** An FQL expression about the message as destinations see it. */
  fql: z.optional(z.string()),
});
export type MessageFilter = Readonly<z.infer<typeof filterSchema>>;

/** The names of the filters in the order in which they are checked, the cheap ones first. */
export const filterNames = [
  'writeKey',
  'source',
  'outcome',
  'type',
  'event',
  'userId',
  'messageId',
  'code',
  'text',
  'fql',
] as const;

type FilterName = (typeof filterNames)[number];

/** A filter that can be asked. */
export interface CompiledFilter {
  matches(message: JournalMessage): boolean;
  /** Why a message does not fit, one short sentence for each filter; empty when it fits. */
  reasons(message: JournalMessage): string[];
}

type Check = (message: JournalMessage) => boolean;

/** Makes a filter ready. Throws a Refused, made by `invalid`, for an expression that cannot be read. */
export async function compileFilter(
  filter: MessageFilter,
  invalid = invalidRequest,
): Promise<CompiledFilter> {
  const checks: { readonly name: FilterName; readonly wanted: string; readonly check: Check }[] = [];
  for (const name of filterNames) {
    const wanted = filter[name];
    if (wanted === undefined || (name === 'outcome' && wanted === 'all')) continue;
    if (name === 'fql') {
      const fql = await compileFql(wanted);
      if (fql.kind === 'invalid') throw invalid(`fql: ${fql.message}`);
      checks.push({ name, wanted, check: (message) => message.isObject && fql.matches(message.completed) });
    } else checks.push({ name, wanted, check: createCheck(name, wanted) });
  }
  return {
    matches: (message) => checks.every(({ check }) => check(message)),
    reasons: (message) =>
      checks.flatMap(({ name, wanted, check }) =>
        check(message) ? [] : [reason(name, wanted, foundIn(message, name))],
      ),
  };
}

function createCheck(name: Exclude<FilterName, 'fql'>, wanted: string): Check {
  switch (name) {
    case 'writeKey':
      return (message) => isInScope(message, { writeKey: wanted });
    case 'source':
      return (message) => isInScope(message, { source: wanted });
    case 'userId':
      return ({ userId, anonymousId }) => isSameName(userId, wanted) || isSameName(anonymousId, wanted);
    case 'text': {
      const part = wanted.toLowerCase();
      return ({ raw }) => raw.toString('utf8').toLowerCase().includes(part);
    }
    default:
      return (message) => isSameName(message[name], wanted);
  }
}

function foundIn(message: JournalMessage, name: FilterName): string | undefined {
  if (name === 'text' || name === 'fql') return undefined;
  if (name === 'userId') return message.userId ?? message.anonymousId ?? 'missing';
  return message[name] ?? 'missing';
}

function reason(name: FilterName, wanted: string, found: string | undefined): string {
  if (name === 'text') return `it does not contain “${wanted}”`;
  if (name === 'fql') return `it does not fit ${wanted}`;
  return `${name} is ${found ?? 'missing'}, not ${wanted}`;
}
