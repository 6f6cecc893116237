import { type ApiObject, type JsonObject, stringAt, valueAt } from '../../api/api-object.ts';
import type { KnownIds } from '../../api/workspace/client.ts';
import { CliError, NotFoundError, UsageError } from '../../errors.ts';
import { escapeLine } from '../../spec/escape.ts';
import { nearestNames } from '../../spec/nearest.ts';
import { isSameName, isSameNameFolded } from '../../spec/same-name.ts';
import { plainShellWord } from '../../spec/shell-word.ts';

/** How a kind of thing is found by what a person calls it. */
export interface NamedKind {
  /** `source`: for the messages. */
  readonly noun: string;
  /** Where its names stand, the id first: `['id', 'slug', 'name']`. */
  readonly names: readonly string[];
  /** What tells two of the same name apart, where their own fields do not: `source web_store`. */
  readonly belongsTo?: (() => Promise<(thing: JsonObject) => string>) | undefined;
  /** Shows one by its id: `segment sources get`. */
  readonly getCommand: string;
  /** One by its id. Throws NotFoundError. */
  readonly get: (id: string) => Promise<ApiObject>;
  /** All of them. Whoever has found it otherwise ends the reading by the signal. */
  readonly list: (signal: AbortSignal) => Promise<readonly ApiObject[]>;
  readonly listCommand: string;
  /** What names meant a moment ago; absent where each is looked up again. */
  readonly known?: KnownIds | undefined;
}

/**
 * The one thing that a person means by an id, a slug or a name. A text that could be an id is asked for directly, beside
 * the list where it could be a name too; when the API does not give it, all of them are looked through. What the name
 * meant a moment ago is asked for first, and must still be called so. Throws UsageError when several fit, and
 * NotFoundError with the nearest names when none does.
 */
export async function resolveNamed(name: string, kind: NamedKind): Promise<ApiObject> {
  const known = await kind.known?.get(kind.noun, name);
  const same = known === undefined ? undefined : (await getById(known, kind)).found;
  if (same !== undefined && isCalled(same, name, kind)) return same;
  if (known !== undefined) await kind.known?.forget(kind.noun, name);
  const found = await lookUp(name, kind);
  // By its id it is asked for in one request anyway.
  if (isCalled(found, name, kind)) await kind.known?.set(kind.noun, name, stringAt(found.value, 'id'));
  return found;
}

/** True where one of its names, the id aside, is spelled so. */
export function isCalled({ value }: ApiObject, name: string, { names }: Pick<NamedKind, 'names'>): boolean {
  return names.slice(1).some((field) => isSameName(valueAt(value, field), name));
}

async function lookUp(name: string, kind: NamedKind): Promise<ApiObject> {
  const stop = new AbortController();
  const list = () => kind.list(stop.signal);
  const asked = askDirectly(name, kind);
  const beside = looksLikeId(name) && !isSurelyId(name) ? list() : undefined;
  // Nobody waits for it where the direct answer is there first.
  beside?.catch(() => {});
  const direct = await asked.catch((error: unknown) => {
    stop.abort();
    throw error;
  });
  if (direct.found !== undefined) {
    stop.abort();
    return direct.found;
  }
  const all = await (beside ?? list());
  for (const sameAs of [isSameName, isSameNameFolded]) {
    for (const field of kind.names) {
      const found = all.filter(({ value }) => sameAs(valueAt(value, field), name));
      const [only] = found;
      if (found.length === 1 && only !== undefined) return only;
      if (found.length > 1) throw await ambiguous(name, kind, found);
    }
  }
  throw unknown(name, kind, all, direct.refusal);
}

/** The same where no endpoint gives one of them, so that all are there from the start. */
export function resolveListed(
  name: string,
  all: readonly ApiObject[],
  kind: Omit<NamedKind, 'get' | 'list' | 'known'>,
): Promise<ApiObject> {
  return resolveNamed(name, {
    ...kind,
    async get(id) {
      const found = all.find(({ value }) => isSameName(valueAt(value, kind.names[0] ?? ''), id));
      if (found === undefined) throw new NotFoundError(`There is no ${kind.noun} “${id}”.`);
      return found;
    },
    list: async () => all,
  });
}

async function askDirectly(name: string, kind: NamedKind): ReturnType<typeof getById> {
  return looksLikeId(name) ? getById(name, kind) : {};
}

/** What the API says to a text that may be an id: the thing, or a refusal that says nothing of one with this name. */
async function getById(
  id: string,
  kind: NamedKind,
): Promise<{ readonly found?: ApiObject; readonly refusal?: CliError }> {
  try {
    return { found: await kind.get(id) };
  } catch (error) {
    if (isRefusedId(error)) return { refusal: error };
    throw error;
  }
}

/** What is not an id may be refused in any way, and be a name; only a bad token or a limit would end the list as well. */
export function isRefusedId(error: unknown): error is CliError {
  if (!(error instanceof CliError)) return false;
  const { status } = error;
  if (status === undefined) return error instanceof NotFoundError;
  return status >= 400 && status <= 499 && status !== 401 && status !== 429;
}

/** Ids are opaque (docs/segment-api/public.md#value-formats): letters, digits and few signs, and never short words. */
function looksLikeId(name: string): boolean {
  return /^[A-Za-z0-9_-]{6,64}$/.test(name);
}

/** Of the usual form: so many letters and digits in a row, of all kinds, are nobody's slug. The list is read only when it is none. */
function isSurelyId(name: string): boolean {
  return /^(?:[a-z]{2,4}_)?(?=.*[A-Z])(?=.*[a-z])(?=.*\d)[A-Za-z0-9]{20,64}$/.test(name);
}

/** Each thing that fits as a command that shows it, and after `#`, which a shell ignores, what tells it from the others. */
async function ambiguous(
  name: string,
  { noun, names, getCommand, belongsTo }: NamedKind,
  found: readonly ApiObject[],
): Promise<UsageError> {
  const shown = found.slice(0, mostShown);
  const ownerOf = await belongsTo?.();
  const lines = shown.map(({ value }) => {
    const [id = '', ...others] = names.map((field) => stringAt(value, field));
    const about = new Set([...others, ownerOf?.(value) ?? ''].filter((text) => text !== ''));
    return `${getCommand} ${plainShellWord(id)}  # ${escapeLine([...about].join(', '))}`.replace(
      / {2}# $/,
      '',
    );
  });
  const hidden = found.length - shown.length;
  return new UsageError(`“${name}” matches ${found.length} ${noun}s.`, {
    code: 'ambiguous_name',
    details: hidden === 0 ? lines : [...lines, `and ${hidden} more`],
    hint: 'Use the id.',
  });
}

const mostShown = 20;

function unknown(
  name: string,
  { noun, names, listCommand }: NamedKind,
  all: readonly ApiObject[],
  refusal: CliError | undefined,
): NotFoundError {
  const [idField = '', ...others] = names;
  const known = all.map(({ value }) =>
    [...others, idField].map((field) => stringAt(value, field)).filter((text) => text !== ''),
  );
  const meant = nearestNames(name, known);
  // 404 says what the list says, too; anything else may be the reason.
  const isReason = refusal !== undefined && !(refusal instanceof NotFoundError);
  return new NotFoundError(`There is no ${noun} “${name}”.`, {
    code: `${noun.replaceAll(' ', '_')}_not_found`,
    details: isReason ? [`asked for as an id: ${refusal.message}`] : [],
    hint:
      meant.length === 0
        ? `See: ${listCommand}`
        : `Did you mean ${meant.map((each) => `“${each}”`).join(' or ')}? See: ${listCommand}`,
  });
}
