import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { readSent } from './call.ts';
import { sendSample } from './control.ts';
import { copyText } from './copy-text.ts';
import { CountsStrip } from './counts-strip.tsx';
import { Detail } from './detail.tsx';
import { EmptyPage } from './empty-page.tsx';
import type { Entry } from './entry.ts';
import type { FeedState } from './feed.ts';
import { HelpDialog } from './help-dialog.tsx';
import { MessageList, rowOf } from './message-list.tsx';
import { noFilter } from './message-store.ts';
import { Refused } from './refused.tsx';
import { ResetDialog } from './reset-dialog.tsx';
import { curlLine } from './shell-lines.ts';
import { Tabs } from './tabs.tsx';
import { applyTheme, keepChoice, readChoice, storedTheme, type Theme, themes } from './theme.ts';
import { Toolbar } from './toolbar.tsx';
import { useKeys } from './use-keys.ts';
import { type PageState, usePage } from './use-page.ts';
import { Violations } from './violations.tsx';
import { countWords, plural } from './words.ts';

type Room = 'messages' | 'refused' | 'violations';
const rooms: readonly Room[] = ['messages', 'refused', 'violations'];

/** As the style sheet has it. */
const narrowPage = '(max-width: 899px)';

/** How long a word about what was done stays, in milliseconds. */
const wordStays = 4_000;

