import { type ApiObject, stringAt, valueAt } from '../../api/api-object.ts';
import { NotFoundError, UsageError } from '../../errors.ts';
import { nearest } from '../../spec/nearest.ts';
import { isSameName, isSameNameFolded } from '../../spec/same-name.ts';

/** How a kind of thing is found by what a person calls it. */
export interface NamedKind {
  /** `source`: for the messages. */
  readonly noun: string;
  /** Where its names stand, the id first: `['id', 'slug', 'name']`. */
  readonly names: readonly string[];
  /** One by its id. Throws NotFoundError. */
  readonly get: (id: string) => Promise<ApiObject>;
  readonly list: () => Promise<readonly ApiObject[]>;
  readonly listCommand: string;
}

/**
 * The one thing that a person means by an id, a slug or a name. A text that could be an id is asked for directly;
 * otherwise, and when there is none, all of them are looked through. Throws UsageError when several fit, and
 * NotFoundError with the nearest names when none does.
 */
export async function resolveNamed(name: string, kind: NamedKind): Promise<ApiObject> {
  if (looksLikeId(name)) {
    try {
      return await kind.get(name);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  const all = await kind.list();
  for (const sameAs of [isSameName, isSameNameFolded]) {
    for (const field of kind.names) {
      const found = all.filter(({ value }) => sameAs(valueAt(value, field), name));
      const [only] = found;
      if (found.length === 1 && only !== undefined) return only;
      if (found.length > 1) throw ambiguous(name, kind, found);
    }
  }
  throw unknown(name, kind, all);
}

/** Ids are opaque (docs/segment-api/public.md#value-formats): letters, digits and few signs, and never short words. */
function looksLikeId(name: string): boolean {
  return /^[A-Za-z0-9_-]{6,64}$/.test(name);
}

function ambiguous(name: string, { noun, names }: NamedKind, found: readonly ApiObject[]): UsageError {
  return new UsageError(`“${name}” matches ${found.length} ${noun}s.`, {
    code: 'ambiguous_name',
    details: found.slice(0, 20).map(({ value }) =>
      names
        .map((field) => stringAt(value, field))
        .filter((text) => text !== '')
        .join('  '),
    ),
    hint: 'Use its id, the first value of each line.',
  });
}

function unknown(
  name: string,
  { noun, names, listCommand }: NamedKind,
  all: readonly ApiObject[],
): NotFoundError {
  const known = all
    .flatMap(({ value }) => names.map((field) => stringAt(value, field)))
    .filter((text) => text !== '');
  const meant = nearest(name, known);
  return new NotFoundError(`There is no ${noun} “${name}”.`, {
    code: `${noun.replaceAll(' ', '_')}_not_found`,
    hint: meant === undefined ? `See: ${listCommand}` : `Did you mean “${meant}”? See: ${listCommand}`,
  });
}
