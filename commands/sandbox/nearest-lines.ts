import type { NearMiss } from '../../src/api/sandbox/control.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { eventRow } from './event-row.ts';

/** The messages that came near, a line each with what was in the way. */
export function nearestLines(nearest: readonly NearMiss[] = []): string[] {
  return nearest.map(({ event, reasons }) => {
    const [, type = '', name = '', user = '', , , id = ''] = eventRow(event);
    const what = [type, name === '' ? '' : `“${name}”`, user === '' ? '' : `of ${user}`, `(${id})`];
    return escapeLine(`near: ${what.filter((word) => word !== '').join(' ')}: ${reasons.join('; ')}`);
  });
}