export function App() {
  const page = usePage();
  const { store, view } = page;
  const [room, setRoom] = useState<Room>('messages');
  const [selected, setSelected] = useState<Entry>();
  const [isOpen, setOpen] = useState(false);
  const [focusRequest, setFocusRequest] = useState(0);
  const [dialog, setDialog] = useState<'help' | 'reset'>();
  const [hasKeys, setHasKeys] = useState(() => readChoice('keys') !== 'off');
  const [word, say] = useWord();
  const { origin } = location;
  // What was emptied away, or belongs to another question, is not shown any longer.
  const newest = store.entries.at(-1)?.seq ?? 0;
  const shown = selected !== undefined && selected.seq <= newest ? selected : undefined;
  const isShown = isOpen && shown !== undefined && room === 'messages';

  const copy = (text: string, what: string) => {
    void copyText(text).then((isCopied) =>
      say(isCopied ? `${what} copied` : 'The browser does not let this page copy'),
    );
  };
  const select = (entry: Entry) => {
    setSelected(entry);
    setOpen(true);
    // On a narrow page the details cover the list, and the focus must not stay behind them.
    if (matchMedia(narrowPage).matches) setFocusRequest((request) => request + 1);
  };
  const close = () => {
    setOpen(false);
    setFocusRequest(0);
    document.getElementById('messages')?.focus();
  };
  const step = (by: number) => {
    const row = shown === undefined ? -1 : rowOf(shown, view.entries, view.count);
    // With nothing chosen, the next one is the first.
    const next = Math.min(Math.max((row === -1 && by < 0 ? 0 : row) + by, 0), view.count - 1);
    const entry = view.entries[view.count - 1 - next];
    if (room === 'messages' && entry !== undefined) setSelected(entry);
  };
  const enter = () => {
    if (shown === undefined || room !== 'messages') return;
    setOpen(true);
    setFocusRequest((request) => request + 1);
  };
  useKeys(
    {
      j: () => step(1),
      ArrowDown: () => step(1),
      k: () => step(-1),
      ArrowUp: () => step(-1),
      Home: () => step(-view.count),
      End: () => step(view.count),
      Enter: enter,
      Escape: () => isShown && close(),
      '/': () => {
        setRoom('messages');
        // The field is there once the room is.
        requestAnimationFrame(() => document.getElementById('filter-text')?.focus());
      },
      p: () => {
        page.setPaused(!page.isPaused);
        say(page.isPaused ? 'Live' : 'Paused');
      },
      y: () => {
        const sent = shown === undefined ? undefined : readSent(shown.text);
        if (sent !== undefined) copy(curlLine(sent, origin), 'curl line');
      },
      '?': () => setDialog('help'),
    },
    hasKeys,
  );
  const isEmpty = store.entries.length === 0 && page.fql === '' && page.feedState !== 'connecting';
  const broken = [...store.rules.values()].reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Header
        feedState={page.feedState}
        onHelp={() => setDialog('help')}
        onReset={() => setDialog('reset')}
      />
      <main class={isShown ? 'main with-detail' : 'main'}>
        <div class="side">
          {!isEmpty && <CountsStrip store={store} />}
          <Tabs
            label="Rooms"
            class="rooms"
            names={rooms}
            chosen={room}
            onChoose={setRoom}
            titles={{
              messages: <Title name="Messages" count={store.entries.length} />,
              refused: <Title name="Refused" count={page.refusedCount} />,
              violations: <Title name="Violations" count={broken} />,
            }}
          >
            {room === 'refused' ? (
              <Refused requests={page.refused} />
            ) : room === 'violations' ? (
              <Violations
                store={store}
                refused={page.refusedCount}
                onRefused={() => setRoom('refused')}
                onShow={(rule) => {
                  page.setFilter({ ...noFilter, rule });
                  setRoom('messages');
                }}
              />
            ) : isEmpty ? (
              <EmptyPage
                origin={origin}
                onCopy={copy}
                onSample={() => {
                  sendSample().catch(() => say('The sandbox does not answer'));
                }}
                refused={page.refusedCount}
                onRefused={() => setRoom('refused')}
              />
            ) : (
              <>
                <Toolbar page={page} />
                <ListState page={page} />
                <MessageList
                  view={view}
                  selected={shown}
                  isPaused={page.isPaused}
                  onSelect={select}
                  onAtTop={page.setAtTop}
                />
              </>
            )}
          </Tabs>
        </div>
        {isShown && (
          <Detail entry={shown} origin={origin} focusRequest={focusRequest} onCopy={copy} onClose={close} />
        )}
      </main>
      <p class={word === '' ? 'word' : 'word said'} role="status">
        {word}
      </p>
      {dialog === 'help' && (
        <HelpDialog
          hasKeys={hasKeys}
          onKeys={(wanted) => {
            keepChoice('keys', wanted ? '' : 'off');
            setHasKeys(wanted);
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'reset' && (
        <ResetDialog
          onDone={() => {
            setDialog(undefined);
            say('Everything is forgotten');
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

function Title({ name, count }: { readonly name: string; readonly count: number }) {
  return (
    <>
      {name} <span class="count">{countWords(count)}</span>
    </>
  );
}

/** What the filters leave over, in words. */
function ListState({ page: { store, view, missed } }: { readonly page: PageState }) {
  const { filter, entries, isFiltering } = store;
  const isFiltered = Object.values(filter).some((value) => value !== '');
  if (entries.length === 0) return <p class="list-state">No message passes the expression.</p>;
  if (!isFiltered && missed === 0) return null;
  return (
    <p class="list-state" role="status">
      {isFiltering ? 'Filtering …' : `${countWords(view.count)} of ${plural(entries.length, 'message')}`}
      {missed > 0 && ` · ${plural(missed, 'message')} came too fast to be shown`}
    </p>
  );
}

const stateWords: { readonly [State in FeedState]: string } = {
  connecting: 'Connecting …',
  live: 'Connected',
  lost: 'The sandbox does not answer; trying again',
};

interface HeaderProps {
  readonly feedState: FeedState;
  readonly onHelp: () => void;
  readonly onReset: () => void;
}

function Header({ feedState, onHelp, onReset }: HeaderProps) {
  const [theme, setTheme] = useState<Theme>(storedTheme);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <header class="head">
      <h1>Segment sandbox</h1>
      <p class="where">
        <code>{location.host}</code>{' '}
        <span class="state" data-state={feedState} role="status">
          {stateWords[feedState]}
        </span>
      </p>
      <div class="head-buttons">
        <select
          class="field"
          aria-label="Theme"
          value={theme}
          onChange={({ currentTarget }) =>
            setTheme(themes.find((name) => name === currentTarget.value) ?? 'system')
          }
        >
          <option value="system">◐ Auto</option>
          <option value="light">◐ Light</option>
          <option value="dark">◐ Dark</option>
        </select>
        <button type="button" class="button" aria-keyshortcuts="?" onClick={onHelp}>
          Keys
        </button>
        <button type="button" class="button" onClick={onReset}>
          Reset …
        </button>
      </div>
    </header>
  );
}

/** A word about what was just done, which goes by itself. */
function useWord(): [string, (word: string) => void] {
  const [word, setWord] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const say = useCallback((said: string) => {
    clearTimeout(timer.current);
    setWord(said);
    timer.current = setTimeout(() => setWord(''), wordStays);
  }, []);
  return [word, say];
}
