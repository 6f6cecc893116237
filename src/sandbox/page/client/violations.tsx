import { clockTime } from '../../../spec/clock-time.ts';
import type { MessageStore, RuleCount } from './message-store.ts';
import { type RuleWords, ruleWords, type Severity } from './rule-words.ts';
import { marks } from './severity-mark.ts';
import { plural } from './words.ts';

interface ViolationsProps {
  readonly store: MessageStore;
  /** Requests that were refused as a whole. */
  readonly refused: number;
  /** Shows them. */
  readonly onRefused: () => void;
  /** Shows the messages that break a rule. */
  readonly onShow: (code: string) => void;
}

const order: readonly Severity[] = ['refuse', 'drop', 'duplicate', 'warn'];
const headings: { readonly [Kind in Severity]: string } = {
  refuse: 'Answered 400',
  drop: 'Answered 200, then dropped',
  duplicate: 'Seen before',
  warn: 'Taken, with a warning',
};

/** The broken rules among the messages the page holds, the worst first. */
export function Violations({ store, refused, onRefused, onShow }: ViolationsProps) {
  const groups = [...store.rules.values()].map((group) => ({ group, words: ruleWords(group.code) }));
  if (groups.length === 0 && refused === 0) {
    return (
      <section class="empty" aria-label="Violations">
        <h2>No rule is broken</h2>
        <p>Messages that Segment would refuse, drop or warn about are gathered here, by rule.</p>
      </section>
    );
  }
  return (
    <section class="violations" aria-label="Violations">
      {refused > 0 && (
        <p class="note">
          <b>{plural(refused, 'request')}</b> answered 4xx. They held no message that could be kept.{' '}
          <button type="button" class="button" onClick={onRefused}>
            Show them
          </button>
        </p>
      )}
      {order.map((severity) => {
        const own = groups.filter(({ words }) => words.severity === severity);
        if (own.length === 0) return null;
        own.sort((one, other) => other.group.count - one.group.count);
        return (
          <div key={severity} class="severity" data-severity={severity}>
            <h2>{headings[severity]}</h2>
            <ul>
              {own.map(({ group, words }) => (
                <Group key={group.code} group={group} words={words} onShow={onShow} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

function Group({
  group: { code, count, newest },
  words: { severity, sentence, inferred },
  onShow,
}: {
  readonly group: RuleCount;
  readonly words: RuleWords;
  readonly onShow: (code: string) => void;
}) {
  return (
    <li class="rule">
      <span class="mark" aria-hidden="true">
        {marks[severity]}
      </span>
      <p>
        <code>{code}</code>
      </p>
      <p>
        {sentence}
        {inferred && <span class="muted"> (inferred: Segment does not document it)</span>}
      </p>
      <p class="muted">
        last at{' '}
        {[
          clockTime(new Date(newest.receivedAt), 'milliseconds'),
          newest.type,
          newest.name,
          newest.user,
          newest.source,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <button type="button" class="button" onClick={() => onShow(code)}>
        Show {plural(count, 'message')}
      </button>
    </li>
  );
}
