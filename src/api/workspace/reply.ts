import { type CliError, UsageError } from '../../errors.ts';
import { isListText } from '../../spec/json-text.ts';
import { type ApiObject, itemsIn, objectsIn, readApiObject, stringAt, textAt } from '../api-object.ts';
import type { ApiRequest, JsonApi } from '../json-api.ts';
import { jsonKind, memberKind } from '../json-kind.ts';

/** A reply of the Public API that came with a status of success, and the URL that gave it. */
export interface PublicReply {
  readonly text: string;
  readonly url: string;
}

/** Calls the Public API. The reply is JSON; what is in it is taken out with {@link listIn} and {@link objectIn}. */
export async function callPublic(api: JsonApi, request: ApiRequest): Promise<PublicReply> {
  const text = await api.call(request);
  return { text, url: api.prepare(request).url.replace(/\?.*$/s, '') };
}

/** A list of a reply: its items, and its text. */
export interface ListPart {
  readonly items: readonly ApiObject[];
  readonly text: string;
}

/** The list at `data.<key>`. A reply without it throws, as one that says “none” has an empty list. */
export function listIn(reply: PublicReply, key: string): ListPart {
  const text = memberIn(reply, key);
  const items = isListText(text) ? itemsIn(text) : undefined;
  if (items !== undefined) return { items, text };
  const kind = jsonKind(text);
  throw unexpected(reply, kind === 'a list' ? `data.${key} holds other things` : `data.${key} is ${kind}`);
}

/** The object at `data.<key>`; a reply without it throws. */
export function objectIn(reply: PublicReply, key: string): ApiObject {
  return asObject(reply, `data.${key}`, memberIn(reply, key));
}

/** `data` itself, for answers that are no named object; a reply without the `member` it should have throws. */
export function dataIn(reply: PublicReply, member: string): ApiObject {
  const text = memberIn(reply, member);
  if (jsonKind(text) === 'null') throw unexpected(reply, `data.${member} is null`);
  return asObject(reply, 'data', dataText(reply));
}

/** The text of `data.<key>`, which may be `null`; a reply without it throws. */
export function memberIn(reply: PublicReply, key: string): string {
  const found = textAt(dataText(reply), key);
  if (found === undefined) throw unexpected(reply, `data.${key} is missing`);
  return found;
}

/** The text of `data`. A reply has data or errors, never both. */
function dataText(reply: PublicReply): string {
  const errors = textAt(reply.text, 'errors');
  if (errors !== undefined && isListText(errors) && !/^\s*\[\s*\]/.test(errors))
    throw unexpected(reply, 'errors with a status of success', messagesIn(errors));
  const data = textAt(reply.text, 'data');
  if (data !== undefined && jsonKind(data) === 'an object') return data;
  const kind = jsonKind(reply.text);
  throw unexpected(reply, kind === 'an object' ? `data is ${memberKind(reply.text, 'data')}` : kind);
}

function asObject(reply: PublicReply, name: string, text: string): ApiObject {
  const object = readApiObject(text);
  if (object === undefined) throw unexpected(reply, `${name} is ${jsonKind(text)}`);
  return object;
}

function messagesIn(errors: string): string[] {
  return objectsIn(errors)
    .map(({ value }) => stringAt(value, 'message') || stringAt(value, 'type'))
    .filter((message) => message !== '')
    .slice(0, 5)
    .map((message) => message.slice(0, 200));
}

function unexpected({ url }: PublicReply, reason: string, details: readonly string[] = []): CliError {
  return new UsageError(`${url} did not return a Public API response (${reason}).`, {
    code: 'reply_unexpected',
    details,
    hint: 'Check SEGMENT_API_URL, and look at the response with --debug.',
  });
}
