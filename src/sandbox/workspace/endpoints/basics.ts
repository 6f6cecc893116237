import type { Answer, Call, SomeHandlers } from '../endpoint.ts';
import { needText, textOf } from '../query.ts';
import { invalidField, plainRefusal, Refusal } from '../refusal.ts';

/** The longest that an echo lets anybody wait, in milliseconds. */
const maxDelay = 30_000;

export const basicHandlers = {
  getWorkspace: ({ state }) => ({ data: { workspace: state.workspace } }),
  echo,
} satisfies SomeHandlers;

/** Repeats its message, and fails if it is asked to (docs/segment-api/public.md#workspace). The token is not repeated. */
function echo({ method, query, headers }: Call): Answer {
  const message = needText(query, 'message');
  const isOn = (name: string): boolean => textOf(query, name) === 'true';
  if (isOn('triggerUnexpectedError')) throw plainRefusal(500);
  if (isOn('triggerMultipleErrors'))
    throw new Refusal(422, [
      { type: 'input-validation', message: 'The first error.', field: 'message' },
      { type: 'input-validation', message: 'The second error.', field: 'delay' },
    ]);
  const status = readNumber(query, 'statusCode');
  if (status !== undefined && (status < 200 || status > 599))
    throw invalidField('statusCode', '"statusCode" must be an HTTP status');
  if (isOn('triggerError') || (status !== undefined && status >= 400))
    throw plainRefusal(status !== undefined && status >= 400 ? status : 400);
  const { authorization: _token, ...others } = headers;
  const delayMs = Math.min(readNumber(query, 'delay') ?? 0, maxDelay);
  return { data: { method: method.toLowerCase(), message, headers: others }, delayMs };
}

function readNumber(query: Call['query'], name: string): number | undefined {
  const text = textOf(query, name);
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,9}$/.test(text)) throw invalidField(name, `"${name}" must be a number`);
  return Number(text);
}
