import type { core } from 'zod/mini';

type Issue = core.$ZodIssue;

/** One thing that is wrong with an input, where it is and in words. */
export interface Finding {
  /** `labels.0.key`; empty for the input as a whole. */
  readonly path: string;
  readonly message: string;
}

/** Says what is wrong in the words that the API uses: `"metadataId" is required` (docs/segment-api/public.md#status-codes). */
export function explainIssues(issues: readonly Issue[], input: unknown): readonly Finding[] {
  const mistyped = new Set(
    issues.flatMap(({ code, path }) => (code === 'invalid_type' ? path.join('.') : [])),
  );
  return issues.flatMap((issue) => {
    // A text where a list belongs is not too long for one as well.
    if (issue.code !== 'invalid_type' && mistyped.has(issue.path.join('.'))) return [];
    if (issue.code !== 'unrecognized_keys')
      return [{ path: issue.path.join('.'), message: describe(issue, input) }];
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.'),
      message: `"${key}" is not allowed`,
    }));
  });
}

function describe(issue: Issue, input: unknown): string {
  const name = `"${String(issue.path.at(-1) ?? 'value')}"`;
  if (valueAt(input, issue.path) === undefined) return `${name} is required`;
  switch (issue.code) {
    case 'invalid_type':
      return `${name} must be ${withArticle(issue.expected)}`;
    case 'invalid_value':
      return `${name} must be one of [${issue.values.join(', ')}]`;
    case 'too_small':
      return `${name} must be ${isCounted(issue.origin) ? 'at least' : 'greater than or equal to'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `${name} must be ${isCounted(issue.origin) ? 'at most' : 'less than or equal to'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return `${name} must be ${issue.format === 'datetime' ? 'an ISO 8601 date' : `a valid ${issue.format}`}`;
    case 'custom':
      return issue.message;
    default:
      return `${name} is invalid`;
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}

function isCounted(origin: string): boolean {
  return origin === 'string' || origin === 'array';
}

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters long' : origin === 'array' ? ' entries long' : '';
}

function withArticle(expected: string): string {
  const word = expected === 'record' ? 'object' : expected === 'int' ? 'integer' : expected;
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}
