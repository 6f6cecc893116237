import type { LabelledText } from '../terminal/fact-lines.ts';

/** A line about an object: `shown`, where it differs, is what a person reads. Empty values are left out for a person. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly shown?: string;
}

/** What a person reads of facts: empty ones are left out. */
export function shownFacts(facts: readonly Fact[]): LabelledText[] {
  return facts
    .map(({ label, value, shown }) => ({ label, text: shown ?? value }))
    .filter(({ text }) => text !== '');
}
