import { type CliError, UsageError } from '../../errors.ts';
import { isListText, isObjectText, type JsonMembers, openObject } from '../../spec/json-text.ts';
import { type ApiObject, itemsIn, objectsIn, readApiObject, stringAt } from '../api-object.ts';
import type { ApiRequest, JsonApi } from '../json-api.ts';
import { jsonKind, memberKind } from '../json-kind.ts';

/** A reply of the Public API that came with a status of success, opened once: replies have some megabytes. */
export interface PublicReply {
  readonly url: string;
  readonly text: string;
  /** Its members; none where it is no object. */
  readonly members: JsonMembers;
  /** Those of `data`; undefined where that is no object. */
  readonly data: JsonMembers | undefined;
}

/** Calls the Public API. The reply is JSON; what is in it is taken out with {@link takeList} and {@link takeObject}. */
export async function callPublic(api: JsonApi, request: ApiRequest): Promise<PublicReply> {
  const text = await api.call(request);
  const members: JsonMembers = isObjectText(text) ? openObject(text) : new Map();
  const data = textOf(members, 'data');
  return {
    url: api.prepare(request).url.replace(/\?.*$/s, ''),
    text,
    members,
    data: data !== undefined && isObjectText(data) ? openObject(data) : undefined,
  };
}

/** What stands beside the lists and objects of a reply: `data.<name>`, or the same at its top; undefined without it. */
export function takeBeside({ members, data }: PublicReply, name: string): string | undefined {
  return (data && textOf(data, name)) ?? textOf(members, name);
}

/** A list of a reply: its items, and its text. */
export interface ListPart {
  readonly items: readonly ApiObject[];
  readonly text: string;
}

/** The list at `data.<key>`. A reply without it throws, as one that says “none” has an empty list. */
export function takeList(reply: PublicReply, key: string): ListPart {
  const text = takeMember(reply, key);
  const items = isListText(text) ? itemsIn(text) : undefined;
  if (items !== undefined) return { items, text };
  const kind = jsonKind(text);
  throw unexpected(reply, kind === 'a list' ? `data.${key} holds other things` : `data.${key} is ${kind}`);
}

/** The object at `data.<key>`; a reply without it throws. */
export function takeObject(reply: PublicReply, key: string): ApiObject {
  return asObject(reply, `data.${key}`, takeMember(reply, key));
}

/** `data` itself, for answers that are no named object; a reply without the `member` it should have throws. */
export function takeData(reply: PublicReply, member: string): ApiObject {
  const text = takeMember(reply, member);
  if (jsonKind(text) === 'null') throw unexpected(reply, `data.${member} is null`);
  return asObject(reply, 'data', textOf(reply.members, 'data') ?? 'null');
}

/** The text of `data.<key>`, which may be `null`; a reply without it throws. */
export function takeMember(reply: PublicReply, key: string): string {
  const found = textOf(dataOf(reply), key);
  if (found === undefined) throw unexpected(reply, `data.${key} is missing`);
  return found;
}

/** The members of `data`. A reply has data or errors, never both. */
function dataOf(reply: PublicReply): JsonMembers {
  const errors = textOf(reply.members, 'errors');
  if (errors !== undefined && isListText(errors) && !/^\s*\[\s*\]/.test(errors))
    throw unexpected(reply, 'errors with a status of success', messagesIn(errors));
  if (reply.data !== undefined) return reply.data;
  const kind = jsonKind(reply.text);
  throw unexpected(reply, kind === 'an object' ? `data is ${memberKind(reply.text, 'data')}` : kind);
}

function textOf(members: JsonMembers, name: string): string | undefined {
  const node = members.get(name);
  return typeof node === 'string' ? node : undefined;
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
