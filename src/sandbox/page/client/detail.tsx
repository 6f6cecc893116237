import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isJsonObject } from '../../../spec/message.ts';
import { readSent, type Sent } from './call.ts';
import { readClockSum } from './clock-sum.ts';
import { CodeBlock } from './code-block.tsx';
import { fetchRaw } from './control.ts';
import type { Entry } from './entry.ts';
import { Fact } from './fact.tsx';
import { layOutJson, markCode } from './json-tokens.ts';
import { ProfilePanel } from './profile-panel.tsx';
import { ruleWords, verdictWords } from './rule-words.ts';
import { browserCall, nodeCall, pythonCall } from './sdk-calls.ts';
import { marks, severityOf } from './severity-mark.ts';
import { assertLine, curlLine, segmentLine } from './shell-lines.ts';
import { Tabs } from './tabs.tsx';
import { Times } from './times.tsx';

interface DetailProps {
  readonly entry: Entry;
  readonly origin: string;
  /** Counts up each time the keyboard asks for this pane. */
  readonly focusRequest: number;
  readonly onCopy: (text: string, what: string) => void;
  readonly onClose: () => void;
}

type Panel = 'Pretty' | 'Raw' | 'Profile';
const panels: readonly Panel[] = ['Pretty', 'Raw', 'Profile'];

/** Everything about one message. */
export function Detail({ entry, origin, focusRequest, onCopy, onClose }: DetailProps) {
  const [panel, setPanel] = useState<Panel>('Pretty');
  const heading = useRef<HTMLHeadingElement>(null);
  const sent = useMemo(() => readSent(entry.text), [entry]);
  useEffect(() => {
    if (focusRequest > 0) heading.current?.focus();
  }, [focusRequest]);
  return (
    <section class="detail" aria-labelledby="detail-title">
      <header class="detail-head">
        <h2 id="detail-title" ref={heading} tabIndex={-1}>
          <span class="muted">{entry.type}</span> {entry.name}
        </h2>
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </header>
      <Verdict entry={entry} />
      <dl class="facts">
        <Fact name="User" value={entry.user} />
        <Fact name="Source" value={entry.source} />
        <Fact name="Message id" value={entry.messageId} />
      </dl>
      {sent !== undefined && <CopyButtons entry={entry} sent={sent} origin={origin} onCopy={onCopy} />}
      <Tabs label="Views of the message" names={panels} chosen={panel} onChoose={setPanel}>
        {panel === 'Pretty' && <Pretty entry={entry} sent={sent} origin={origin} onCopy={onCopy} />}
        {panel === 'Raw' && <Raw entry={entry} onCopy={onCopy} />}
        {panel === 'Profile' && <ProfilePanel entry={entry} />}
      </Tabs>
    </section>
  );
}

function Verdict({ entry }: { readonly entry: Entry }) {
  const severity = severityOf(entry);
  return (
    <div class="verdict" data-severity={severity ?? 'take'}>
      <p class="verdict-head">
        <span aria-hidden="true">{severity === undefined ? '✓' : marks[severity]}</span>{' '}
        {verdictWords(entry.rules)}
      </p>
      {entry.rules.map((code) => {
        const { sentence, inferred } = ruleWords(code);
        return (
          <p key={code}>
            Because {sentence}.{inferred && ' Segment does not document this; it is inferred.'}
          </p>
        );
      })}
    </div>
  );
}

interface CopyProps {
  readonly entry: Entry;
  readonly sent: Sent;
  readonly origin: string;
  readonly onCopy: (text: string, what: string) => void;
}

function CopyButtons({ entry, sent, origin, onCopy }: CopyProps) {
  const code = entry.outcome === 'discarded' ? entry.rules[0] : undefined;
  const isSound = entry.outcome !== 'discarded';
  return (
    <p class="buttons">
      <button type="button" class="button" onClick={() => onCopy(curlLine(sent, origin), 'curl line')}>
        Copy as curl
      </button>
      <button
        type="button"
        class="button"
        onClick={() => onCopy(segmentLine(sent, origin, isSound), 'segment command')}
      >
        Copy as segment
      </button>
      <button
        type="button"
        class="button"
        onClick={() => onCopy(assertLine(sent, origin, code), 'Assertion')}
      >
        Copy as assertion
      </button>
    </p>
  );
}

const languages = ['JavaScript', 'Node', 'Python', 'curl'] as const;
type Language = (typeof languages)[number];

function Pretty({
  entry,
  sent,
  origin,
  onCopy,
}: Omit<CopyProps, 'sent'> & { readonly sent: Sent | undefined }) {
  const [language, setLanguage] = useState<Language>('JavaScript');
  const sum = useMemo(() => readClockSum(completedOf(entry)), [entry]);
  if (sent === undefined)
    return <p>This is not a JSON object, or one too deep to show as a call. See Raw.</p>;
  const code = codeIn(language, sent, origin);
  return (
    <>
      <Tabs label="Language" class="small" names={languages} chosen={language} onChoose={setLanguage}>
        {code === undefined ? (
          <p>No library makes this call: a field has a type that none of them sends. See curl, or Raw.</p>
        ) : (
          <>
            <CodeBlock tokens={markCode(code)} label={`The message in ${language}`} />
            <p class="buttons">
              <button type="button" class="button" onClick={() => onCopy(code, `${language} code`)}>
                Copy this code
              </button>
            </p>
          </>
        )}
      </Tabs>
      {sum.received !== '' && <Times sum={sum} />}
    </>
  );
}

function codeIn(language: Language, sent: Sent, origin: string): string | undefined {
  const { call } = sent;
  if (language === 'curl') return curlLine(sent, origin);
  if (call === undefined) return undefined;
  if (language === 'Python') return pythonCall(call);
  return language === 'Node' ? nodeCall(call) : browserCall(call);
}

/** The exact text that arrived, and the message as destinations see it. */
function Raw({ entry, onCopy }: { readonly entry: Entry; readonly onCopy: CopyProps['onCopy'] }) {
  const [raw, setRaw] = useState<{ readonly of: Entry; readonly text: string | undefined }>();
  useEffect(() => {
    let isWanted = true;
    fetchRaw(entry.seq).then(
      (text) => isWanted && setRaw({ of: entry, text }),
      () => isWanted && setRaw({ of: entry, text: undefined }),
    );
    return () => {
      isWanted = false;
    };
  }, [entry]);
  const text = raw?.of === entry ? raw.text : undefined;
  const completed = useMemo(() => completedText(entry), [entry]);
  return (
    <>
      <h3>As it was sent</h3>
      {text === undefined ? (
        <p class="muted">{raw?.of === entry ? 'The sandbox no longer has it.' : 'Loading …'}</p>
      ) : (
        <>
          <CodeBlock tokens={layOutJson(text)} label="The message as it was sent" />
          <p class="buttons">
            <button type="button" class="button" onClick={() => onCopy(text, 'Raw message')}>
              Copy as it was sent
            </button>
          </p>
        </>
      )}
      <h3>As destinations see it</h3>
      <CodeBlock tokens={layOutJson(completed)} label="The message as destinations see it" />
    </>
  );
}

/** The message is the last member of what the sandbox tells; its text is cut out, so that every digit stays. */
function completedText({ text }: Entry): string {
  const at = text.indexOf('"message":');
  return at === -1 ? text : text.slice(at + '"message":'.length, -1);
}

function completedOf({ text }: Entry): unknown {
  const event: unknown = JSON.parse(text);
  return isJsonObject(event) ? event.message : undefined;
}
