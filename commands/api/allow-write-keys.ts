import type { App } from '../../src/app.ts';

/**
 * The write keys that an API names as such were asked for, and are public in every browser that loads them: they
 * are shown as they came. What is a token besides stays masked.
 */
export async function allowWriteKeys(app: App, text: string): Promise<void> {
  const lists = text.match(/"writeKeys"\s*:\s*\[[^\]]*\]/g);
  if (lists === null) return;
  const { token, profileToken } = await app.context();
  for (const list of lists) {
    for (const [, key = ''] of list.slice(list.indexOf('[')).matchAll(/"([^"\\]+)"/g))
      if (key !== token?.value && key !== profileToken?.value) app.redactor.allow(key);
  }
}
