import { isNullText, type JsonMembers, type JsonNode, openObject } from '../../spec/json-text.ts';
import { isMessageType, type MessageType } from '../../spec/message.ts';
import { isPlace, jsonString, kindOfPlace } from '../mapping/cell.ts';
import { type MappedRecord, placeOf, type RowOptions } from '../mapping/compile.ts';
import { type Field, mappedFields, refuseMissing, treeOf } from '../mapping/layout.ts';
import type { Mapping, RestPlace } from '../mapping/mapping.ts';
import { keysOfName, type Path, writePath } from '../mapping/path.ts';
import { openZone } from '../mapping/zone.ts';
import { Draft } from './draft.ts';
import { fillIn } from './fill-in.ts';
import { givenBy, type OwnField, type Plan, planOf } from './plan.ts';
import type { Fields, Preset, RecordTable } from './record-table.ts';
import { pathOf, RecordView, textOf } from './record-view.ts';
import { fieldReader, hashText, membersOf, type ReadField, type Reading } from './sources.ts';

/** Makes messages of JSON objects that are none. */
export interface RecordMapper {
  /** @param record the JSON of an object. Returns no message for a record that is left out, and counted as filtered. */
  messages(record: string): readonly MappedRecord[];
}

export interface RecordOptions extends RowOptions {
  /** `--identify`: an identify for the user of each record. */
  readonly identify?: boolean | undefined;
  /** Takes part in ids that are hashes, so that they differ from those of another source. */
  readonly idSeed?: string | undefined;
  /** The columns of a table; undefined where each record has members of its own. */
  readonly columns?: readonly string[] | undefined;
}

/** Records of no tool that is known: what is called like a field of a message is that field. */
const plain: RecordTable = { fields: {}, rest: { from: '', to: 'by name' } };

/** Throws UsageError for two values of one place. */
export function compileRecords(
  preset: Preset | undefined,
  mapping: Mapping,
  options: RecordOptions = {},
): RecordMapper {
  if (options.columns !== undefined)
    refuseMissing(mapping, options.columns, (name) => pathOf(name)[0] ?? name);
  const mapped = mappedFields(mapping);
  treeOf(mapped);
  const tables = (preset?.tables ?? [plain]).map(
    (table) => new TableMapper(table, preset, { mapping, mapped }, options),
  );
  return {
    messages(record) {
      const members = openObject(record);
      return tables.find(({ has }) => has === undefined || members.has(has))?.messages(members) ?? [];
    },
  };
}

/** Fields of an event that the identify of its user does not have. */
const eventFields: ReadonlySet<string> = new Set([
  ...['type', 'event', 'name', 'category'],
  'properties',
  'messageId',
]);

class TableMapper {
  readonly has: string | undefined;
  readonly #table: RecordTable;
  readonly #mapping: Mapping;
  readonly #options: RecordOptions;
  readonly #reading: Reading;
  readonly #own: readonly OwnField[];
  readonly #isGiven: (path: string) => boolean;
  readonly #isObject: (name: string) => boolean;
  readonly #plans = new Map<MessageType | undefined, Plan>();
  readonly #readType: ReadField | undefined;
  #userPlan: Plan | undefined;

