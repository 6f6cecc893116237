import * as z from 'zod/mini';
import { endpoints } from '../../segment/endpoints/endpoints.ts';
import { type Feature, planFeatures } from '../../segment/features.ts';
import { isPathOf, matchesPath, nearestWords } from '../faults/path-pattern.ts';

/** The parts of a plan that some endpoint of the sandbox asks for (docs/segment-api/public.md#plan-and-feature-gates). */
export const features: readonly Feature[] = planFeatures.filter((name) =>
  endpoints.some(({ sandbox, feature }) => sandbox === true && feature === name),
);
export const featureList = z.array(z.enum(features));

/** The largest page there is (docs/segment-api/public.md#pagination). */
const maxCount = 1_000;

/** The longest a switch may hold an answer back, in milliseconds. */
const maxDelay = 60_000;

const trouble = z.strictObject({
  /** A path such as `/audit-events`, exactly, or its beginning with a `*` at the end; one that no call has is refused. */
  path: z.string().check(
    z.minLength(1),
    z.refine((path) => isPathOf('public', path), {
      error: ({ input }) => `no call has the path “${input}”; ${nearestWords(String(input), ['public'])}`,
    }),
  ),
  method: z.optional(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
  status: z.optional(z.int().check(z.gte(400), z.lte(599))),
  delayMs: z.optional(z.int().check(z.gte(0), z.lte(maxDelay))),
  /** How many calls it hits; all of them when absent. */
  times: z.optional(z.int().check(z.gte(1))),
});
export type Trouble = z.infer<typeof trouble>;

/** How the workspace API misbehaves on demand (docs/segment-api/public.md#the-sandbox). */
const switchesSchema = z.strictObject({
  /** Refused or slow calls, by path; the first that fits counts. */
  troubles: z.array(trouble),
  /** Enforces the limits of docs/segment-api/public.md#rate-limits; their headers are sent either way. */
  rateLimits: z.boolean(),
  /** The largest page that may be asked for; beyond it 422. 200 plays what older documents say (docs/segment-api/public.md#pagination). */
  pageSizeLimit: z.int().check(z.gte(1), z.lte(maxCount)),
  /** The most entries of a page, whatever the client asks for. */
  pageSizeCap: z.nullable(z.int().check(z.gte(1))),
  /** Plays a token without the permission to see write keys: `writeKeys` is empty. */
  memberToken: z.boolean(),
  /** Plays a workspace that lives in the other region (docs/segment-api/public.md#wrong-region). */
  wrongRegion: z.enum(['off', 'redirect', 'message']),
  /** How the last page shows that it is one. */
  lastPage: z.enum(['absent', 'null']),
  /** The tokens that are good; null: any that is not empty. */
  tokens: z.nullable(z.array(z.string())),
  /** Takes a token without the word Bearer before it, as one client sends it (docs/segment-api/public.md#authentication). */
  bareToken: z.boolean(),
});
export type Switches = z.infer<typeof switchesSchema>;
export const someSwitches = z.partial(switchesSchema);

const off: Switches = {
  troubles: [],
  rateLimits: false,
  pageSizeLimit: maxCount,
  pageSizeCap: null,
  memberToken: false,
  wrongRegion: 'off',
  lastPage: 'absent',
  tokens: null,
  bareToken: false,
};

/** Every switch, off where it is not set. */
export function withDefaults(set: z.infer<typeof someSwitches>): Switches {
  return switchesSchema.parse({ ...off, ...set });
}

/** The trouble that is set for a call, and the list as it is afterwards. */
export function takeTrouble(
  troubles: readonly Trouble[],
  call: { readonly method: string; readonly path: string },
): { readonly trouble: Trouble | undefined; readonly left: Trouble[] } {
  const at = troubles.findIndex(
    ({ path, method }) => (method === undefined || method === call.method) && matchesPath(path, call.path),
  );
  const trouble = troubles[at];
  if (trouble?.times === undefined) return { trouble, left: [...troubles] };
  const spent = trouble.times === 1 ? [] : [{ ...trouble, times: trouble.times - 1 }];
  return { trouble, left: [...troubles.slice(0, at), ...spent, ...troubles.slice(at + 1)] };
}
