import { timestampKind } from '../../spec/timestamp.ts';
import { type QueryTree, textOf } from './query.ts';
import { invalidField } from './refusal.ts';

/** A time among the parameters, in milliseconds, or undefined when it is missing. UTC unless it has a zone. */
export function readTime(query: QueryTree, name: string): number | undefined {
  const text = textOf(query, name);
  if (text === undefined || text === '') return undefined;
  const kind = timestampKind(text);
  const time = kind === 'without_zone' && text.length > 10 ? Date.parse(`${text}Z`) : Date.parse(text);
  if (kind === 'invalid' || Number.isNaN(time))
    throw invalidField(name, `"${name}" must be an ISO 8601 date`);
  return time;
}

/** The same for a time that has to be there. */
export function needTime(query: QueryTree, name: string): number {
  const time = readTime(query, name);
  if (time === undefined) throw invalidField(name, `"${name}" is required`);
  return time;
}

/** A text that has to be there. */
export function needText(query: QueryTree, name: string): string {
  const text = textOf(query, name);
  if (text === undefined || text === '') throw invalidField(name, `"${name}" is required`);
  return text;
}

/** A text that has to be of a set. */
export function readChoice<T extends string>(text: string, name: string, choices: readonly T[]): T {
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw invalidField(name, `"${name}" must be one of [${choices.join(', ')}]`);
  return choice;
}
