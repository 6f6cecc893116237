import type { OpenCall } from '../api/json-api.ts';
import { formatCount } from './numbers.ts';
import type { StatusLine } from './status-line.ts';

/** Between two calls of one look-up, in milliseconds: a longer rest is its end. */
const restMs = 250;

/** Keeps the status line at what is read for now. The function is told of each call, and the one that it returns of its end. */
export function showOpenCalls(
  status: Pick<StatusLine, 'show' | 'hide'>,
  pointer: string,
): (call: OpenCall) => () => void {
  const open = new Set<OpenCall>();
  let rest: NodeJS.Timeout | undefined;
  let text = '';
  return (call) => {
    clearTimeout(rest);
    open.add(call);
    text = `${pointer} ${callsText([...open])}…`;
    status.show(() => text);
    return () => {
      open.delete(call);
      if (open.size > 0) {
        text = `${pointer} ${callsText([...open])}…`;
        status.show(() => text);
        return;
      }
      rest = setTimeout(status.hide, restMs);
      rest.unref();
    };
  };
}

/** `reading sources: 400 so far`, `reading sources (400 so far), destinations`, `waiting for PATCH sources`. */
function callsText(calls: readonly OpenCall[]): string {
  const changes = calls.filter(({ method }) => method !== 'GET');
  if (changes.length > 0)
    return `waiting for ${changes.map(({ method, thing }) => `${method} ${thing}`).join(', ')}`;
  const [first] = calls;
  if (calls.length === 1 && first !== undefined && first.soFar > 0)
    return `reading ${first.thing}: ${formatCount(first.soFar)} so far`;
  const things = calls.map(({ thing, soFar }) =>
    soFar === 0 ? thing : `${thing} (${formatCount(soFar)} so far)`,
  );
  return `reading ${[...new Set(things)].join(', ')}`;
}
