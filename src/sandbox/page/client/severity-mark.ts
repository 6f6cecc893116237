import type { Entry } from './entry.ts';
import { ruleWords, type Severity } from './rule-words.ts';

/** A sign for each severity, because colour alone tells nothing to many. */
export const marks: { readonly [Kind in Severity]: string } = {
  refuse: '✗',
  drop: '✗',
  duplicate: '=',
  warn: '!',
};

/** How bad the first broken rule of a message is; undefined when it breaks none. */
export function severityOf({ rules: [code] }: Pick<Entry, 'rules'>): Severity | undefined {
  return code === undefined ? undefined : ruleWords(code).severity;
}
