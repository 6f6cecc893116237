import { STATUS_CODES } from 'node:http';
import { isJsonObject } from '../../spec/message.ts';
import { parseJson } from '../../spec/parse-json.ts';

/** Why a request was refused, in the words of the answer. */
export interface Refusal {
  readonly code: string | undefined;
  readonly reason: string;
}

/** Reads an answer of any of Segment's APIs, each of which has a form of its own. */
export function readRefusal(answer: string, status: number): Refusal {
  const value = parseJson(answer);
  const named = STATUS_CODES[status] ?? `status ${status}`;
  if (!isJsonObject(value)) {
    const text = answer.trim();
    return { code: undefined, reason: text === '' || text.startsWith('<') ? named : text };
  }
  // The Public API lists errors, the Profile API has one, and that of OAuth is a code with a description.
  const first: unknown = Array.isArray(value.errors) ? value.errors[0] : value.error;
  const error = isJsonObject(first) ? first : value;
  const code = textOf(error.code) ?? textOf(error.type) ?? textOf(value.error);
  return { code, reason: textOf(error.message) ?? textOf(value.error_description) ?? named };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
