import type { ReadSource } from '../../spec/fields.ts';

/** Reads each source once: a change is planned several times from the same flags, and stdin can be read once. */
export function readOnce(read: ReadSource): ReadSource {
  const texts = new Map<string, Promise<string>>();
  return (name, spelling) => {
    const text = texts.get(name) ?? read(name, spelling);
    texts.set(name, text);
    return text;
  };
}
