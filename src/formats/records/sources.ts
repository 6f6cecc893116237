import { createHash } from 'node:crypto';
import { type JsonNode, writeNode } from '../../spec/json-text.ts';
import { jsonString, kindOfPlace, type Misfit, type ValueType } from '../mapping/cell.ts';
import type { Path } from '../mapping/path.ts';
import type { Zone } from '../mapping/zone.ts';
import type { FromHash, FromMember, Rule, Source } from './record-table.ts';
import { type RecordView, textOf } from './record-view.ts';
import { valueWriter } from './value.ts';

/** The JSON text of a field, empty where the record has none; or which member does not fit, and why. */
export type ReadField = (view: RecordView) => string | (Misfit & { readonly member: string });

export interface Reading {
  /** The types of members by their names, as they were given with `--types`. */
  readonly types: ReadonlyMap<string, ValueType>;
  readonly zone: Zone | undefined;
  /** Takes part in ids that are hashes: the same record has another id in another source. */
  readonly idSeed: string;
}

/** Reads a field by its rule: of several sources the first that has a value. An object without members is one where no other is. */
export function fieldReader(path: Path, rule: Rule, reading: Reading): ReadField {
  const readers = sourcesIn(rule).map((source) => sourceReader(path, source, reading));
  return (view) => {
    let found = '';
    for (const read of readers) {
      const json = read(view);
      if (json !== '' && json !== '{}') return json;
      found ||= json;
    }
    return found;
  };
}

/** The members that a rule is about, which do not come again with the rest. */
export function membersOf(rule: Rule): string[] {
  return sourcesIn(rule).flatMap((source) => {
    if (typeof source === 'string') return source;
    return 'from' in source && source.stays !== true ? source.from : [];
  });
}

/** The sources of a rule, in the order in which they are tried. */
export function sourcesIn(rule: Rule): readonly Source[] {
  return Array.isArray(rule) ? rule : [rule as Source];
}

function sourceReader(path: Path, source: Source, { types, zone, idSeed }: Reading): ReadField {
  if (typeof source === 'object' && 'json' in source) return () => source.json;
  if (typeof source === 'object' && 'hashOf' in source) return (view) => hashId(view, source, idSeed);
  const member = typeof source === 'string' ? { from: source } : source;
  const { from, as }: FromMember = member;
  const write = valueWriter(kindOfPlace(path), types.get(from) ?? as, zone);
  return (view) => {
    const node = chosen(member, view.get(from), view);
    const json = node === undefined ? '' : write(node);
    return typeof json === 'string' ? json : { ...json, member: from };
  };
}

function chosen(member: FromMember, node: JsonNode | undefined, view: RecordView): JsonNode | undefined {
  const { after, notAfter, without, unlessSameAs } = member;
  if (node === undefined) return undefined;
  if (unlessSameAs !== undefined && isSame(node, view.get(unlessSameAs))) return undefined;
  if (after === undefined && notAfter === undefined && without === undefined) return node;
  const text = textOf(node) ?? '';
  if (without !== undefined) return text.startsWith(without) ? jsonString(text.slice(without.length)) : node;
  if (notAfter !== undefined) return text.startsWith(notAfter) ? undefined : node;
  return after !== undefined && text.startsWith(after) ? jsonString(text.slice(after.length)) : undefined;
}

function isSame(node: JsonNode, other: JsonNode | undefined): boolean {
  return other !== undefined && writeNode(node) === writeNode(other);
}

/**
 * The same for the same values, wherever the record stands, and whether a number is one or text, as it is in another format;
 * none where there are no values. Of two records the same empty text says nothing.
 */
function hashId(view: RecordView, { hashOf, needs }: FromHash, idSeed: string): string {
  const textAt = (name: string) => {
    const node = view.get(name) ?? 'null';
    const text = textOf(node) ?? writeNode(node);
    return text === 'null' ? '' : text.trim();
  };
  const values = hashOf.map(textAt);
  const isNone = (needs === undefined ? values : [textAt(needs)]).every((value) => value === '');
  return isNone ? '' : jsonString(hashText(idSeed, ...values));
}

export function hashText(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}
