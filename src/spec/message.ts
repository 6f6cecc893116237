/** The six calls of the Spec (docs/segment-api/tracking.md#common-fields). */
export const messageTypes = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const;

export type MessageType = (typeof messageTypes)[number];

const knownTypes: ReadonlySet<unknown> = new Set(messageTypes);

/** True for the name of one of the six calls; the Spec's names are lower case. */
export function isMessageType(value: unknown): value is MessageType {
  return knownTypes.has(value);
}

/** True for what JSON calls an object: neither null nor an array. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
