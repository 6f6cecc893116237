import { type ApiObject, readApiObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import { differences } from '../../src/spec/differences.ts';
import { openObject, writeNode } from '../../src/spec/json-text.ts';

/**
 * The rows as they came, each with what its day added under the key `daily`: Segment's own figures count since the
 * month began (contract §3.8).
 */
export function withDaily(rows: readonly ApiObject[], figures: readonly string[]): ApiObject[] {
  const added = figures.map((figure) =>
    differences(
      rows.map(({ value }) => ({
        series: stringAt(value, 'sourceId'),
        time: stringAt(value, 'timestamp'),
        total: wholeNumber(valueAt(value, figure)),
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

/** Big counters are strings (contract §1.11). */
function wholeNumber(value: unknown): bigint | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,40}$/.test(text) ? BigInt(text) : undefined;
}
