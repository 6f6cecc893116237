/** Bytes that can be read as text: a Buffer, named by what is used of it, because the page knows none. */
interface Utf8Bytes {
  toString(encoding: 'utf8'): string;
}

/** The value of a text that should be JSON, or undefined when it is none: for what may hold anything. */
export function parseJson(text: string | Utf8Bytes): unknown {
  try {
    return JSON.parse(typeof text === 'string' ? text : text.toString('utf8'));
  } catch {
    return undefined;
  }
}
