import { isJsonObject } from '../../../spec/message.ts';
import { parseJson } from '../../../spec/parse-json.ts';
import { judgeMessage } from '../../../spec/verdict.ts';

/** One message as the page holds it: what a row shows, and the text that everything else is read from. */
export interface Entry {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly outcome: string;
  readonly type: string;
  readonly name: string;
  readonly user: string;
  readonly source: string;
  readonly messageId: string;
  /** The rules it breaks: why it was dropped, or what is worth a word. None for most. */
  readonly rules: readonly string[];
  /** The JSON text by which the sandbox told of it. */
  readonly text: string;
}

const noRules: readonly string[] = [];

/** Reads one event of the sandbox (`GET /_/events`); undefined for what is none. */
export function readEntry(text: string): Entry | undefined {
  const event = parseJson(text);
  if (!isJsonObject(event)) return undefined;
  const message = isJsonObject(event.message) ? event.message : {};
  const outcome = textOf(event.outcome);
  const type = textOf(event.type);
  return {
    seq: Number(event.seq),
    receivedAt: Date.parse(textOf(event.receivedAt)),
    outcome,
    type: type === '' ? 'unknown' : type,
    name: nameOf(type, message),
    user: textOf(message.userId) || textOf(message.anonymousId),
    source: textOf(event.source),
    messageId: textOf(event.messageId),
    rules: rulesOf(outcome, textOf(event.code), message),
    text,
  };
}

/** What a person knows the message by. */
function nameOf(type: string, message: Record<string, unknown>): string {
  const traits = isJsonObject(message.traits) ? message.traits : {};
  if (type === 'identify') return textOf(traits.email) || textOf(traits.name);
  if (type === 'group') return textOf(message.groupId);
  if (type === 'alias') return textOf(message.previousId);
  return textOf(message.event) || textOf(message.name) || textOf(message.category);
}

function rulesOf(outcome: string, code: string, message: Record<string, unknown>): readonly string[] {
  if (outcome === 'discarded') return [code];
  if (outcome === 'duplicate') return ['duplicate'];
  // As the client spelled it: the corrected timestamp is the sandbox's own and always sound.
  const sent = { ...message, timestamp: message.originalTimestamp };
  const verdict = judgeMessage(sent, 0);
  if (verdict.kind !== 'accept') return [verdict.code];
  // A message without a timestamp is no mistake: sent as it happens, it takes the time of arrival.
  const worth = verdict.warnings.filter((warning) => warning !== 'timestamp_missing');
  return worth.length === 0 ? noRules : worth;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
