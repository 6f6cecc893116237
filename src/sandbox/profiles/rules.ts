/** A trait or property that holds an identifier besides the usual ones (docs/segment-api/profile.md#identity-resolution, row "custom"). */
export interface CustomIdentifier {
  /** The trait or property, in camelCase or snake_case: both spellings are read. */
  readonly key: string;
  /** What the identifier is called; the snake_case spelling of the key by default. */
  readonly type?: string;
  readonly collection?: Collection;
}

/** How a space resolves identities. Everything is as Segment sets up a new space unless set otherwise. */
export interface IdentityOptions {
  /** How many identifiers of a type one profile may have: `user_id` 1, every other type 5. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Types in the order in which they are kept; `user_id`, `email`. The rest follows by the alphabet. */
  readonly priorities?: readonly string[];
  /** Keeps the values that Segment suggests to block from becoming identifiers: zeroes and dashes, -1, null, anonymous. */
  readonly blockSuggested?: boolean;
  readonly blockedValues?: readonly string[];
  readonly customIdentifiers?: readonly CustomIdentifier[];
  /** Reads `context.traits.crossDomainId`, for workspaces with XID. */
  readonly crossDomainIds?: boolean;
  /** Reads `context.Braze.braze_id`, for workspaces with Braze connected. */
  readonly brazeIds?: boolean;
  /** Reads `properties.email` too, as one older page of Segment's says (docs/segment-api/profile.md#contradictions). */
  readonly emailFromProperties?: boolean;
  /** Traits that are audiences or computed traits, for the `class` of a request; the sandbox computes none. */
  readonly audiences?: readonly string[];
  readonly computedTraits?: readonly string[];
}

export const collections = ['users', 'accounts'] as const;
export type Collection = (typeof collections)[number];

/** A custom identifier with every spelling of its key worked out. */
export interface CustomRule {
  readonly keys: readonly string[];
  readonly type: string;
  readonly collection: Collection;
}

export interface IdentityRules {
  limitOf(type: string): number;
  /** Sorts types: the one to keep longest first. */
  compareTypes(a: string, b: string): number;
  isBlocked(id: string): boolean;
  readonly custom: readonly CustomRule[];
  readonly crossDomainIds: boolean;
  readonly brazeIds: boolean;
  readonly emailFromProperties: boolean;
  readonly audiences: ReadonlySet<string>;
  readonly computedTraits: ReadonlySet<string>;
}

/** docs/segment-api/profile.md#identity-resolution: "limit `user_id` = 1, every other type = 5". */
const userIdLimit = 1;
const otherLimit = 5;
const defaultPriorities = ['user_id', 'email'];
/** docs/segment-api/profile.md#identity-resolution, "suggested blocked values". */
const suggestedValues = ['-1', 'null', 'anonymous'];
const zeroesAndDashes = /^[0-]*$/;

export function createRules(options: IdentityOptions = {}): IdentityRules {
  const limits = new Map([['user_id', userIdLimit], ...Object.entries(options.limits ?? {})]);
  const ranks = new Map((options.priorities ?? defaultPriorities).map((type, rank) => [type, rank]));
  const rankOf = (type: string): number => ranks.get(type) ?? ranks.size;
  const isSuggested = options.blockSuggested === true;
  const blocked = new Set([...(isSuggested ? suggestedValues : []), ...(options.blockedValues ?? [])]);
  return {
    limitOf: (type) => Math.max(1, limits.get(type) ?? otherLimit),
    compareTypes(a, b) {
      if (a === b) return 0;
      return rankOf(a) - rankOf(b) || (a < b ? -1 : 1);
    },
    isBlocked: (id) => blocked.has(id) || (isSuggested && zeroesAndDashes.test(id)),
    custom: (options.customIdentifiers ?? []).map(({ key, type, collection }) => {
      const [snake, camel] = [snakeCase(key), camelCase(key)];
      return {
        keys: [...new Set([key, snake, camel])],
        type: type ?? snake,
        collection: collection ?? 'users',
      };
    }),
    crossDomainIds: options.crossDomainIds === true,
    brazeIds: options.brazeIds === true,
    emailFromProperties: options.emailFromProperties === true,
    audiences: new Set(options.audiences),
    computedTraits: new Set(options.computedTraits),
  };
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function camelCase(key: string): string {
  return key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
