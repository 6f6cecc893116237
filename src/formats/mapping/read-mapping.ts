import { UsageError } from '../../errors.ts';
import { readMembers } from '../../ndjson/members.ts';
import { findJsonProblem, isObjectText, notJsonText } from '../../spec/json-text.ts';
import { nearest } from '../../spec/nearest.ts';
import { type ColumnType, columnTypes, type MappedValue, type Mapping, restPlaces } from './mapping.ts';
import { parsePath, writePath } from './path.ts';
import { isTimezone } from './zone.ts';

const example = '{"version": 1, "map": {"type": {"value": "track"}, "userId": {"column": "Email"}}}';

/** Reads a mapping file. Throws UsageError with the line, the column and the member of each mistake. */
export function readMapping(text: string, file: string): Mapping {
  // What some editors write before the first character.
  const json = text.replace(/^\uFEFF/, '');
  const problem = findJsonProblem(json);
  if (problem !== undefined)
    throw new UsageError(notJsonText(file, problem), { code: 'mapping_invalid', details: problem.snippet });
  const reader = new MappingReader(json);
  const mapping = reader.read();
  const { mistakes } = reader;
  if (mistakes.length === 0) return mapping;
  throw new UsageError(
    `${file} is not a mapping: ${mistakes.length === 1 ? 'there is a mistake' : `there are ${mistakes.length} mistakes`} in it.`,
    { code: 'mapping_invalid', details: mistakes, hint: `A mapping is ${example}` },
  );
}

/** A value of the file: its text, where it begins, and the names of the members that lead to it. */
interface Place {
  readonly text: string;
  readonly at: number;
  readonly name: string;
}

class MappingReader {
  readonly mistakes: string[] = [];
  readonly #bytes: Buffer;

  constructor(json: string) {
    this.#bytes = Buffer.from(json, 'utf8');
  }

  read(): Mapping {
    const map = new Map<string, MappedValue>();
    const types = new Map<string, ColumnType>();
    let rest: Mapping['rest'];
    let timezone: Mapping['timezone'];
    let version: Place | undefined;
    const known = ['version', 'map', 'rest', 'types', 'timezone'];
    for (const [key, place] of this.#members({ text: this.#bytes.toString('utf8'), at: 0, name: '' })) {
      if (key === 'version') version = place;
      else if (key === 'map') this.#readMap(place, map);
      else if (key === 'types') this.#readTypes(place, types);
      else if (key === 'rest') rest = this.#oneOf(place, restPlaces);
      else if (key === 'timezone') timezone = this.#timezone(place);
      else this.#unknown(place, key, known);
    }
    if (version === undefined || version.text !== '1')
      this.#note(
        version?.at ?? 0,
        'version',
        version === undefined ? 'is missing' : 'must be 1, the one that this program knows',
      );
    return { map, types, rest, timezone };
  }

  #readMap(place: Place, map: Map<string, MappedValue>): void {
    for (const [written, value] of this.#members(place)) {
      const path = parsePath(written);
      if (path === undefined) this.#note(value.at, value.name, 'is not a path: a key of it is empty');
      const mapped = this.#mappedValue(value);
      if (path !== undefined && mapped !== undefined) map.set(writePath(path), mapped);
    }
  }

  #mappedValue(place: Place): MappedValue | undefined {
    if (!isObjectText(place.text))
      return this.#note(
        place.at,
        place.name,
        `must be ${place.text.startsWith('"') ? `{"column": ${place.text}}` : `{"value": ${place.text}}`}`,
      );
    const members = this.#members(place);
    for (const [key, member] of members)
      if (key !== 'column' && key !== 'value') this.#unknown(member, key, ['column', 'value']);
    const column = members.get('column');
    const value = members.get('value');
    if ((column === undefined) === (value === undefined))
      return this.#note(place.at, place.name, 'must have either a column or a value');
    if (value !== undefined) return { json: value.text };
    const name = column && this.#text(column);
    return name === undefined ? undefined : { column: name };
  }

  #readTypes(place: Place, types: Map<string, ColumnType>): void {
    for (const [column, value] of this.#members(place)) {
      const type = this.#oneOf(value, columnTypes);
      if (type !== undefined) types.set(column, type);
    }
  }

  #timezone(place: Place): string | undefined {
    const name = this.#text(place);
    if (name === undefined || isTimezone(name)) return name;
    return this.#note(
      place.at,
      place.name,
      'must be a name such as Europe/Oslo or UTC, or an offset such as +01:00',
    );
  }

  #oneOf<T extends string>(place: Place, choices: readonly T[]): T | undefined {
    const value: unknown = JSON.parse(place.text);
    const found = choices.find((choice) => choice === value);
    const meant = typeof value === 'string' ? nearest(value, choices) : undefined;
    const guess = meant === undefined ? '' : `: did you mean ${meant}?`;
    return found ?? this.#note(place.at, place.name, `must be one of ${choices.join(', ')}${guess}`);
  }

  #text(place: Place): string | undefined {
    const value: unknown = JSON.parse(place.text);
    return typeof value === 'string' && value !== ''
      ? value
      : this.#note(place.at, place.name, 'must be a text that is not empty');
  }

  /** The members of an object, each once. */
  #members(place: Place): Map<string, Place> {
    const found = new Map<string, Place>();
    if (!isObjectText(place.text)) {
      this.#note(place.at, place.name || 'the file', 'must be an object');
      return found;
    }
    const bytes = Buffer.from(place.text, 'utf8');
    for (const member of readMembers(bytes).members) {
      const { key, valueStart, valueEnd } = member;
      const name = place.name === '' ? key : `${place.name}[${JSON.stringify(key)}]`;
      if (found.has(key)) this.#note(place.at + member.keyStart, name, 'is there twice');
      found.set(key, {
        text: bytes.subarray(valueStart, valueEnd).toString('utf8'),
        at: place.at + valueStart,
        name,
      });
    }
    return found;
  }

  #unknown({ at, name }: Place, key: string, known: readonly string[]): void {
    const meant = nearest(key, known);
    this.#note(
      at,
      name,
      meant === undefined
        ? `is not known; it may have ${known.join(', ')}`
        : `is not known: did you mean ${meant}?`,
    );
  }

  #note(at: number, name: string, mistake: string): undefined {
    const before = this.#bytes.subarray(0, at).toString('utf8');
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    this.mistakes.push(`line ${line}, column ${column}: ${name} ${mistake}`);
  }
}
