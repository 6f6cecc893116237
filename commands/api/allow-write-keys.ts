import type { App } from '../../src/app.ts';
import { writeKeysIn } from '../../src/raw-call/write-keys.ts';

/**
 * The write keys that an API names as such were asked for, and are public in every browser that loads them: they
 * are shown as they came. What is a token besides stays masked.
 */
export async function allowWriteKeys(app: App, text: string): Promise<void> {
  const keys = writeKeysIn(text);
  if (keys.length === 0) return;
  const { token, profileToken } = await app.context();
  for (const key of keys) if (key !== token?.value && key !== profileToken?.value) app.redactor.allow(key);
}
