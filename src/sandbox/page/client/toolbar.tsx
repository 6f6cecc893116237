import { useEffect, useState } from 'preact/hooks';
import { messageTypes } from '../../../spec/message.ts';
import { type Filter, noFilter } from './message-store.ts';
import type { PageState } from './use-page.ts';
import { plural } from './words.ts';

/** Milliseconds without a key before a text counts as typed. */
const typingPause = 120;

/** Live or paused, and which messages are shown. */
export function Toolbar({ page }: { readonly page: PageState }) {
  const { store, view, isPaused, fql, fqlProblem } = page;
  const { filter } = store;
  const [text, setText] = useState(filter.text);
  useEffect(() => setText(filter.text), [filter.text]);
  useEffect(() => {
    if (text === filter.text) return undefined;
    const timer = setTimeout(() => page.setFilter({ ...store.filter, text }), typingPause);
    return () => clearTimeout(timer);
  }, [text]);
  const set = (change: Partial<Filter>) => page.setFilter({ ...store.filter, ...change });
  const isFiltered =
    fql !== '' || fqlProblem !== undefined || Object.values(filter).some((value) => value !== '');
  return (
    <search class="toolbar">
      <button
        type="button"
        class="button live"
        aria-pressed={!isPaused}
        title="Hold the list, or let it follow what arrives (p)"
        onClick={() => page.setPaused(!isPaused)}
      >
        <span class="dot" aria-hidden="true" />
        Live
      </button>
      {isPaused && (
        <span class="paused">Paused{view.held > 0 && ` · ${plural(view.held, 'new message')}`}</span>
      )}
      <input
        id="filter-text"
        class="field grow"
        type="search"
        placeholder="Filter by any text"
        aria-label="Filter by any text"
        aria-keyshortcuts="/"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Choice label="Type" all="All types" value={filter.type} onChoose={(type) => set({ type })}>
        {[...messageTypes, 'unknown']}
      </Choice>
      <Choice label="Source" all="All sources" value={filter.source} onChoose={(source) => set({ source })}>
        {withOwn([...store.sources.keys()].sort(), filter.source)}
      </Choice>
      <Choice label="Verdict" all="All verdicts" value={filter.rule} onChoose={(rule) => set({ rule })}>
        {withOwn(
          [
            'stored',
            'discarded',
            'duplicate',
            ...[...store.rules.keys()].filter((code) => code !== 'duplicate').sort(),
          ],
          filter.rule,
        )}
      </Choice>
      <FqlField fql={fql} problem={fqlProblem} onApply={(wanted) => void page.setFql(wanted)} />
      {isFiltered && (
        <button
          type="button"
          class="button"
          onClick={() => {
            page.setFilter(noFilter);
            void page.setFql('');
          }}
        >
          Clear filters
        </button>
      )}
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly children: readonly string[];
}

function Choice({ label, all, value, onChoose, children }: ChoiceProps) {
  return (
    <select
      class="field"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    >
      <option value="">{all}</option>
      {children.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** An expression that the sandbox checks and applies, in the language of Segment's destination filters. */
function FqlField({
  fql,
  problem,
  onApply,
}: {
  readonly fql: string;
  readonly problem: string | undefined;
  readonly onApply: (fql: string) => void;
}) {
  const [text, setText] = useState(fql);
  // What was refused stays in the field, to be corrected.
  useEffect(() => {
    if (problem === undefined) setText(fql);
  }, [fql, problem]);
  return (
    <form
      class="fql"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(text.trim());
      }}
    >
      <input
        class="field mono"
        aria-label="FQL expression, applied with Enter"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : 'fql-problem'}
        placeholder='FQL: type = "track" and …'
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => text.trim() === '' && onApply('')}
      />
      {problem !== undefined && (
        <p class="problem" id="fql-problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}

/** A choice stays on offer when its last message has made way. */
function withOwn(names: readonly string[], own: string): readonly string[] {
  return own === '' || names.includes(own) ? names : [...names, own];
}
