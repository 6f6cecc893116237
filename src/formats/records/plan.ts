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
  /** Members that do not come again with the rest, besides those of the fields. */
  readonly named: readonly string[];
}

export interface PlannedField {
  readonly path: Path;
  readonly read: ReadField;
  /** Members that do not come again with the rest. */
  readonly members: readonly string[];
  /** Where the record has this member, that one stands in the field's place with the rest, and so do `members` under their own names. */
  readonly yieldsTo?: Path | undefined;
}

/** True for a path that `--map` names, and for one below it: nothing else goes there, also where the record has no value for it. */
export function givenBy(own: readonly OwnField[]): (path: string) => boolean {
  const given = own.map(({ path }) => writePath(path));
  return (path) => given.some((one) => path === one || path.startsWith(`${one}.`));
}

/**
 * `own` comes first; what a table says of a place of it, or below one, does not count.
 * @param ownMember the member that would come to this place with the rest
 */
export function planOf(
  fields: Fields,
  own: readonly OwnField[],
  reading: Reading,
  named: readonly string[] = [],
  ownMember: (path: Path) => Path | undefined = () => undefined,
): Plan {
  const isGiven = givenBy(own);
  const planned = (path: Path, rule: Rule) => ({
    path,
    read: fieldReader(path, rule, reading),
    members: membersOf(rule),
  });
  const ofTable = Object.entries(fields).map(([path, rule]) => ({ path, rule }));
  return {
    fields: [
      ...own.map(({ path, rule }) => planned(path, rule)),
      ...ofTable
        .filter(({ path }) => !isGiven(path))
        .map(({ path, rule }) => ({ ...planned(pathOf(path), rule), yieldsTo: ownMember(pathOf(path)) })),
    ],
    named: [...named, ...ofTable.filter(({ path }) => isGiven(path)).flatMap(({ rule }) => membersOf(rule))],
  };
}
