/** Keys that differ between two sendings of the same message (docs/segment-api/tracking.md#comparing-messages). */
const passing = [
  'messageId',
  'timestamp',
  'receivedAt',
  'sentAt',
  'originalTimestamp',
  'channel',
  'version',
  'projectId',
  'writeKey',
  '_metadata',
];

/**
 * A message without what may differ when two libraries send the same one (docs/segment-api/tracking.md#comparing-messages): compare two
 * of these with deep equality. Empty objects count as absent at the top level only.
 */
export function comparable(message: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { context, ...rest } = message;
  const kept = Object.entries({
    ...rest,
    ...(context === undefined ? {} : { context: withoutLibrary(context) }),
  });
  return Object.fromEntries(kept.filter(([key, value]) => !passing.includes(key) && !isEmptyObject(value)));
}

function withoutLibrary(context: unknown): unknown {
  if (typeof context !== 'object' || context === null) return context;
  return Object.fromEntries(Object.entries(context).filter(([key]) => key !== 'library'));
}

function isEmptyObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  );
}
