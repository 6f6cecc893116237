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
  readonly fields: readonly { readonly path: Path; readonly read: ReadField }[];
  /** Members that do not come again with the rest. */
  readonly named: readonly string[];
}

/** True for a path that `--map` names, and for one below it: nothing else goes there, also where the record has no value for it. */
export function givenBy(own: readonly OwnField[]): (path: string) => boolean {
  const given = own.map(({ path }) => writePath(path));
  return (path) => given.some((one) => path === one || path.startsWith(`${one}.`));
}

/** `own` comes first; what a table says of a place of it, or below one, does not count. */
export function planOf(
  fields: Fields,
  own: readonly OwnField[],
  reading: Reading,
  named: readonly string[] = [],
): Plan {
  const isGiven = givenBy(own);
  const ofTable = Object.entries(fields).filter(([path]) => !isGiven(path));
  const rules = [...own, ...ofTable.map(([path, rule]) => ({ path: pathOf(path), rule }))];
  const allRules = [...own.map(({ rule }) => rule), ...Object.values(fields)];
  return {
    fields: rules.map(({ path, rule }) => ({ path, read: fieldReader(path, rule, reading) })),
    named: [...named, ...allRules.flatMap(membersOf)],
  };
}
