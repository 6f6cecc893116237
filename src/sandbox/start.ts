import { setMaxListeners } from 'node:events';
import { profileRate } from '../segment/limits.ts';
import { edgeLimits, strictEdgeLimits } from '../spec/limits.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import type { FaultPlan } from './faults/plan.ts';
import { healthRoute } from './health.ts';
import { readHostPattern } from './host-pattern.ts';
import { createJournal, type Journal } from './journal/journal.ts';
import { createLedger, type Ledger } from './journal/ledger.ts';
import type { IdentityOptions } from './profiles/rules.ts';
import { addRefused } from './refused/record-refused.ts';
import { openServers } from './servers.ts';
import type { Storage, StorageOptions } from './storage/open.ts';
import type { SandboxOauthApp } from './tracking/oauth.ts';
import { createRateLimit } from './tracking/rate-limit.ts';
import { createSourceBook, type SandboxSource } from './tracking/sources.ts';

export interface SandboxOptions {
  /** Address to listen on; 127.0.0.1, and ::1 where there is one. Anything wider shows what arrives to the whole network. */
  readonly host?: string;
  /** 0, the default, picks a free one. */
  readonly port?: number;
  readonly now?: () => Date;
  /** Absent: every write key is a source. */
  readonly sources?: readonly SandboxSource[];
  /** The region the sandbox plays; us. Sources of the other one are taken with 200 and lost. */
  readonly region?: 'us' | 'eu';
  /** "KB" as 1,000 bytes: 32,000 for a message and 500,000 for a body. */
  readonly strictLimits?: boolean;
  /** Answers 400 to sources of the other region. */
  readonly rejectWrongRegion?: boolean;
  /** What goes wrong, from the first request on; `faults` of the running sandbox changes it. */
  readonly faults?: FaultPlan;
  /** Requests a second of the whole sandbox, and messages a second of each write key; no limit without. */
  readonly rateLimit?: number;
  readonly eventRateLimit?: number;
  /** Remembers of every stored message its id and the SHA-256 of its bytes, without end: for tests that count. */
  readonly ledger?: boolean;
  readonly dedupScope?: 'all' | 'source';
  /** The tokens that open the Profile API; absent: any. */
  readonly profileTokens?: readonly string[];
  /** Requests a second for each space of the Profile API; 100 as soon as there is a `rateLimit`. */
  readonly profileRateLimit?: number;
  /** False plays a space without the beta of the route that deletes identifiers. */
  readonly deleteIdentifiers?: boolean;
  /** How identities are resolved, where it is not as in a new space. */
  readonly identity?: IdentityOptions;
  readonly oauthApps?: readonly SandboxOauthApp[];
  /** A JSON value that adds to the built-in workspace or replaces it, and what an error calls it. */
  readonly seed?: { readonly name: string; readonly value: unknown };
  /** Further names for the Host header, for containers: `name`, `name:port` or `*.suffix`. */
  readonly allowedHosts?: readonly string[];
  /** How many messages and how many of their bytes are remembered: 200,000 and 128 MiB. */
  readonly maxMessages?: number;
  readonly maxBytes?: number;
  /** A folder to write everything to before it is answered, and to come back from; absent: memory alone. */
  readonly data?: StorageOptions;
  /** Where the page's three files are; without it, where the build puts them. */
  readonly pageFolder?: string;
  /** Shown by `/health`. */
  readonly version?: string;
}

export interface RunningSandbox {
  /** The origin to point clients at: no path, no slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Every route it answers, as method and pattern: `POST /v1/batch`, `ALL /token`. */
  readonly routes: readonly string[];
  readonly journal: Journal;
  readonly faults: Faults;
  /** Undefined unless it was asked for. */
  readonly ledger: Ledger | undefined;
  /** What came back from the data folder and what is in it now. */
  readonly storage: Storage | undefined;
  /** Answers what is under way, then stops listening. */
  close(): Promise<void>;
}

/** Starts a sandbox and resolves once it truly accepts connections. Throws a UsageError for options that cannot be met. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const now = options.now ?? (() => new Date());
  const region = options.region ?? 'us';
  const allowedHosts = (options.allowedHosts ?? []).map(readHostPattern);
  const journal = createJournal({
    dedupScope: options.dedupScope ?? 'all',
    ...(options.maxMessages === undefined ? {} : { maxMessages: options.maxMessages }),
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
  });
  const startedAt = now();
  const [
    { createListener },
    { createSandboxApp },
    { createOauth },
    { createSpaces },
    { createRules },
    { createWorkspace },
    { randomUUID },
  ] = await Promise.all([
    import('./listener.ts'),
    import('./app.ts'),
    import('./tracking/oauth.ts'),
    import('./profiles/spaces.ts'),
    import('./profiles/rules.ts'),
    import('./workspace/workspace.ts'),
    import('node:crypto'),
  ]);
  const workspace = createWorkspace({ seed: options.seed, sources: options.sources, now: startedAt });
  const oauth = createOauth(options.oauthApps ?? [], region, now);
  const faults = createFaults(options.faults);
  const ledger = options.ledger === true ? createLedger() : undefined;
  if (ledger !== undefined) journal.subscribe(ledger.add);
  const ending = new AbortController();
  // Every answer that is held back listens to it, and any number of them may be.
  setMaxListeners(0, ending.signal);
  const rules = createRules(options.identity);
  const spaces = createSpaces({ journal, rules });
  // After everything that listens to the journal: what comes back from disk is news to them as well.
  const storage = options.data === undefined ? undefined : await openData(options.data, journal, now);
  const app = createSandboxApp({
    journal,
    now,
    region,
    oauth,
    limits: options.strictLimits === true ? strictEdgeLimits : edgeLimits,
    findSource: createSourceBook(options.sources, region, workspace),
    workspace,
    isValidToken: oauth.isValidToken,
    newMessageId: () => `sandbox-${randomUUID()}`,
    recorder: storage?.recorder,
    profiles: {
      spaces,
      rules,
      now,
      tokens: options.profileTokens,
      rateLimit: options.profileRateLimit ?? (options.rateLimit === undefined ? undefined : profileRate),
      deleteIdentifiers: options.deleteIdentifiers ?? true,
    },
    faults,
    ledger,
    pageFolder: options.pageFolder,
    requestLimit: options.rateLimit === undefined ? undefined : createRateLimit(options.rateLimit),
    messageLimit: options.eventRateLimit === undefined ? undefined : createRateLimit(options.eventRateLimit),
    rejectWrongRegion: options.rejectWrongRegion === true,
    ending: ending.signal,
    startedAt,
  });
  const servers = await openServers({
    host: options.host,
    port: options.port ?? 0,
    allowedHosts,
    version: options.version ?? 'unknown',
    answer: createListener(app, { journal, now }),
    onRefused: (incoming, answer) =>
      addRefused(journal.refused, { incoming, receivedAt: now(), status: 403, answer }),
  }).catch(async (error: unknown) => {
    spaces.close();
    await storage?.recorder.close();
    throw error;
  });
  return {
    url: servers.url,
    port: servers.port,
    routes: [healthRoute, ...new Set(app.routes.routes.map(({ method, path }) => `${method} ${path}`))],
    journal,
    faults,
    ledger,
    storage,
    close: async () => {
      ending.abort();
      spaces.close();
      await servers.close();
      await storage?.recorder.close();
    },
  };
}

async function openData(data: StorageOptions, journal: Journal, now: () => Date): Promise<Storage> {
  const { openStorage } = await import('./storage/open.ts');
  return openStorage(data, journal, now);
}
