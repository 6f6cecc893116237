import { UsageError } from '../errors.ts';
import type { Fill } from './read-path.ts';

/** What `{space}` and `{source}` stand for, as the active workspace has it. */
export interface PlaceholderValues {
  readonly workspace: string | undefined;
  readonly spaceId: string | undefined;
  /** The source by the name it was given. */
  readonly source: string | undefined;
  readonly storedSource: (
    name: string,
  ) => Promise<{ readonly id?: string | undefined; readonly slug?: string | undefined } | undefined>;
  /** Asks for the id of a source; undefined in a dry run, which asks nobody. */
  readonly findSourceId: ((name: string) => Promise<string>) | undefined;
  /** Told when the name of a source is put in, because nobody was asked for its id. */
  readonly onName: (name: string) => void;
}

/**
 * Fills `{space}` and `{source}` from the active workspace. A source whose id is not stored is looked up; where
 * nobody is to be asked, its name is put in, with a note.
 */
export function fillFrom(values: PlaceholderValues): Fill {
  return async (word) => {
    if (word === 'space') return spaceId(values);
    if (word === 'source') return sourceId(values);
    throw new UsageError(`{${word}} is a placeholder: replace it with a value.`, {
      code: 'placeholder_unknown',
      hint: 'Only {space} and {source} are filled in, from the workspace.',
    });
  };
}

function spaceId({ spaceId: id, workspace }: PlaceholderValues): string {
  if (id !== undefined) return id;
  const where = workspace === undefined ? '' : ` in workspace ${workspace}`;
  throw new UsageError(`There is no space id${where} for {space}.`, {
    code: 'space_missing',
    hint: 'Set SEGMENT_SPACE_ID, or put the id into the path.',
  });
}

async function sourceId({ source, storedSource, findSourceId, onName }: PlaceholderValues): Promise<string> {
  if (source === undefined) {
    throw new UsageError('There is no source for {source}.', {
      code: 'source_missing',
      hint: 'Set SEGMENT_SOURCE, or put the id into the path.',
    });
  }
  const stored = await storedSource(source);
  if (stored?.id !== undefined) return stored.id;
  const name = stored?.slug ?? source;
  if (findSourceId !== undefined) return findSourceId(name);
  onName(name);
  return name;
}
