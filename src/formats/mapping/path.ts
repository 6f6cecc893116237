/** The place of a value in a message: the keys on the way to it. */
export type Path = readonly string[];

/** Deeper than anyone means; what makes objects of paths calls itself for each key. */
const maxKeys = 100;

/** A path as it is written: keys with dots between them, `\.` for a dot within a key. Undefined where a key is empty, or there are too many. */
export function parsePath(text: string): Path | undefined {
  const keys: string[] = [];
  let key = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '.') {
      keys.push(key);
      key = '';
    } else if (character === '\\' && /[.\\]/.test(text.charAt(at + 1))) {
      at += 1;
      key += text.charAt(at);
    } else {
      key += character;
    }
  }
  keys.push(key);
  return keys.includes('') || keys.length > maxKeys ? undefined : keys;
}

/** The other way round. */
export function writePath(path: Path): string {
  return path.map((key) => key.replace(/[.\\]/g, String.raw`\$&`)).join('.');
}

/** The keys that a name with dots stands for; one key where a part would be empty, or has a space at its edge (`No. of items`). */
export function keysOfName(name: string): Path {
  const keys = parsePath(name);
  return keys === undefined || keys.some((key) => key !== key.trim()) ? [name] : keys;
}
