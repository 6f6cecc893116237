import { formatJson } from '../../spec/json-text.ts';
import { isPlainNumber } from '../../spec/plain-number.ts';
import { dateReader, type EpochUnit, readEpoch, unitBySize } from './date.ts';
import type { ColumnType } from './mapping.ts';
import type { Path } from './path.ts';
import type { Zone } from './zone.ts';

/** Why a value does not go into a message: what the column is not. */
export interface Misfit {
  readonly misfit: string;
}

/** A type of a column, or `epoch`: a time since 1970 whose unit its size tells. */
export type ValueType = ColumnType | 'epoch';

/** The JSON text of a cell that is not empty. */
export type CellWriter = (cell: string) => string | Misfit;

/** Fields of a message that are text whatever they look like: a `userId` of 42 as a number would be dropped by Segment. */
const textFields: ReadonlySet<string> = new Set([
  ...['type', 'event', 'name', 'category', 'messageId'],
  ...['userId', 'anonymousId', 'groupId', 'previousId'],
]);
const timeFields: ReadonlySet<string> = new Set(['timestamp', 'originalTimestamp', 'sentAt', 'receivedAt']);
/** Fields of a message that are objects: a column with one of these names holds JSON. */
const objectFields: ReadonlySet<string> = new Set(['properties', 'traits', 'context', 'integrations']);

/** The fields of a message that a mapping fills. */
export const messageFields: readonly string[] = [...textFields, ...timeFields, ...objectFields];

/** True for what a column can be named after: a field of a message, and a place within one that is an object. */
export function isPlace([field = '', ...within]: Path): boolean {
  return objectFields.has(field) || (within.length === 0 && (textFields.has(field) || timeFields.has(field)));
}

/** What the place in the message says of the value there. */
export type PlaceKind = 'text' | 'time' | 'object' | 'any';

export function kindOfPlace(path: Path): PlaceKind {
  const [field = ''] = path;
  if (path.length !== 1) return 'any';
  if (textFields.has(field)) return 'text';
  if (timeFields.has(field)) return 'time';
  return objectFields.has(field) ? 'object' : 'any';
}

/** As MySQL, Hive, ClickHouse and Snowflake write NULL. */
const nullCell = String.raw`\N`;

export function isAbsent(cell: string | undefined): cell is undefined | '' {
  return cell === undefined || cell === '' || cell === nullCell;
}

/** How the cells of a column are written at a place. A type that was given decides, but ids and names stay text. */
export function cellWriter(
  place: PlaceKind,
  type: ValueType | undefined,
  zone: Zone | undefined,
): CellWriter {
  const write = type === undefined ? untypedWriter(place, zone) : typedWriter(type, zone);
  if (place !== 'text' || type === undefined) return write;
  return (cell) => {
    const json = write(cell);
    return typeof json === 'string' && !json.startsWith('"') ? jsonString(json) : json;
  };
}

function untypedWriter(place: PlaceKind, zone: Zone | undefined): CellWriter {
  if (place === 'text') return jsonString;
  if (place === 'object') return writeJson;
  if (place === 'any') return writeExact;
  const readDate = dateReader(zone);
  return (cell) => {
    const date = readDate(cell);
    // What is no time at all is judged where every message is.
    return date === undefined ? jsonString(cell) : quoted(date);
  };
}

function typedWriter(type: ValueType, zone: Zone | undefined): CellWriter {
  switch (type) {
    case 'string':
      return jsonString;
    case 'number':
      return writeNumber;
    case 'boolean':
      return writeBoolean;
    case 'json':
      return writeJson;
    case 'date': {
      const readDate = dateReader(zone);
      return (cell) => quoted(readDate(cell) ?? notADate);
    }
    case 'epoch':
      return (cell) => quoted(readEpoch(cell, unitBySize(cell)) ?? notATime);
    default:
      return (cell) => quoted(readEpoch(cell, type) ?? notAnEpoch[type]);
  }
}

const notADate: Misfit = { misfit: 'is not a date' };
const notATime: Misfit = { misfit: 'is not a time since 1970' };
const notAnEpoch: Readonly<Record<EpochUnit, Misfit>> = {
  'epoch-s': { misfit: 'is not a time in seconds since 1970, before the year 10000' },
  'epoch-ms': { misfit: 'is not a time in milliseconds since 1970, before the year 10000' },
  'epoch-us': { misfit: 'is not a time in microseconds since 1970, before the year 10000' },
};

function quoted(time: string | Misfit): string | Misfit {
  return typeof time === 'string' ? `"${time}"` : time;
}

// Quotes, backslashes and control characters are escaped, and halves of a surrogate pair, which UTF-8 does not have.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

export function jsonString(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** A number or a boolean where it is written as JSON writes it, with all its digits; otherwise text. */
export function writeExact(cell: string): string {
  if (cell === 'true' || cell === 'false') return cell;
  return isPlainNumber(cell) && isBelowAllGaps(cell) ? cell : jsonString(cell);
}

/** Above it some whole numbers are no doubles: of two ids in a column one would be a number and the other text. */
function isBelowAllGaps(number: string): boolean {
  return number.length <= 15 || Math.abs(Number(number)) <= Number.MAX_SAFE_INTEGER;
}

const notANumber: Misfit = { misfit: 'is not a number' };

/** A number in the digits of the cell; JSON has no plus sign, no zeros before the others, and a digit on each side of the point. */
function writeNumber(cell: string): string | Misfit {
  if (isPlainNumber(cell)) return cell;
  const [, sign, whole = '', fraction = '', exponent = ''] =
    /^([+-]?)(\d*)(?:\.(\d*))?([eE][+-]?\d+)?$/.exec(cell.trim()) ?? [];
  if (sign === undefined || whole + fraction === '') return notANumber;
  const integer = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${sign === '-' ? '-' : ''}${integer}${fraction === '' ? '' : `.${fraction}`}${exponent}`;
}

const notABoolean: Misfit = { misfit: 'is not true or false' };

/** As databases and sheets write them. */
const booleans: ReadonlyMap<string, string> = new Map([
  ...['true', 't', 'yes', 'y', '1'].map((word): [string, string] => [word, 'true']),
  ...['false', 'f', 'no', 'n', '0'].map((word): [string, string] => [word, 'false']),
]);

function writeBoolean(cell: string): string | Misfit {
  return booleans.get(cell.trim().toLowerCase()) ?? notABoolean;
}

const notJson: Misfit = { misfit: 'is not valid JSON' };

/** The cell itself, on one line: its numbers keep their digits. */
function writeJson(cell: string): string | Misfit {
  try {
    JSON.parse(cell);
    return formatJson(cell);
  } catch {
    return notJson;
  }
}
