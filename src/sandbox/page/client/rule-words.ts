import { rejectCodes, rejectionFor } from '../../../spec/verdict.ts';
import { describeWarning, warningCodes } from '../../../spec/warning.ts';

/** How bad a broken rule is: Segment refuses with 400, drops after its 200, has it already, or takes it. */
export type Severity = 'refuse' | 'drop' | 'duplicate' | 'warn';

export interface RuleWords {
  readonly severity: Severity;
  /** One sentence without its full stop. */
  readonly sentence: string;
  /** True where no document of Segment says so. */
  readonly inferred: boolean;
}

/** Rules that no message can break by itself; the sandbox knows them of the source or the batch (docs/segment-api/tracking.md#accepted-and-lost). */
const ofTheSandbox: ReadonlyMap<string, RuleWords> = new Map([
  ['duplicate', rule('duplicate', 'a message with this messageId came within the last 24 hours')],
  ['unknown_source', rule('drop', 'no source has this write key')],
  ['source_disabled', rule('drop', 'the source is switched off')],
  ['wrong_region', rule('drop', 'the source lives in the other region')],
  ['too_many_messages', rule('drop', 'the batch holds more than 2,500 messages')],
]);

/** What a rule means, in words. */
export function ruleWords(code: string): RuleWords {
  const own = ofTheSandbox.get(code);
  if (own !== undefined) return own;
  const warning = warningCodes.find((known) => known === code);
  if (warning !== undefined) return rule('warn', describeWarning(warning));
  const reject = rejectCodes.find((known) => known === code);
  if (reject === undefined) return rule('drop', 'the sandbox gives no more than this code');
  const { kind, message, inferred } = rejectionFor(reject);
  return { severity: kind, sentence: message, inferred };
}

function rule(severity: Severity, sentence: string): RuleWords {
  return { severity, sentence, inferred: false };
}

/** What Segment would do with a message that breaks these rules, in one sentence. */
export function verdictWords(rules: readonly string[]): string {
  const [code] = rules;
  if (code === undefined) return 'Segment would answer 200 and accept this.';
  switch (ruleWords(code).severity) {
    case 'refuse':
      return `Segment would answer 400 and refuse this: ${code}`;
    case 'drop':
      return `Segment would answer 200 and drop this: ${code}`;
    case 'duplicate':
      return 'Segment would answer 200 and keep only the first: duplicate';
    case 'warn':
      return `Segment would answer 200 and accept this, with a warning: ${rules.join(', ')}`;
  }
}
