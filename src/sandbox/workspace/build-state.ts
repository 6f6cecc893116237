import { sandboxWriteKey } from '../../spec/built-in-sandbox.ts';
import type { SandboxSource } from '../tracking/sources.ts';
import { findStrays } from './find-strays.ts';
import { readSeed, type Seed, seedError } from './read-seed.ts';
import type { SourceRecord } from './records.ts';
import { builtInSeed } from './seed/built-in.ts';
import { generatedSeed, UsageHistory } from './seed/generated.ts';
import { newSource, type WorkspaceState } from './state.ts';
import { features, withDefaults } from './switches.ts';

export interface SeedOptions {
  /** The JSON value of a seed file, and what to call it in an error. */
  readonly seed?: { readonly name: string; readonly value: unknown } | undefined;
  /** The sources the sandbox was started with. */
  readonly sources?: readonly SandboxSource[] | undefined;
  /** What the times of the built-in audit events and syncs count back from. */
  readonly now: Date;
}

/** The workspace as it is when the sandbox starts. Throws a UsageError for a seed that does not fit together. */
export function buildState({ seed: file, sources = [], now }: SeedOptions): WorkspaceState {
  const builtIn = readSeed(builtInSeed(now), 'built in');
  const own = file === undefined ? undefined : readSeed(file.value, file.name);
  const start: Seed = own?.base === 'empty' ? emptied(builtIn) : builtIn;
  const size = own?.generate;
  const base = size === undefined ? start : merged(start, readSeed(generatedSeed(size, now), 'generated'));
  const { base: _base, generate: _size, ...seed } = own === undefined ? base : merged(base, own);
  const state: WorkspaceState = {
    ...seed,
    workspace: own?.workspace ?? builtIn.workspace ?? { id: 'wSandbox', slug: 'sandbox', name: 'Sandbox' },
    features: own?.features ?? features,
    switches: withDefaults(own?.switches ?? {}),
    history: size && new UsageHistory(size, now),
    sources: withStarted(seed.sources, sources),
    retiredKeys: [],
  };
  const strays = file === undefined || own === undefined ? [] : findStrays(own, state);
  if (strays.length > 0) throw seedError(file?.name ?? 'built in', strays);
  return state;
}

/** Workspace of the sandbox's own source alone; catalog and roles are the same for every workspace. */
function emptied(seed: Seed): Seed {
  const { catalog, roles, sources } = seed;
  const ownSource = sources.filter(({ writeKeys }) => writeKeys.includes(sandboxWriteKey));
  return { ...readSeed({}, 'empty'), catalog, roles, sources: ownSource };
}

/** Both seeds as one: what has the same id (a label: the same key and value) is replaced, the rest is added. */
function merged(base: Seed, own: Seed): Seed {
  const byId = <T extends { readonly id: string }>(before: T[], after: T[]): T[] =>
    mergedLists(before, after, ({ id }) => id);
  return {
    ...own,
    catalog: {
      sources: byId(base.catalog.sources, own.catalog.sources),
      destinations: byId(base.catalog.destinations, own.catalog.destinations),
      warehouses: byId(base.catalog.warehouses, own.catalog.warehouses),
    },
    labels: mergedLists(base.labels, own.labels, ({ key, value }) => JSON.stringify([key, value])),
    sources: byId(base.sources, own.sources),
    warehouses: byId(base.warehouses, own.warehouses),
    destinations: byId(base.destinations, own.destinations),
    trackingPlans: byId(base.trackingPlans, own.trackingPlans),
    transformations: byId(base.transformations, own.transformations),
    functions: byId(base.functions, own.functions),
    reverseEtlModels: byId(base.reverseEtlModels, own.reverseEtlModels),
    users: byId(base.users, own.users),
    groups: byId(base.groups, own.groups),
    roles: byId(base.roles, own.roles),
    spaces: byId(base.spaces, own.spaces),
    auditEvents: byId(base.auditEvents, own.auditEvents),
  };
}

function mergedLists<T>(before: T[], after: T[], keyOf: (entry: T) => string): T[] {
  const merged = new Map(before.map((entry) => [keyOf(entry), entry]));
  for (const entry of after) merged.set(keyOf(entry), entry);
  return [...merged.values()];
}

/** The sources of the seed and those that the sandbox was started with. */
function withStarted(seeded: readonly SourceRecord[], started: readonly SandboxSource[]): SourceRecord[] {
  const records = [...seeded];
  for (const { name, writeKey, disabled } of started) {
    const at = records.findIndex(({ writeKeys }) => writeKeys.includes(writeKey));
    const known = records[at];
    if (known === undefined) records.push({ ...newSource(name, writeKey), enabled: disabled !== true });
    else if (disabled === true) records[at] = { ...known, enabled: false };
  }
  return records;
}
