import { type ApiObject, numberAt, stringAt } from '../../src/api/api-object.ts';
import { latestUsage } from '../../src/api/workspace/usage.ts';
import { ownObject } from '../reading/computed-pages.ts';
import { integerAt } from '../reading/numbers.ts';

/** For a person: a row for each day with what it added, and the month so far as the last one. */
export function dayRows(rows: readonly ApiObject[], names: readonly string[]): ApiObject[] {
  if (rows.length === 0) return [];
  const latest = latestUsage(rows);
  const days = inTime(rows).map((row) => ({
    label: stringAt(row.value, 'timestamp').slice(0, 10),
    figures: figuresOf(row, names, 'daily.'),
  }));
  return [...days, { label: 'month', figures: figuresOf(latest, names), isTotal: true }].map(ownObject);
}

/** For a person: a row for each source with the month so far, and what each day added of the `first` figure. */
export function sourceRows(rows: readonly ApiObject[], names: readonly string[], first: string): ApiObject[] {
  return [...bySource(rows)]
    .map(([label, own]) => ({
      label,
      figures: figuresOf(latestUsage(own), names),
      series: inTime(own).map(({ value }) => numberAt(value, `daily.${first}`) ?? null),
    }))
    .sort((a, b) => descending(a.figures[first], b.figures[first]))
    .map(ownObject);
}

type Figures = Readonly<Record<string, bigint | undefined>>;

/** A figure that is missing is not there: it is not 0. */
function figuresOf(row: ApiObject | undefined, names: readonly string[], below = ''): Figures {
  const figure = (name: string) => (row === undefined ? undefined : integerAt(row.text, `${below}${name}`));
  return Object.fromEntries(names.map((name) => [name, figure(name)]));
}

/** The largest first, what is not known last. */
function descending(a: bigint | undefined, b: bigint | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a < b ? 1 : Number(a > b) * -1;
}

function bySource(rows: readonly ApiObject[]): Map<string, ApiObject[]> {
  const groups = new Map<string, ApiObject[]>();
  for (const row of rows) {
    const id = stringAt(row.value, 'sourceId');
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return groups;
}

function inTime(rows: readonly ApiObject[]): ApiObject[] {
  const timeOf = ({ value }: ApiObject): number => Date.parse(stringAt(value, 'timestamp'));
  return [...rows].sort((a, b) => timeOf(a) - timeOf(b));
}
