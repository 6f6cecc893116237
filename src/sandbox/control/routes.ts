import * as z from 'zod/mini';
import type { Faults } from '../faults/faults.ts';
import { readFaultPlan } from '../faults/plan.ts';
import { createRoutes, Refused, type Routes } from '../http.ts';
import type { Ledger } from '../journal/ledger.ts';
import { narrowScope, type Scope } from '../journal/scope.ts';
import { readStats } from '../journal/stats.ts';
import { type KeepOptions, resetKept } from '../tracking/keep.ts';
import { answerAssert } from './assertion.ts';
import { invalidRequest, readJson, readScope, refuseForms } from './body.ts';
import { answerDiff, answerEvents, answerLedger, answerRequests, answerSnapshot } from './records.ts';
import { createStreams } from './stream.ts';
import { createWaits } from './wait.ts';

export interface ControlOptions extends KeepOptions {
  readonly startedAt: Date;
  /** Resolves when every ingestion request that is being read now has been taken or refused. */
  readonly drained: (scope?: Scope) => Promise<void>;
  readonly faults: Faults;
  readonly ledger: Ledger | undefined;
  readonly workspace: { reset(): void };
  /** Aborted when the sandbox ends. */
  readonly ending: AbortSignal;
}

/** Forgets what came from these sources alone; without any, everything. */
const resetSchema = z.strictObject({ writeKey: z.optional(z.string()), source: z.optional(z.string()) });

/** The control API, under `/_/`: what the sandbox knows and how it is steered. */
export function controlRoutes(options: ControlOptions): Routes {
  const { journal, recorder, startedAt, drained, faults, ledger, workspace, ending } = options;
  const routes = createRoutes();
  routes.get('/events', (c) => answerEvents(c, journal));
  routes.get('/stats', (c) => c.json(readStats(journal, startedAt, readScope(c))));
  routes.get('/stream', createStreams(journal, ending));
  routes.post('/wait', createWaits(journal, ending));
  routes.post('/assert', (c) => answerAssert(c, journal));
  routes.get('/snapshot', (c) => answerSnapshot(c, journal));
  routes.post('/diff', (c) => answerDiff(c, journal));
  routes.get('/requests', (c) => answerRequests(c, journal));
  routes.get('/ledger', (c) => answerLedger(c, ledger));
  routes.route('/faults', faultRoutes(faults));
  routes.post('/reset', async (c) => {
    const asked = await readJson(c, resetSchema);
    const inQuery = readScope(c);
    const scope = narrowScope({
      writeKey: asked.writeKey ?? inQuery?.writeKey,
      source: asked.source ?? inQuery?.source,
    });
    await drained(scope);
    if (!(await resetKept({ journal, recorder }, scope)))
      throw new Refused(
        503,
        'storage_failed',
        'The data folder cannot be written to; nothing was forgotten.',
      );
    ledger?.clear(scope);
    if (scope === undefined) workspace.reset();
    return c.json({ success: true });
  });
  return routes;
}

/** The fault plan: POST replaces it, GET shows it, DELETE ends it. */
function faultRoutes(faults: Faults): Routes {
  const routes = createRoutes();
  routes.post('/', async (c) => {
    const scope = readScope(c) ?? {};
    const read = readFaultPlan(await readJson(c, z.unknown()), scope);
    if (read.kind === 'invalid') throw invalidRequest(read.message);
    if (!faults.set(read.plan, scope))
      throw new Refused(409, 'too_many_plans', 'There are too many fault plans: DELETE some.');
    return c.json({ plans: faults.list(scope) });
  });
  routes.get('/', (c) => c.json({ plans: faults.list(readScope(c)) }));
  routes.delete('/', (c) => {
    refuseForms(c);
    faults.clear(readScope(c));
    return c.json({ success: true });
  });
  return routes;
}
