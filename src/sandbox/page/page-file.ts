import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the built page as text; undefined when it is not there. Without a folder: where the build puts it. */
export async function readPageFile(
  name: 'index.html' | 'page.js' | 'page.css',
  folder = fileURLToPath(new URL('page', import.meta.url)),
): Promise<string | undefined> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
}
