import { type ApiObject, readApiObject, stringAt } from '../../src/api/api-object.ts';
import { differences } from '../../src/spec/differences.ts';
import { openObject, writeNode } from '../../src/spec/json-text.ts';
import { integerAt } from '../reading/numbers.ts';

/**
 * The rows as they came, each with what its day added under the key `daily`: Segment's own figures count since the
 * month began (docs/segment-api/public.md#usage).
 */
export function withDaily(rows: readonly ApiObject[], figures: readonly string[]): ApiObject[] {
  const added = figures.map((figure) =>
    differences(
      rows.map(({ value, text }) => ({
        series: stringAt(value, 'sourceId'),
        time: stringAt(value, 'timestamp'),
        total: integerAt(text, figure),
      })),
    ),
  );
  return rows.map((row, index) => {
    const daily = figures.map(
      (figure, at) => `${JSON.stringify(figure)}:${added[at]?.[index]?.toString() ?? 'null'}`,
    );
    const members = openObject(row.text);
    members.set('daily', `{${daily.join(',')}}`);
    return readApiObject(writeNode(members)) ?? row;
  });
}
