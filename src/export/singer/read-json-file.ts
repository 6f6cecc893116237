import { UsageError } from '../../errors.ts';
import { type OpenFrom, readInputFile } from '../../files/open-path.ts';
import { findJsonProblem, notJsonText } from '../../spec/json-text.ts';

/** The JSON of a file that a flag names. Throws UsageError for one that cannot be read, and for what is not JSON. */
export async function readJsonFile(from: OpenFrom, flag: string, file: string): Promise<unknown> {
  const label = `${flag} ${file}`;
  // A byte order mark is no part of JSON, and editors write one.
  const json = (await readInputFile(from, file, { label })).replace(/^\uFEFF/, '');
  const problem = findJsonProblem(json);
  if (problem === undefined) return JSON.parse(json);
  // Where it breaks, and not what stands there: it may be a token.
  throw new UsageError(notJsonText(label, problem), { code: 'file_not_json' });
}
