import type { JsonObject } from '../../api/api-object.ts';
import { isJsonObject } from '../../spec/message.ts';
import { timestampKind } from '../../spec/timestamp.ts';
import type { Fields, FieldType } from '../fields.ts';

/** A field as JSON Schema describes it. Every one may be null or missing, and objects may have more than is known. */
export interface FieldSchema {
  readonly type: readonly string[];
  readonly format?: 'date-time';
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly additionalProperties?: true;
}

export interface RowSchema {
  /** True where the schema had to be made wider for this row: a field of another type, or one that nobody declared. */
  admit(row: JsonObject): boolean;
  toJson(): unknown;
}

/** What a field may hold, and how that is told. */
interface Column {
  readonly schema: FieldSchema;
  fits(value: unknown): boolean;
}

/**
 * The schema of the rows of a stream: what is declared, until a row has something else. It only ever gets wider, so that
 * the rows before fit it as well.
 */
export function rowSchema(fields: Fields): RowSchema {
  const columns = new Map(Object.entries(fields).map(([name, type]) => [name, declared(type)]));
  return {
    admit(row) {
      let isWider = false;
      for (const [name, value] of Object.entries(row)) {
        const column = columns.get(name);
        if (value === null || column?.fits(value) === true) continue;
        columns.set(name, widened(column, value));
        isWider = true;
      }
      return isWider;
    },
    toJson: () => ({
      type: 'object',
      properties: Object.fromEntries([...columns].map(([name, { schema }]) => [name, schema])),
      additionalProperties: true,
    }),
  };
}

function declared(type: FieldType): Column {
  return { schema: fieldSchema(type), fits: (value) => fits(type, value) };
}

/** What is inside a list or an object is then no longer told. */
function widened(column: Column | undefined, value: unknown): Column {
  const type = [...new Set([...(column?.schema.type ?? ['null']), kindOf(value)])];
  return { schema: { type }, fits: (other) => type.includes(kindOf(other)) };
}

/** Programs that make columns of it expect a type everywhere, so that `json` names them all. */
const plainTypes = {
  text: ['string'],
  boolean: ['boolean'],
  integer: ['integer'],
  number: ['number'],
  moment: ['string'],
  json: ['object', 'array', 'string', 'number', 'boolean'],
} as const;

function fieldSchema(type: FieldType): FieldSchema {
  if (typeof type === 'string')
    return { type: ['null', ...plainTypes[type]], ...(type === 'moment' && { format: 'date-time' }) };
  if ('list' in type) return { type: ['null', 'array'], items: fieldSchema(type.list) };
  const properties = Object.entries(type.members).map(([name, member]) => [name, fieldSchema(member)]);
  return {
    type: ['null', 'object'],
    properties: Object.fromEntries(properties),
    additionalProperties: true,
  };
}

function fits(type: FieldType, value: unknown): boolean {
  if (value === null || value === undefined || type === 'json') return true;
  if (type === 'text') return typeof value === 'string';
  if (type === 'moment') return typeof value === 'string' && isRfc3339(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number' || type === 'boolean') return typeof value === type;
  if ('list' in type) return Array.isArray(value) && value.every((item) => fits(type.list, item));
  return (
    isJsonObject(value) && Object.entries(type.members).every(([name, member]) => fits(member, value[name]))
  );
}

/** Narrower than ISO 8601: with seconds, a point before their fraction, and a zone with a colon. */
function isRfc3339(text: string): boolean {
  return /T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) && timestampKind(text) === 'zoned';
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}
