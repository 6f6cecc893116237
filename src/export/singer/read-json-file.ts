import { systemErrorCode, UsageError } from '../../errors.ts';
import { readText } from '../../files/open-path.ts';
import { findJsonProblem, notJsonText } from '../../spec/json-text.ts';

/** The JSON of a file that a flag names. Throws UsageError for one that cannot be read, and for what is not JSON. */
export async function readJsonFile(
  from: Parameters<typeof readText>[1],
  flag: string,
  file: string,
): Promise<unknown> {
  const text = await readText(file, from).catch((cause: unknown) => {
    const reason = systemErrorCode(cause) ?? 'unknown reason';
    throw new UsageError(`${flag} ${file} cannot be read (${reason}).`, { code: 'file_unreadable', cause });
  });
  // A byte order mark is no part of JSON, and editors write one.
  const json = text.replace(/^\uFEFF/, '');
  const problem = findJsonProblem(json);
  if (problem === undefined) return JSON.parse(json);
  // Where it breaks, and not what stands there: it may be a token.
  throw new UsageError(notJsonText(`${flag} ${file}`, problem), { code: 'file_not_json' });
}
