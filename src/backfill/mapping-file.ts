import { stat, writeFile } from 'node:fs/promises';
import { systemErrorCode, systemReason, UsageError } from '../errors.ts';
import { pathFrom } from '../files/open-path.ts';
import { type MappingFlags as MappingFields, mappingOfFlags } from '../formats/mapping/flags.ts';
import { emptyMapping, type Mapping, mergeMappings, writeMapping } from '../formats/mapping/mapping.ts';
import { readMapping } from '../formats/mapping/read-mapping.ts';
import type { ReadSource } from '../spec/fields.ts';

/** The flags that say how a row becomes a message. */
export interface MappingFlags extends MappingFields {
  readonly mapping?: string;
  readonly saveMapping?: string;
}

export interface MappingDeps {
  /** Asked for only where a path depends on it. */
  readonly io: { readonly cwd: string };
  /** Reads a file whole; one that is too large for a mapping is told with {@link mappingTooLarge}. */
  readonly readSource: ReadSource;
}

/**
 * The mapping of a call: its file with the flags over it, written to `--save-mapping`. Undefined where nothing is asked
 * for. Throws UsageError with the place of each mistake.
 */
export async function readMappingFlags(flags: MappingFlags, deps: MappingDeps): Promise<Mapping | undefined> {
  const { map = [], types = [], rest, timezone, mapping: file, saveMapping } = flags;
  const isAsked = [rest, timezone, file, saveMapping].some((flag) => flag !== undefined);
  if (map.length === 0 && types.length === 0 && !isAsked) return undefined;
  const inFile =
    file === undefined ? emptyMapping : readMapping(await deps.readSource(file, `--mapping ${file}`), file);
  const mapping = mergeMappings(inFile, mappingOfFlags(flags));
  if (saveMapping !== undefined) await save(mapping, saveMapping, deps);
  return mapping;
}

export function mappingTooLarge(spelling: string): UsageError {
  return new UsageError(`${spelling} is too large for a mapping.`, { code: 'file_too_large' });
}

/** Writes the file; only one that is a mapping is replaced. */
async function save(mapping: Mapping, name: string, { io, readSource }: MappingDeps): Promise<void> {
  const text = writeMapping(mapping);
  const path = pathFrom(io, name);
  if (name === '-') throw unwritable(name, 'a mapping is kept in a file');
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw unwritable(name, systemReason(error), error);
    if ((await readBefore(name, { io, readSource })) === text) return;
    await writeFile(path, text).catch((cause: unknown) => {
      throw unwritable(name, systemReason(cause), cause);
    });
  }
}

/** The mapping that is there, to be replaced. What is none is somebody’s. */
async function readBefore(name: string, { io, readSource }: MappingDeps): Promise<string> {
  if (!(await stat(pathFrom(io, name))).isFile()) throw unwritable(name, 'that is not a file');
  const there = await readSource(name, `--save-mapping ${name}`);
  try {
    readMapping(there, name);
  } catch (error) {
    throw unwritable(name, 'the file exists and is not a mapping, so it is not overwritten', error);
  }
  return there;
}

function unwritable(name: string, reason: string, cause?: unknown): UsageError {
  return new UsageError(`The mapping cannot be written to ${name}: ${reason}.`, {
    code: 'mapping_unwritable',
    hint: 'Name a new file, in a folder that exists: --save-mapping mapping.json',
    cause,
  });
}
