import type { MessageType } from '../../spec/message.ts';
import type { ValueType } from '../mapping/cell.ts';

/**
 * How the records of one tool become messages, as data: a table of what goes where, each path written with dots.
 * `--map` goes before it, path by path.
 */
export interface Preset {
  readonly name: string;
  /** The page of the tool's own documentation that says what its fields are. */
  readonly source: string;
  /** The zone of times that the tool writes without one. */
  readonly timezone?: string;
  /** Of several tables the first that fits a record. */
  readonly tables: readonly RecordTable[];
}

/** Paths of a message and where their values come from. */
export type Fields = Readonly<Record<string, Rule>>;

export interface RecordTable extends Partial<Readonly<Record<MessageType, Fields>>> {
  /** A member that only records of this table have. */
  readonly has?: string;
  /** Its records are left out, and counted as filtered, without `--identify`. */
  readonly needsIdentify?: true;
  /** Names of members at the top are read in lower case: Snowflake writes those of columns in upper case. */
  readonly lowerCase?: true;
  /** Members at the top that hold objects in another form: JSON as text, or a list of keys with values. */
  readonly opens?: Readonly<Record<string, 'json' | 'pairs'>>;
  /** The type of all, or a member whose names stand for types. Undefined where records have a `type` themselves. */
  readonly type?: MessageType | TypeByName;
  /** Of messages of every type; what a type has besides, and instead, stands under its name. */
  readonly fields: Fields;
  /** A further identify of each record, with `--identify` and where there are traits. It has the fields above but `properties` as well. */
  readonly user?: Fields;
  /** The object, or the record itself (`''`), whose members go on where nothing names them. */
  readonly rest?: { readonly from: string; readonly to: RestOf };
  /** Of the rest, names that begin so go into the object at this path, without the beginning; the first that fits counts. */
  readonly prefixes?: Readonly<Record<string, string>>;
  /** What goes nowhere. */
  readonly drop?: readonly string[];
}

/**
 * `by type`: into traits of an identify or a group, and into properties otherwise. `by name`: what is called like a field of a
 * message is that field, all else goes by type. `message`: the record is the message.
 */
export type RestOf = 'properties' | 'traits' | 'by type' | 'by name' | 'message';

export interface TypeByName {
  readonly from: string;
  readonly names: Readonly<Partial<Record<string, MessageType>>>;
  readonly otherwise: MessageType;
  /** Names of what is left out and counted as filtered. */
  readonly skip?: readonly string[];
}

/** Where a value comes from; of several the first that is there. */
export type Rule = Source | readonly Source[];

export type Source = string | FromMember | FromHash | Constant;

export interface FromMember {
  readonly from: string;
  readonly as?: ValueType;
  /** Only a text that begins so, and of it what follows. */
  readonly after?: string;
  /** What follows where a text begins so, otherwise all of it. */
  readonly without?: string;
  /** Only a text that does not begin so. */
  readonly notAfter?: string;
  /** Only where it is not the same as this one. */
  readonly unlessSameAs?: string;
  /** It comes again with the rest. */
  readonly stays?: true;
}

/** An id that the values of several members together make unique. */
export interface FromHash {
  readonly hashOf: readonly string[];
  /** Without this one they are not unique, and the record has no id of its own. */
  readonly needs?: string;
}

export interface Constant {
  readonly json: string;
}
