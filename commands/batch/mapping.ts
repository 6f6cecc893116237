import { stat, writeFile } from 'node:fs/promises';
import { systemErrorCode, UsageError } from '../../src/errors.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { mappingOfFlags } from '../../src/formats/mapping/flags.ts';
import {
  emptyMapping,
  type Mapping,
  mergeMappings,
  type RestPlace,
  writeMapping,
} from '../../src/formats/mapping/mapping.ts';
import { readMapping } from '../../src/formats/mapping/read-mapping.ts';
import { sourceReader } from '../../src/sending/read-source.ts';
import type { Io } from '../../src/terminal/io.ts';

/** The flags that say how a row becomes a message. */
export interface MappingFlags {
  readonly map?: readonly string[];
  readonly types?: readonly string[];
  readonly rest?: RestPlace;
  readonly timezone?: string;
  readonly mapping?: string;
  readonly saveMapping?: string;
}

/**
 * The mapping of a call: its file with the flags over it, written to `--save-mapping`. Undefined where nothing is asked
 * for. Throws UsageError with the place of each mistake.
 */
export async function readMappingFlags(flags: MappingFlags, io: Io): Promise<Mapping | undefined> {
  const { map = [], types = [], rest, timezone, mapping: file, saveMapping } = flags;
  const isAsked = [rest, timezone, file, saveMapping].some((flag) => flag !== undefined);
  if (map.length === 0 && types.length === 0 && !isAsked) return undefined;
  const inFile =
    file === undefined
      ? emptyMapping
      : readMapping(await sourceReader(io, tooLarge)(file, `--mapping ${file}`), file);
  const mapping = mergeMappings(inFile, mappingOfFlags(flags));
  if (saveMapping !== undefined) await save(mapping, saveMapping, io);
  return mapping;
}

function tooLarge(spelling: string): UsageError {
  return new UsageError(`${spelling} holds more than a mapping would.`, { code: 'file_too_large' });
}

/** Writes the file; only one that is a mapping is replaced. */
async function save(mapping: Mapping, name: string, io: Io): Promise<void> {
  const text = writeMapping(mapping);
  const path = pathFrom(io, name);
  if (name === '-') throw unwritable(name, 'a mapping is kept in a file');
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    const code = systemErrorCode(error);
    if (code !== 'EEXIST') throw unwritable(name, String(code ?? error), error);
    if ((await readBefore(name, io)) === text) return;
    await writeFile(path, text).catch((cause: unknown) => {
      throw unwritable(name, String(systemErrorCode(cause) ?? cause), cause);
    });
  }
}

/** The mapping that is there, to be replaced. What is none is somebody’s. */
async function readBefore(name: string, io: Io): Promise<string> {
  if (!(await stat(pathFrom(io, name))).isFile()) throw unwritable(name, 'that is no file');
  const there = await sourceReader(io, tooLarge)(name, `--save-mapping ${name}`);
  try {
    readMapping(there, name);
  } catch (error) {
    throw unwritable(name, 'the file is there and is no mapping, so it stays as it is', error);
  }
  return there;
}

function unwritable(name: string, reason: string, cause?: unknown): UsageError {
  return new UsageError(`The mapping cannot be written to ${name}: ${reason}.`, {
    code: 'mapping_unwritable',
    hint: 'Name a file that is not there, in a folder that is: --save-mapping mapping.json',
    cause,
  });
}
