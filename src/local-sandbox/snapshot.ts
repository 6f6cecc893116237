import { rm, writeFile } from 'node:fs/promises';
import type { Http } from '../api/http.ts';
import { type EventFilter, readSnapshot } from '../api/sandbox/control.ts';
import { InputError, StateError, systemErrorCode, systemReason, UsageError } from '../errors.ts';
import { type OpenFrom, readInputFile } from '../files/open-path.ts';
import { type Difference, type RecordedMessage, recordMessage } from '../sandbox/control/recording.ts';
import { isJsonObject } from '../spec/message.ts';
import { parseJson } from '../spec/parse-json.ts';

/** The messages of a sandbox without the values that differ in every run, as JSON texts. */
export async function takeSnapshot(http: Http, url: string, filter: EventFilter): Promise<string[]> {
  const lines: string[] = [];
  for await (const page of readSnapshot(http, url, filter)) lines.push(...page.lines);
  return lines;
}

/** Writes one message a line. Throws UsageError for a file that exists, without `overwrite`; StateError otherwise. */
export async function writeSnapshot(
  path: string,
  lines: readonly string[],
  { name, overwrite }: { readonly name: string; readonly overwrite: boolean },
): Promise<void> {
  try {
    await writeFile(path, snapshotText(lines), { flag: overwrite ? 'w' : 'wx' });
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST')
      throw new UsageError(`${name} already exists.`, {
        code: 'file_exists',
        hint: 'Add --force to overwrite it.',
      });
    // Half a snapshot looks like a whole one, and the next run would refuse to overwrite it.
    if (!overwrite) await rm(path, { force: true }).catch(() => {});
    throw new StateError(`${name} cannot be written (${systemReason(error)}).`, {
      code: 'file_not_writable',
      cause: error,
    });
  }
}

export function snapshotText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** The messages of a snapshot; `name` is what errors call it. Throws InputError for a line that is not a message. */
export function parseSnapshot(lines: readonly string[], name: string): RecordedMessage[] {
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const message = parseJson(line);
    if (!isJsonObject(message))
      throw new InputError(`${name} line ${index + 1} is not a message.`, { code: 'recording_invalid' });
    return [recordMessage(message)];
  });
}

/** The messages of a snapshot file, or of stdin for `-`. Throws UsageError for one that cannot be read. */
export async function readSnapshotFile(from: OpenFrom, file: string): Promise<RecordedMessage[]> {
  return parseSnapshot((await readInputFile(from, file)).split('\n'), file);
}

/** A difference as a person reads it: `-` for what is missing, `+` for what is new. */
export function differenceLines(difference: Difference): string[] {
  if (difference.kind !== 'changed')
    return [`${difference.kind === 'missing' ? '-' : '+'} ${difference.name}`];
  return [
    `~ ${difference.name}`,
    ...difference.fields.flatMap(({ path, before, after }) => [
      `  - ${path}: ${shortJson(before)}`,
      `  + ${path}: ${shortJson(after)}`,
    ]),
  ];
}

function shortJson(value: unknown): string {
  if (value === undefined) return '(missing)';
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
