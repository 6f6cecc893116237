import { isJsonObject } from '../../../spec/message.ts';
import { parseJson } from '../../../spec/parse-json.ts';
import { plural } from './words.ts';

/** A request that the sandbox refused, as the page shows it. */
export interface RefusedRequest {
  /** Its own number. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** Method and path. */
  readonly request: string;
  /** Status and reason. */
  readonly answer: string;
  /** What else is known of it, by name; '' for what it does not have. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly firstBytes: string;
}

/** Reads one event of `GET /_/events?outcome=refused`; undefined for what is none. */
export function readRefused(text: string): RefusedRequest | undefined {
  const event = parseJson(text);
  if (!isJsonObject(event)) return undefined;
  const { bodyBytes, wireBytes, faults, code } = event;
  return {
    number: Number(event.refused),
    receivedAt: Date.parse(String(event.receivedAt)),
    request: `${event.method} ${event.path}`,
    answer: `${event.status} ${event.reason}`,
    facts: [
      ['Code', String(code ?? '')],
      ['Fault rule', String(faults)],
      ['Size', plural(Number(bodyBytes ?? wireBytes), 'byte')],
      ['Client', String(event.userAgent)],
    ],
    firstBytes: String(event.firstBytes),
  };
}
