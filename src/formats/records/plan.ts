import { type Path, writePath } from '../mapping/path.ts';
import type { Fields, Rule } from './record-table.ts';
import { pathOf } from './record-view.ts';
import { fieldReader, membersOf, type ReadField, type Reading } from './sources.ts';

/** A field that `--map` names. */
export interface OwnField {
  readonly path: Path;
  readonly rule: Rule;
}

/** What messages of one type are made of. */
export interface Plan {
  /** The strongest first. */
  readonly fields: readonly PlannedField[];
  /** Members that do not come again with the rest: those of the fields, and others. */
  readonly named: readonly string[];
  readonly others: readonly string[];
  /** The object whose members go on with the rest to places that fields may have. */
  readonly rest: Path | undefined;
}

export interface PlannedField {
  readonly path: Path;
  readonly read: ReadField;
  /** Members that do not come again with the rest. */
  readonly members: readonly string[];
  /** Where `rest` has this member, that one comes to the field's place, and `members` keep their own names. */
  readonly yieldsTo?: string | undefined;
}

/** True for a path that `--map` names, and for one below it: nothing else goes there, also where the record has no value for it. */
export function givenBy(own: readonly OwnField[]): (path: string) => boolean {
  const given = own.map(({ path }) => writePath(path));
  return (path) => given.some((one) => path === one || path.startsWith(`${one}.`));
}

/**
 * `own` comes first; what a table says of a place of it, or below one, does not count.
 * @param others further members that do not come again with the rest
 * @param rest the object whose members go on, and the place in the message to which they do
 */
export function planOf(
  fields: Fields,
  own: readonly OwnField[],
  reading: Reading,
  others: readonly string[] = [],
  rest?: { readonly from: Path; readonly into: string | undefined },
): Plan {
  const isGiven = givenBy(own);
  const planned = (path: Path, rule: Rule): PlannedField => ({
    path,
    read: fieldReader(path, rule, reading),
    members: membersOf(rule),
  });
  const ofTable = Object.entries(fields).filter(([path]) => !isGiven(path));
  const unread = Object.entries(fields).filter(([path]) => isGiven(path));
  const all = [
    ...own.map(({ path, rule }) => planned(path, rule)),
    ...ofTable.map(([written, rule]) => {
      const path = pathOf(written);
      const isOfRest = rest !== undefined && path.length === 2 && path[0] === rest.into;
      return { ...planned(path, rule), ...(isOfRest && { yieldsTo: path[1] }) };
    }),
  ];
  const besides = [...others, ...unread.flatMap(([, rule]) => membersOf(rule))];
  return {
    fields: all,
    named: [...besides, ...all.flatMap(({ members }) => members)],
    others: besides,
    rest: rest?.from,
  };
}
