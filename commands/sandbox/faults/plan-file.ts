import { systemErrorCode, UsageError } from '../../../src/errors.ts';
import { readText } from '../../../src/files/open-path.ts';
import type { Io } from '../../../src/terminal/io.ts';

/** The JSON of a fault plan file, not checked yet; `-` reads stdin. Throws UsageError. */
export async function readPlanFile(io: Io, file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readText(file, io);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${systemErrorCode(error) ?? 'unknown reason'}).`, {
      code: 'file_unreadable',
      cause: error,
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON.`, { code: 'plan_invalid', cause: error });
  }
}
