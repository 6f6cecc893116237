import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { isJsonObject } from '../../src/spec/message.ts';

/** What a Singer target has after reading a whole output. */
export interface SingerOutput {
  readonly streams: ReadonlyMap<string, SingerStream>;
  /** The values of the STATE lines, in their order. */
  readonly states: readonly SingerValue[];
  /** The lines up to each of them, itself included. */
  readonly cuts: readonly string[];
}

export interface SingerStream {
  readonly key: readonly string[];
  readonly bookmarks: readonly string[];
  readonly schema: SingerSchema;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** Records by their keys: of two with the same one the later. */
  readonly byKey: ReadonlyMap<string, string>;
}

export interface SingerSchema {
  readonly properties: Readonly<
    Record<string, { readonly type: readonly string[]; readonly format?: string }>
  >;
}

export interface SingerValue {
  readonly bookmarks: Readonly<Record<string, { readonly timestamp: string }>>;
}

interface OpenStream extends SingerStream {
  readonly records: Record<string, unknown>[];
  readonly byKey: Map<string, string>;
  readonly validate: ValidateFunction;
}

const members = {
  SCHEMA: ['type', 'stream', 'schema', 'key_properties', 'bookmark_properties'],
  RECORD: ['type', 'stream', 'record'],
  STATE: ['type', 'value'],
};

/**
 * Reads messages as a strict Singer target does (https://hub.meltano.com/singer/spec)
 * and throws for the first that breaks a rule: also for a record that its own schema refuses, or that lacks its key,
 * and for a state that is ahead of the records before it. `before` is the state that the run was given.
 */
export function readSinger(text: string, before?: SingerValue): SingerOutput {
  const streams = new Map<string, OpenStream>();
  const states: SingerValue[] = [];
  const cuts: string[] = [];
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  let at = 0;
  for (const line of text.slice(0, -1).split('\n')) {
    at += line.length + 1;
    const message: unknown = JSON.parse(line);
    if (!isJsonObject(message)) throw new Error(`no message: ${line}`);
    const { type } = message;
    if (type !== 'SCHEMA' && type !== 'RECORD' && type !== 'STATE') throw new Error(`unknown type: ${line}`);
    const odd = Object.keys(message).filter((name) => !members[type].includes(name));
    if (odd.length > 0) throw new Error(`unknown members ${odd.join()}: ${line}`);
    if (type === 'SCHEMA') describe(streams, message);
    else if (type === 'RECORD') record(streams, message);
    else {
      states.push(stateOf(message, streams, before));
      cuts.push(text.slice(0, at));
    }
  }
  return { streams, states, cuts };
}

function describe(streams: Map<string, OpenStream>, message: Record<string, unknown>): void {
  const { stream, schema } = message;
  const where = JSON.stringify(message);
  const [key, bookmarks] = [names(message, 'key_properties'), names(message, 'bookmark_properties')];
  if (typeof stream !== 'string' || stream === '') throw new Error(`no stream: ${where}`);
  if (key.length === 0) throw new Error(`no key: ${where}`);
  if (!isSchema(schema)) throw new Error(`not the schema of an object: ${where}`);
  const { properties } = schema;
  for (const name of [...key, ...bookmarks])
    if (!Object.hasOwn(properties, name)) throw new Error(`${name} is not in the schema: ${where}`);
  for (const [name, { type, format }] of Object.entries(properties)) {
    if (!Array.isArray(type) || !type.includes('null')) throw new Error(`${name} cannot be null: ${where}`);
    if (format !== undefined && format !== 'date-time') throw new Error(`odd format of ${name}: ${where}`);
  }
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false });
  formats.default(ajv);
  const known = streams.get(stream);
  const validate = ajv.compile(schema);
  if (known !== undefined && JSON.stringify(known.key) !== JSON.stringify(key))
    throw new Error(`another key: ${where}`);
  for (const before of known?.records ?? [])
    if (!validate(before))
      throw new Error(`narrower than before: ${ajv.errorsText(validate.errors)}: ${where}`);
  const { records, byKey } = known ?? { records: [], byKey: new Map<string, string>() };
  streams.set(stream, { key, bookmarks, schema, records, byKey, validate });
}

function record(streams: ReadonlyMap<string, OpenStream>, message: Record<string, unknown>): void {
  const { stream, record: row } = message;
  const where = JSON.stringify(message);
  const open = typeof stream === 'string' ? streams.get(stream) : undefined;
  if (open === undefined) throw new Error(`a record before its schema: ${where}`);
  if (!isJsonObject(row)) throw new Error(`a record that is no object: ${where}`);
  if (!open.validate(row))
    throw new Error(`its schema refuses it: ${JSON.stringify(open.validate.errors)}: ${where}`);
  const key = open.key.map((name) => row[name] ?? undefined);
  if (key.includes(undefined)) throw new Error(`a record without its key: ${where}`);
  open.records.push(row);
  open.byKey.set(JSON.stringify(key), JSON.stringify(row));
}

function stateOf(
  { value }: Record<string, unknown>,
  streams: ReadonlyMap<string, OpenStream>,
  before: SingerValue | undefined,
): SingerValue {
  if (!isState(value)) throw new Error(`no state: ${JSON.stringify(value)}`);
  for (const [name, { timestamp }] of Object.entries(value.bookmarks)) {
    if (timestamp === before?.bookmarks[name]?.timestamp) continue;
    const records = streams.get(name)?.records ?? [];
    if (!records.some((row) => row.timestamp === timestamp))
      throw new Error(`the state of ${name} is ahead of its records: ${timestamp}`);
  }
  return value;
}

function names(message: Record<string, unknown>, member: string): string[] {
  const found = message[member] ?? [];
  if (!Array.isArray(found) || !found.every((name) => typeof name === 'string'))
    throw new Error(`${member} are no names: ${JSON.stringify(message)}`);
  if (new Set(found).size < found.length) throw new Error(`${member} twice: ${JSON.stringify(message)}`);
  return found;
}

function isSchema(schema: unknown): schema is SingerSchema {
  return isJsonObject(schema) && schema.type === 'object' && isJsonObject(schema.properties);
}

function isState(value: unknown): value is SingerValue {
  return (
    isJsonObject(value) &&
    isJsonObject(value.bookmarks) &&
    Object.values(value.bookmarks).every((mark) => isJsonObject(mark) && typeof mark.timestamp === 'string')
  );
}
