import { messageTypes } from '../../spec/message.ts';
import type { Fields, FromHash, Preset, RecordTable, Rule, Source } from '../records/record-table.ts';
import { sourcesIn } from '../records/sources.ts';

/** What a preset makes of the records of one table, a line of text for each thing. */
export interface ExplainedTable {
  /** Which records it is about; undefined for all, or all others. */
  readonly of: string | undefined;
  readonly types: readonly ExplainedField[];
  readonly fields: readonly ExplainedField[];
  /** Names of records that are left out, and members that go nowhere. */
  readonly skipped: readonly string[];
  readonly dropped: readonly string[];
}

export interface ExplainedField {
  /** The messages that have it; undefined for all. */
  readonly type: string | undefined;
  readonly path: string;
  readonly from: string;
}

/** For `--explain`: the table of a preset in words. */
export function explainPreset({ tables }: Preset): ExplainedTable[] {
  return tables.map((table) => ({
    of:
      table.has === undefined
        ? undefined
        : `records with ${table.has}${table.needsIdentify ? ' (--identify)' : ''}`,
    types: typesOf(table),
    fields: [
      ...fieldsOf(table.fields, undefined),
      ...messageTypes.flatMap((type) => fieldsOf(table[type] ?? {}, type)),
      ...restOf(table),
      ...fieldsOf(table.user ?? {}, 'identify of the user (--identify)'),
    ],
    skipped: typeof table.type === 'object' ? (table.type.skip ?? []) : [],
    dropped: table.drop ?? [],
  }));
}

function typesOf({ type }: RecordTable): ExplainedField[] {
  if (type === undefined) return [{ type: undefined, path: 'type', from: 'its own' }];
  if (typeof type === 'string') return [{ type: undefined, path: 'type', from: type }];
  const named = Object.entries(type.names).map(([name, becomes = '']) => ({
    type: becomes,
    path: 'type',
    from: `${type.from} is ${name}`,
  }));
  return [...named, { type: type.otherwise, path: 'type', from: `any other ${type.from}` }];
}

function fieldsOf(fields: Fields, type: string | undefined): ExplainedField[] {
  return Object.entries(fields).map(([path, rule]) => ({ type, path, from: ruleText(rule) }));
}

function restOf({ rest, prefixes = {} }: RecordTable): ExplainedField[] {
  if (rest === undefined) return [];
  const begun = Object.entries(prefixes).map(([prefix, path]) => ({
    type: undefined,
    path,
    from: `every other member that begins with ${prefix}`,
  }));
  const from = rest.from === '' ? 'every other member' : `every other member of ${rest.from}`;
  const path = {
    'by type': 'properties or traits',
    'by name': 'the field of its name',
    message: 'the same member',
  };
  return [
    ...begun,
    { type: undefined, path: rest.to in path ? path[rest.to as keyof typeof path] : rest.to, from },
  ];
}

function ruleText(rule: Rule): string {
  return sourcesIn(rule).map(sourceText).join(', else ');
}

function hashSource({ hashOf, needs }: FromHash): string {
  return `a hash of ${hashOf.join(', ')}${needs === undefined ? '' : `, if there is ${needs}`}`;
}

function sourceText(source: Source): string {
  if (typeof source === 'string') return source;
  if ('json' in source) return source.json;
  if ('hashOf' in source) return hashSource(source);
  const { from, as, after, notAfter, without, unlessSameAs } = source;
  const unless = [
    notAfter !== undefined && `begins with ${notAfter}`,
    unlessSameAs !== undefined && `is ${unlessSameAs}`,
  ].filter((word) => word !== false);
  const words = [
    as !== undefined && `as ${as}`,
    after !== undefined && `after ${after}`,
    without !== undefined && `without ${without}`,
    unless.length > 0 && `unless it ${unless.join(' or ')}`,
  ];
  return [from, ...words.filter((word) => word !== false)].join(' ');
}
