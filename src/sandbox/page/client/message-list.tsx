import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { clockTime } from '../../../spec/clock-time.ts';
import type { Entry } from './entry.ts';
import { firstIndex } from './message-store.ts';
import { marks, severityOf } from './severity-mark.ts';
import type { View } from './use-page.ts';
import { plural } from './words.ts';

interface ListProps {
  readonly view: View;
  readonly selected: Entry | undefined;
  readonly isPaused: boolean;
  readonly onSelect: (entry: Entry) => void;
  readonly onAtTop: (isAtTop: boolean) => void;
}

/** Pixels; the style sheet says the same. A narrow list sets each message in two lines, a middle one drops the source. */
const rowHeight = { wide: 32, middle: 32, narrow: 54 };
const narrowBelow = 560;
const middleBelow = 840;
/** Rows drawn beyond each edge, so that a quick scroll finds some. */
const overscan = 8;

/** The messages, newest first. Only the rows in sight exist, so a hundred thousand scroll like ten. */
export function MessageList({ view, selected, isPaused, onSelect, onAtTop }: ListProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 1_000, height: 600 });
  const [first, setFirst] = useState(0);
  const { entries, count, held } = view;
  const layout = size.width < narrowBelow ? 'narrow' : size.width < middleBelow ? 'middle' : 'wide';
  const height = rowHeight[layout];

  useLayoutEffect(() => {
    const list = ref.current;
    if (list === null) return undefined;
    const measure = () => setSize({ width: list.clientWidth, height: list.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(list);
    measure();
    // A list that is shown again begins at its top.
    onAtTop(true);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const top = ref.current?.scrollTop ?? 0;
    setFirst(Math.floor(top / height));
    onAtTop(top < height / 2);
  };
  const selectedRow = selected === undefined ? -1 : rowOf(selected, entries, count);
  useEffect(() => {
    const list = ref.current;
    if (list === null || selectedRow < 0) return;
    const top = selectedRow * height;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + height > list.scrollTop + list.clientHeight)
      list.scrollTop = top + height - list.clientHeight;
    // Only a new choice moves the list, not what arrives above it.
  }, [selected?.seq, height]);

  const start = Math.max(0, Math.min(first, count - 1) - overscan);
  const end = Math.min(count, first + Math.ceil(size.height / height) + overscan);
  const rows = entries.slice(count - end, count - start).reverse();
  const isSelectedDrawn = selectedRow >= start && selectedRow < end;
  const toTop = () => {
    if (ref.current !== null) ref.current.scrollTop = 0;
  };
  return (
    <div class="list-frame">
      <div
        ref={ref}
        class={`list ${layout}`}
        id="messages"
        role="listbox"
        tabIndex={0}
        aria-label="Messages, newest first"
        aria-activedescendant={isSelectedDrawn ? `m${selected?.seq}` : undefined}
        onScroll={onScroll}
      >
        <div class="list-space" role="presentation" style={{ height: `${count * height}px` }}>
          <div
            class="list-window"
            role="presentation"
            style={{ transform: `translateY(${start * height}px)` }}
          >
            {rows.map((entry, index) => (
              <Row
                key={entry.seq}
                entry={entry}
                position={start + index + 1}
                of={count}
                isSelected={entry.seq === selected?.seq}
                onSelect={onSelect}
              />
            ))}
          </div>
        </div>
      </div>
      {held > 0 && !isPaused && (
        <button type="button" class="newer" onClick={toTop}>
          ↑ {plural(held, 'new message')}
        </button>
      )}
    </div>
  );
}

interface RowProps {
  readonly entry: Entry;
  readonly position: number;
  readonly of: number;
  readonly isSelected: boolean;
  readonly onSelect: (entry: Entry) => void;
}

function Row({ entry, position, of, isSelected, onSelect }: RowProps) {
  const { seq, receivedAt, type, name, user, source, rules, outcome } = entry;
  const severity = severityOf(entry);
  const verdict = severity === undefined ? '' : `${marks[severity]} ${rules[0] ?? outcome}`;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus and names its active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox takes the keys
    <div
      class="row"
      id={`m${seq}`}
      role="option"
      aria-selected={isSelected}
      aria-posinset={position}
      aria-setsize={of}
      data-severity={severity}
      onClick={() => onSelect(entry)}
    >
      <span class="c-time">{clockTime(new Date(receivedAt), 'milliseconds')}</span>
      <span class="c-type">{type}</span>
      <span class="c-name">{name || '–'}</span>
      <span class="c-user">{user}</span>
      <span class="c-source">{source}</span>
      <span class="c-rule">{verdict}</span>
    </div>
  );
}

/** The row at which a message stands, from the newest at 0; −1 when the list does not show it. */
export function rowOf({ seq }: Entry, entries: readonly Entry[], count: number): number {
  const index = firstIndex(entries, (entry) => entry.seq >= seq);
  return index < count && entries[index]?.seq === seq ? count - 1 - index : -1;
}