  constructor(
    table: RecordTable,
    preset: Preset | undefined,
    { mapping, mapped }: { readonly mapping: Mapping; readonly mapped: readonly Field[] },
    options: RecordOptions,
  ) {
    this.has = table.has;
    this.#table = table;
    this.#mapping = mapping;
    this.#options = options;
    const nameOf = (column: string) => (table.lowerCase === true ? column.toLowerCase() : column);
    const timezone = mapping.timezone ?? preset?.timezone;
    this.#reading = {
      types: new Map([...mapping.types].map(([column, type]) => [nameOf(column), type])),
      zone: timezone === undefined ? undefined : openZone(timezone),
      idSeed: options.idSeed ?? '',
    };
    this.#own = mapped.map(({ path, from }) => ({
      path,
      rule: 'column' in from ? nameOf(from.column) : from,
    }));
    this.#isGiven = givenBy(this.#own);
    this.#isObject = objectsOf(table);
    const type = this.#own.find(({ path }) => path.length === 1 && path[0] === 'type');
    this.#readType = type && fieldReader(type.path, type.rule, this.#reading);
  }

  messages(members: JsonMembers): MappedRecord[] {
    const { lowerCase, opens, needsIdentify, user } = this.#table;
    if (needsIdentify === true && this.#options.identify !== true) return [];
    const named = lowerCase === true ? inLowerCase(members) : members;
    const view = new RecordView(nestMembers(named, this.#isObject), opens);
    const type = this.#typeOf(view);
    if (type === 'skip') return [];
    const event = new Draft();
    const unreadable = view.unreadable();
    if (unreadable !== undefined) event.note(unreadable, 'is not a JSON object');
    // What is a message already keeps the order of its members.
    const isInPlace =
      this.#table.rest?.to === 'message' && this.#readType === undefined && view.members.has('type');
    if (type !== undefined && !isInPlace) event.put(['type'], jsonString(type));
    const read = event.read(this.#planOf(type), view);
    const identify =
      user !== undefined && type !== 'identify' && this.#options.identify === true
        ? this.#identify(user, view, event)
        : [];
    for (const name of read) view.take(name);
    this.#addRest(event, view, type);
    return [...identify, event.end()];
  }

  #typeOf(view: RecordView): MessageType | 'skip' | undefined {
    const { type } = this.#table;
    const name = typeof type === 'object' ? (textOf(view.get(type.from)) ?? '') : '';
    if (typeof type === 'object' && type.skip?.includes(name)) return 'skip';
    const given = this.#readType?.(view) ?? '';
    if (given !== '') return messageTypeOf(typeof given === 'string' ? textOf(given) : undefined);
    if (typeof type === 'string') return type;
    if (type === undefined)
      return messageTypeOf(textOf(view.members.get('type')) ?? this.#options.defaultType);
    return (Object.hasOwn(type.names, name) ? type.names[name] : undefined) ?? type.otherwise;
  }

  #planOf(type: MessageType | undefined): Plan {
    const known = this.#plans.get(type);
    if (known !== undefined) return known;
    const { fields, user = {}, drop = [], rest } = this.#table;
    const byType = type === undefined ? {} : (this.#table[type] ?? {});
    // An identify and a group have no properties.
    const hasProperties = placeOf(type) === 'properties';
    const ofType = Object.entries({ ...fields, ...byType }).filter(
      ([path]) => hasProperties || !path.startsWith('properties.'),
    );
    const plan = planOf(
      Object.fromEntries(ofType),
      this.#own,
      this.#reading,
      [...drop, ...Object.values(user).flatMap(membersOf)],
      rest && { from: rest.from === '' ? [] : pathOf(rest.from), into: this.#restPlace(type) },
    );
    this.#plans.set(type, plan);
    return plan;
  }

  #identify(user: Fields, view: RecordView, event: Draft): MappedRecord[] {
    const isOfUser = (path: string) => !eventFields.has(pathOf(path)[0] ?? '');
    this.#userPlan ??= planOf(
      {
        ...Object.fromEntries(Object.entries(this.#table.fields).filter(([path]) => isOfUser(path))),
        ...user,
      },
      this.#own.filter(({ path }) => isOfUser(writePath(path))),
      this.#reading,
    );
    const draft = new Draft();
    draft.put(['type'], '"identify"');
    const eventId = event.get('messageId');
    if (eventId !== undefined) draft.put(['messageId'], jsonString(hashText('identify', eventId)));
    draft.read(this.#userPlan, view);
    return [undefined, '{}'].includes(draft.get('traits')) ? [] : [draft.end()];
  }

  /** Where members go that nothing names; undefined where they go nowhere. */
  #restPlace(type: MessageType | undefined): RestPlace | undefined {
    const asked = this.#mapping.rest;
    const to = this.#table.rest?.to;
    const place = placeOf(type);
    // An identify and a group have no properties.
    if (asked === undefined && to === 'properties' && place === 'traits') return undefined;
    return asked ?? (to === 'properties' || to === 'traits' ? to : place);
  }

  #addRest(draft: Draft, view: RecordView, type: MessageType | undefined): void {
    const { rest, prefixes = {} } = this.#table;
    const asked = this.#mapping.rest;
    const into = this.#restPlace(type);
    if (rest === undefined || into === undefined) return;
    for (const [key, node] of view.objectAt(rest.from === '' ? [] : pathOf(rest.from)) ?? []) {
      const isEmptied = node instanceof Map && node.size === 0;
      if (isEmptied || key === '' || (typeof node === 'string' && isNullText(node))) continue;
      const name = rest.from === '' ? key : `${rest.from}.${key}`;
      const isNamed = rest.to === 'by name' || rest.to === 'message';
      const path = isNamed ? placeByName(key, into) : (pathByPrefix(key, prefixes) ?? [into, key]);
      if (this.#isGiven(writePath(path))) continue;
      if (rest.to === 'message' && asked === undefined && !isReadAsField(key, node)) draft.put([key], node);
      else if (path[0] !== 'none') draft.write(path, name, node, this.#reading);
    }
  }
}

/** Undefined for what is no type: it stays where it is, for the judge of messages. */
function messageTypeOf(text: string | undefined): MessageType | undefined {
  return isMessageType(text) ? text : undefined;
}

/** Of a message that is one already: an id or a name, which may be empty or a number there, and an object as JSON text. */
function isReadAsField(key: string, node: JsonNode): boolean {
  const kind = kindOfPlace([key]);
  const isName = kind === 'text' && key !== 'type' && key !== 'event';
  return isName || (kind === 'object' && textOf(node) !== undefined);
}

/** The members at the top that are objects, of which a table has a column for each member: `properties.plan`. */
function objectsOf({ opens = {}, user = {}, rest }: RecordTable): (name: string) => boolean {
  const isMessage = rest?.to === 'message';
  const from = [rest?.from ?? '', ...Object.keys(opens), ...Object.values(user).flatMap(membersOf)];
  const names = new Set(from.map((name) => pathOf(name)[0]));
  return (name) => names.has(name) || (isMessage && kindOfPlace([name]) === 'object');
}

function nestMembers(members: JsonMembers, isObject: (name: string) => boolean): JsonMembers {
  const isColumn = (name: string) => name.includes('.') && isObject(keysOfName(name)[0] ?? '');
  let isTable = false;
  for (const name of members.keys()) isTable ||= isColumn(name);
  if (!isTable) return members;
  const nested: JsonMembers = new Map();
  for (const [name, node] of members) {
    const isNull = typeof node === 'string' && isNullText(node);
    if (isNull || !isColumn(name) || !fillIn(nested, keysOfName(name), node)) nested.set(name, node);
  }
  return nested;
}

function inLowerCase(members: JsonMembers): JsonMembers {
  return new Map([...members].map(([name, node]) => [name.toLowerCase(), node]));
}

function pathByPrefix(name: string, prefixes: NonNullable<RecordTable['prefixes']>): Path | undefined {
  const found = Object.entries(prefixes).find(([prefix]) => name.startsWith(prefix) && name !== prefix);
  return found && [...pathOf(found[1]), name.slice(found[0].length)];
}

function placeByName(name: string, into: RestPlace): Path {
  const path = keysOfName(name);
  return isPlace(path) ? path : [into, ...path];
}
