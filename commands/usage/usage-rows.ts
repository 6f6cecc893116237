import { type ApiObject, numberAt, stringAt } from '../../src/api/api-object.ts';
import { latestUsage } from '../../src/api/workspace/usage.ts';
import { ownObject } from '../reading/computed-pages.ts';

/** For a person: a row for each day with what it added, and the month so far as the last one. */
export function dayRows(rows: readonly ApiObject[], names: readonly string[]): ApiObject[] {
  const latest = latestUsage(rows);
  if (latest === undefined) return [];
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
      series: inTime(own).map(({ value }) => numberAt(value, `daily.${first}`)),
    }))
    .sort((a, b) => (b.figures[first] ?? 0) - (a.figures[first] ?? 0))
    .map(ownObject);
}

function figuresOf(row: ApiObject | undefined, names: readonly string[], below = ''): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, numberAt(row?.value, `${below}${name}`)]));
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
