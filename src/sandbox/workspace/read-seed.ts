import * as z from 'zod/mini';
import { UsageError } from '../../errors.ts';
import { explainIssues, type Finding } from '../../spec/explain-issues.ts';
import { isJsonObject } from '../../spec/message.ts';
import { makeId, makeSlug } from './make-id.ts';
import * as records from './records.ts';
import { featureList, someSwitches } from './switches.ts';

const list = <T extends z.ZodMiniType>(record: T) => z._default(z.array(record), []);

const seedRecord = z.strictObject({
  /** `empty` leaves out what is built in, but for the catalog, the roles and the sandbox's own source. */
  base: z._default(z.enum(['built-in', 'empty']), 'built-in'),
  /** So many sources with a history: their usage, their destinations and an audit trail. */
  generate: z.optional(records.sizeRecord),
  workspace: z.optional(
    z.strictObject({
      id: z.string().check(z.minLength(1)),
      slug: z.string().check(z.minLength(1)),
      name: z.string(),
    }),
  ),
  features: z.optional(featureList),
  switches: z._default(someSwitches, {}),
  catalog: z._default(
    z.strictObject({
      sources: list(records.sourceMetadataRecord),
      destinations: list(records.destinationMetadataRecord),
      warehouses: list(records.warehouseMetadataRecord),
    }),
    { sources: [], destinations: [], warehouses: [] },
  ),
  labels: list(records.labelRecord),
  sources: list(records.sourceRecord),
  warehouses: list(records.warehouseRecord),
  destinations: list(records.destinationRecord),
  trackingPlans: list(records.trackingPlanRecord),
  transformations: list(records.transformationRecord),
  functions: list(records.functionRecord),
  reverseEtlModels: list(records.reverseEtlModelRecord),
  users: list(records.userRecord),
  groups: list(records.groupRecord),
  roles: list(records.roleRecord),
  spaces: list(records.spaceRecord),
  auditEvents: list(records.auditEventRecord),
});

/** A seed as a file or the built-in one writes it: what has a default may be missing. */
export type SeedInput = z.input<typeof seedRecord>;
/** A seed with every default filled in. */
export type Seed = z.output<typeof seedRecord>;

/** Reads a seed. Throws a UsageError that names the path of everything that is wrong with it. */
export function readSeed(value: unknown, name: string): Seed {
  const input = withIds(value);
  const read = seedRecord.safeParse(input);
  if (read.success) return read.data;
  throw seedError(name, explainIssues(read.error.issues, input));
}

/** The error of a seed that cannot be used: the first finding in its sentence, the others below. */
export function seedError(name: string, findings: readonly Finding[]): UsageError {
  const lines = findings.map(({ path, message }) =>
    path === '' ? message : `${bracketed(path)}: ${message}`,
  );
  return new UsageError(`The seed ${name} is not valid: ${lines[0] ?? 'unknown reason'}.`, {
    code: 'seed_invalid',
    details: lines.slice(1, maxDetails),
  });
}

const maxDetails = 20;

/** `sources.0.slug` as a reader of JSON writes it: `sources[0].slug`. */
function bracketed(path: string): string {
  return path.replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}

/** Lists whose entries may leave out their id, which is then made from slug, key or name. */
const named = [
  'sources',
  'warehouses',
  'destinations',
  'trackingPlans',
  'transformations',
  'reverseEtlModels',
  'users',
  'groups',
  'spaces',
];

function withIds(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const filled: Record<string, unknown> = { ...value };
  for (const kind of named) {
    const entries = filled[kind];
    if (Array.isArray(entries)) filled[kind] = entries.map((entry: unknown) => withId(kind, entry));
  }
  return filled;
}

function withId(kind: string, entry: unknown): unknown {
  if (!isJsonObject(entry)) return entry;
  const own: Record<string, unknown> = { ...entry };
  if ((kind === 'sources' || kind === 'spaces') && own.slug === undefined && typeof own.name === 'string')
    own.slug = makeSlug(own.name);
  const name = [own.slug, own.email, own.name].find((text) => typeof text === 'string' && text !== '');
  if (own.id === undefined && typeof name === 'string') own.id = makeId(kind, name);
  return own;
}
