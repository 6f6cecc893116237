import { type ClockSum, spanWords } from './clock-sum.ts';

/** The times of a message and the sum that corrects the sender's clock, step by step (docs/segment-api/tracking.md#timestamps). */
export function Times({ sum }: { readonly sum: ClockSum }) {
  const { original, sent, received, corrected, waited, moved } = sum;
  const rows: readonly (readonly [string, string | undefined, string])[] = [
    ['original', original, original === undefined ? 'not given' : 'when it happened, by the sender’s clock'],
    [
      'sent',
      sent,
      sent === undefined
        ? 'not given'
        : `by the same clock${waited === undefined ? '' : `, ${spanWords(waited)}`}`,
    ],
    ['received', received, 'by the sandbox’s clock'],
    ['corrected', corrected, correction(sum)],
  ];
  return (
    <section class="times" aria-label="Times">
      <h3>Times</h3>
      <table>
        <tbody>
          {rows.map(([name, time, words]) => (
            <tr key={name} class={name === 'corrected' ? 'result' : ''}>
              <th scope="row">{name}</th>
              <td class="time">{time ?? '–'}</td>
              <td class="muted">{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {moved !== undefined && moved !== 0 && (
        <p class="muted">
          The correction moved it by {spanWords(moved)}: that much the sender’s clock and the way here differ.
        </p>
      )}
    </section>
  );
}

function correction({ original, waited }: ClockSum): string {
  if (original === undefined) return 'the time of arrival: there is no timestamp';
  return waited === undefined ? 'the original: there is no sentAt' : 'received − (sent − original)';
}
