import { type CliError, UsageError } from '../../errors.ts';
import { type Element, readElements } from '../../ndjson/elements.ts';
import { readMembers } from '../../ndjson/members.ts';
import { skipSeparators } from '../../ndjson/skip.ts';
import { isListText } from '../../spec/json-text.ts';
import { type ApiObject, objectsIn, readApiObject, stringAt } from '../api-object.ts';
import type { ApiRequest, JsonApi } from '../json-api.ts';
import { jsonKind, memberKind } from '../json-kind.ts';

const openBrace = 0x7b;
const openBracket = 0x5b;
const firstOfNull = 0x6e;

/** A reply of the Public API that came with a status of success, opened once: replies have some megabytes. */
export interface PublicReply {
  readonly url: string;
  readonly bytes: Buffer;
  /** Its members; none where it is not an object. */
  readonly members: Members;
  /** Those of `data`; undefined where that is not an object. */
  readonly data: Members | undefined;
}

/** The values of an object, each as its bytes in the reply: a list of megabytes is not copied at each level. */
type Members = ReadonlyMap<string, Buffer>;

/** Calls the Public API. The reply is JSON; what is in it is taken out with {@link takeItems} and {@link takeObject}. */
export async function callPublic(api: JsonApi, request: ApiRequest): Promise<PublicReply> {
  return openReply(api, request, Buffer.from(await api.call(request), 'utf8'));
}

/** The same for long lists: see {@link JsonApi.callBytes}. */
export async function callPublicBytes(api: JsonApi, request: ApiRequest): Promise<PublicReply> {
  return openReply(api, request, await api.callBytes(request));
}

function openReply(api: JsonApi, request: ApiRequest, bytes: Buffer): PublicReply {
  const members: Members = bytes[skipSeparators(bytes, 0)] === openBrace ? membersIn(bytes) : new Map();
  const data = members.get('data');
  return {
    url: api.prepare(request).url.replace(/\?.*$/s, ''),
    bytes,
    members,
    data: data?.[0] === openBrace ? membersIn(data) : undefined,
  };
}

function membersIn(object: Buffer): Members {
  const { members } = readMembers(object);
  return new Map(
    members.map(({ key, valueStart, valueEnd }) => [key, object.subarray(valueStart, valueEnd)]),
  );
}

/** What stands beside the lists and objects of a reply: `data.<name>`, or the same at its top; undefined without it. */
export function takeBeside({ members, data }: PublicReply, name: string): string | undefined {
  return (data && textOf(data, name)) ?? textOf(members, name);
}

/** A list in its bytes, which are JSON, and where its items stand there: each is an object, or null. */
export interface ItemBytes {
  readonly bytes: Buffer;
  readonly items: readonly Element[];
}

/** The list at `data.<key>`. A reply without it throws, as one that says “none” has an empty list. */
export function takeItems(reply: PublicReply, key: string): ItemBytes {
  const bytes = memberOf(reply, key);
  const items = readElements(bytes);
  if (bytes[0] !== openBracket) throw unexpected(reply, `data.${key} is ${jsonKind(bytes.toString('utf8'))}`);
  // It is another list than the one that was meant.
  if (!items.every(({ start }) => bytes[start] === openBrace || bytes[start] === firstOfNull))
    throw unexpected(reply, `data.${key} holds other things`);
  return { bytes, items };
}

/** The items of a list as objects; a null among them stays in its place, without fields. */
export function objectsOf({ bytes, items }: ItemBytes): ApiObject[] {
  return items.map(({ start, end }) => {
    const text = bytes.toString('utf8', start, end);
    return readApiObject(text) ?? { value: {}, text };
  });
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
  return memberOf(reply, key).toString('utf8');
}

function memberOf(reply: PublicReply, key: string): Buffer {
  const found = dataOf(reply).get(key);
  if (found === undefined) throw unexpected(reply, `data.${key} is missing`);
  return found;
}

/** The members of `data`. A reply has data or errors, never both. */
function dataOf(reply: PublicReply): Members {
  const errors = textOf(reply.members, 'errors');
  if (errors !== undefined && isListText(errors) && !/^\s*\[\s*\]/.test(errors))
    throw unexpected(reply, 'errors with a status of success', messagesIn(errors));
  if (reply.data !== undefined) return reply.data;
  const text = reply.bytes.toString('utf8');
  const kind = jsonKind(text);
  throw unexpected(reply, kind === 'an object' ? `data is ${memberKind(text, 'data')}` : kind);
}

function textOf(members: Members, name: string): string | undefined {
  return members.get(name)?.toString('utf8');
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
