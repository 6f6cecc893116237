import { useEffect, useState } from 'preact/hooks';
import { readBars } from './bars.ts';
import type { MessageStore } from './message-store.ts';
import { countWords, plural, stretchWords } from './words.ts';

/** What arrived over time: a bar for each stretch, the lost part on its own. Moves on by itself. */
export function CountsStrip({ store }: { readonly store: MessageStore }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const { stretch, bars, most } = readBars(store.seconds, Math.max(now, Date.now()));
  const accepted = bars.reduce((sum, bar) => sum + bar.accepted, 0);
  const lost = bars.reduce((sum, bar) => sum + bar.lost, 0);
  const span = stretchWords(stretch * bars.length);
  const summary = `Last ${span}: ${plural(accepted, 'message')} accepted, ${countWords(lost)} dropped`;
  const height = (part: number) => (most === 0 ? 0 : (part / most) * 30);
  return (
    <div class="counts">
      <svg class="bars" viewBox="0 0 240 32" preserveAspectRatio="none" role="img" aria-label={summary}>
        <title>{summary}</title>
        {bars.map((bar, index) => {
          const [acceptedHeight, lostHeight] = [height(bar.accepted), height(bar.lost)];
          const x = index * 4;
          return [
            <rect
              key={`t${index}`}
              class="b-accepted"
              x={x}
              y={32 - acceptedHeight}
              width={3}
              height={acceptedHeight}
            />,
            <rect
              key={`l${index}`}
              class="b-lost"
              x={x}
              y={32 - acceptedHeight - lostHeight}
              width={3}
              height={lostHeight}
            />,
          ];
        })}
        <rect class="b-base" x={0} y={31.5} width={240} height={0.5} />
      </svg>
      <p class="counts-words">
        <b>{countWords(accepted)}</b> accepted
        {lost > 0 && (
          <span class="bad">
            {' '}
            · <b>{countWords(lost)}</b> dropped
          </span>
        )}
        <span class="muted"> · last {span}</span>
      </p>
    </div>
  );
}
