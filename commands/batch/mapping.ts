import { writeFile } from 'node:fs/promises';
import { systemErrorCode, UsageError } from '../../src/errors.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { parseMapFlag, parseTimezoneFlag, parseTypesFlag } from '../../src/formats/mapping/flags.ts';
import {
  emptyMapping,
  type Mapping,
  mergeMappings,
  type RestPlace,
  writeMapping,
} from '../../src/formats/mapping/mapping.ts';
import { readMapping } from '../../src/formats/mapping/read-mapping.ts';
import { sourceReader } from '../../src/sending/read-source.ts';
import { shellWord } from '../../src/spec/shell-word.ts';
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
  const inFlags: Mapping = {
    map: once(map.map(parseMapFlag).map(({ path, value }) => [path, value])),
    types: once(types.map(parseTypesFlag).map(({ column, type }) => [column, type])),
    rest,
    timezone: timezone === undefined ? undefined : parseTimezoneFlag(timezone),
  };
  const mapping = mergeMappings(inFile, inFlags);
  if (saveMapping !== undefined) await save(mapping, saveMapping, io);
  return mapping;
}

/** The flags once more, for a line to paste: each with a space before it. */
export function mappingWords({ map = [], types = [], rest, timezone, mapping }: MappingFlags): string {
  const flags: [string, string][] = [
    ...map.map((value): [string, string] => ['--map', value]),
    ...types.map((value): [string, string] => ['--types', value]),
  ];
  for (const [flag, value] of [
    ['--rest', rest],
    ['--timezone', timezone],
    ['--mapping', mapping],
  ] as const)
    if (value !== undefined) flags.push([flag, value]);
  return flags.map(([flag, value]) => ` ${flag} ${shellWord(value)}`).join('');
}

function once<V>(entries: readonly (readonly [string, V])[]): Map<string, V> {
  const found = new Map<string, V>();
  for (const [name, value] of entries) {
    if (found.has(name))
      throw new UsageError(`${name} is given two values.`, {
        code: 'map_conflict',
        hint: 'Keep one of them.',
      });
    found.set(name, value);
  }
  return found;
}

function tooLarge(spelling: string): UsageError {
  return new UsageError(`${spelling} holds more than a mapping would.`, { code: 'file_too_large' });
}

/** Writes the file; only one that is a mapping is replaced. */
async function save(mapping: Mapping, name: string, io: Io): Promise<void> {
  const text = writeMapping(mapping);
  const path = pathFrom(io, name);
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST')
      throw new UsageError(
        `The mapping cannot be written to ${name}: ${String(systemErrorCode(error) ?? error)}.`,
        {
          code: 'mapping_unwritable',
          hint: 'Name a file in a folder that is there: --save-mapping mapping.json',
          cause: error,
        },
      );
    const there = await sourceReader(io, tooLarge)(name, `--save-mapping ${name}`);
    if (there === text) return;
    readMapping(there, name);
    await writeFile(path, text);
  }
}
