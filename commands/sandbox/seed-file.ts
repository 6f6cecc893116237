import { UsageError } from '../../src/errors.ts';
import { readText } from '../../src/files/open-path.ts';
import type { Io } from '../../src/terminal/io.ts';

/** The JSON of a seed file and the name it was given by. Throws UsageError for what cannot be read or is no JSON. */
export async function readSeedFile(
  io: Pick<Io, 'cwd' | 'stdin'>,
  file: string,
): Promise<{ readonly name: string; readonly value: unknown }> {
  let text: string;
  try {
    text = await readText(file, io);
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
