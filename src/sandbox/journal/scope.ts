import { isSameName } from '../../spec/same-name.ts';

/**
 * Whose messages a control call is about. Tests that run at the same time, each under a write key of its own,
 * name it and never see each other. Nothing given: everybody's.
 */
export interface Scope {
  readonly writeKey?: string | undefined;
  /** A source by its name or its write key. */
  readonly source?: string | undefined;
}

/** True when a message, a request or a rule of this sender belongs to the scope. */
export function isInScope(sender: Scope, { writeKey, source }: Scope): boolean {
  if (writeKey !== undefined && !isSameName(sender.writeKey, writeKey)) return false;
  return source === undefined || isSameName(sender.source, source) || isSameName(sender.writeKey, source);
}

/** A scope that leaves somebody out; undefined for the one that holds everybody. */
export function narrowScope(scope: Scope): Scope | undefined {
  return scope.writeKey === undefined && scope.source === undefined ? undefined : scope;
}
