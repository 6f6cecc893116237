import { useState } from 'preact/hooks';
import { CodeBlock } from './code-block.tsx';
import { connectLines } from './connect-lines.ts';
import { markCode } from './json-tokens.ts';
import { Tabs } from './tabs.tsx';
import { plural } from './words.ts';

interface EmptyProps {
  readonly origin: string;
  readonly onCopy: (text: string, what: string) => void;
  readonly onSample: () => void;
  /** How many requests were refused, and what shows them. */
  readonly refused: number;
  readonly onRefused: () => void;
}

/** What a page without messages says: how to send it some. */
export function EmptyPage({ origin, onCopy, onSample, refused, onRefused }: EmptyProps) {
  const lines = connectLines(origin);
  const [name, setName] = useState('Node');
  const code = lines.find((line) => line.name === name)?.code ?? '';
  return (
    <section class="empty" aria-labelledby="empty-title">
      <h2 id="empty-title">Nothing has arrived yet</h2>
      {refused > 0 && (
        <p class="bad">
          {plural(refused, 'request')} refused.{' '}
          <button type="button" class="button" onClick={onRefused}>
            Show why
          </button>
        </p>
      )}
      <p>
        Point a Segment library at <code>{origin}</code> and what it sends shows up here, with what Segment
        would make of it. Nothing leaves this machine.
      </p>
      <Tabs label="Library" names={lines.map((line) => line.name)} chosen={name} onChoose={setName}>
        <CodeBlock tokens={markCode(code)} label={`Set-up for ${name}`} />
      </Tabs>
      <p class="buttons">
        <button type="button" class="button strong" onClick={onSample}>
          Send a sample message
        </button>
        <button type="button" class="button" onClick={() => onCopy(code, `Set-up for ${name}`)}>
          Copy these lines
        </button>
      </p>
    </section>
  );
}
