import type { MessageType } from '../spec/message.ts';

/** Where the fields of a type go; an alias has neither properties nor traits (docs/segment-api/tracking.md#alias). */
export function fieldsInto(type: MessageType): 'properties' | 'traits' | undefined {
  if (type === 'alias') return undefined;
  return type === 'identify' || type === 'group' ? 'traits' : 'properties';
}
