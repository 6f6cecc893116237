import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../src/errors.ts';

/** The JSON of a seed file and the name it was given by. Throws UsageError for what cannot be read or is no JSON. */
export function readSeedFile(file: string, cwd: string): { readonly name: string; readonly value: unknown } {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(`The seed ${file} cannot be read.`, { code: 'seed_unreadable', cause: error });
  }
  try {
    // A byte order mark is no part of JSON, and editors write one.
    return { name: file, value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    throw new UsageError(`The seed ${file} is not JSON: ${error instanceof Error ? error.message : ''}`, {
      code: 'seed_invalid',
      cause: error,
    });
  }
}
