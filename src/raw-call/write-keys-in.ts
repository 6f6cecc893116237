/** The write keys that a reply names as such, in its lists of that name. */
export function writeKeysIn(text: string): readonly string[] {
  const lists = text.match(/"writeKeys"\s*:\s*\[[^\]]*\]/g) ?? [];
  return lists.flatMap((list) =>
    [...list.slice(list.indexOf('[')).matchAll(/"([^"\\]+)"/g)].map(([, key = '']) => key),
  );
}
