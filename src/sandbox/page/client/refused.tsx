import { clockTime } from '../../../spec/clock-time.ts';
import { CodeBlock } from './code-block.tsx';
import { Fact } from './fact.tsx';
import { markCode } from './json-tokens.ts';
import type { RefusedRequest } from './refused-request.ts';
import { marks } from './severity-mark.ts';

/** The requests that brought no message because they were answered 4xx, the newest first: the answer, and how each began. */
export function Refused({ requests }: { readonly requests: readonly RefusedRequest[] }) {
  if (requests.length === 0) {
    return (
      <section class="empty">
        <h2>No request was refused</h2>
        <p>Requests that are answered 400, 401, 404 or another 4xx bring no message. They are shown here.</p>
      </section>
    );
  }
  return (
    <ul class="refusals" aria-label="Refused requests">
      {requests.map((request) => (
        <li key={request.number}>
          <Request {...request} />
        </li>
      ))}
    </ul>
  );
}

function Request({ receivedAt, request, answer, facts, firstBytes }: RefusedRequest) {
  return (
    <details class="refusal">
      <summary>
        <span class="c-time">{clockTime(new Date(receivedAt), 'milliseconds')}</span>
        <span class="mono">{request}</span>
        <span class="bad">
          {marks.refuse} {answer}
        </span>
      </summary>
      <dl class="facts">
        <Fact name="Request" value={request} />
        <Fact name="Answer" value={answer} />
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      <CodeBlock tokens={markCode(firstBytes || 'No body was read.')} label="The first bytes of the body" />
    </details>
  );
}
