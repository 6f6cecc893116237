import { objectsAt, valueAt } from '../api/api-object.ts';
import { numberText } from '../api/numbers.ts';

/** The hours that are switched on, as a clock shows them. */
export function scheduleTimes(scheduleText: string): string {
  return objectsAt(scheduleText, 'schedule', 'times')
    .filter((time) => valueAt(time.value, 'enabled') === true)
    .map((time) => `${(numberText(time.text, 'hourOfDay') || '??').padStart(2, '0')}:00`)
    .join(', ');
}
