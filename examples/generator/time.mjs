export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The first instant of the sixty days, and the first after them. */
export const opening = Date.UTC(2026, 8, 1);
export const closing = opening + 60 * day;

/** Central Europe leaves summer time inside the sixty days, so its offset changes within the files. */
const summerTimeEnds = Date.UTC(2026, 9, 25, 1);

/** ISO 8601 in UTC, as browsers write it. */
export function utc(instant) {
  return new Date(instant).toISOString();
}

/** ISO 8601 in the local time of a place, as phones and servers there write it. */
export function local(instant, place) {
  const offset = place.summerTime && instant < summerTimeEnds ? place.offset + 60 : place.offset;
  if (offset === 0) return utc(instant);
  const clock = new Date(instant + offset * minute).toISOString().slice(0, -1);
  const ahead = Math.abs(offset);
  const two = (value) => String(value).padStart(2, '0');
  return `${clock}${offset < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}
