import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Faults } from '../faults/faults.ts';
import type { Ledger } from '../journal/ledger.ts';
import { narrowScope, type Scope } from '../journal/scope.ts';
import { readStats, type StatsFacts } from '../journal/stats.ts';
import { problem } from '../problem.ts';
import { type KeepParts, resetKept } from '../tracking/keep.ts';
import { createAsserts } from './assert.ts';
import { readJson, readScope } from './body.ts';
import { readEventQuery, readEvents } from './events.ts';
import { faultRoutes } from './faults.ts';
import { answerDiff, answerLedger, answerRequests, answerSnapshot } from './records.ts';
import { createStreams } from './stream.ts';
import { createWaits } from './wait.ts';

export interface ControlParts extends KeepParts {
  readonly stats: () => StatsFacts;
  /** Resolves when every ingestion request that is under way now has been taken or refused. */
  readonly drained: (scope?: Scope) => Promise<void>;
  readonly faults: Faults;
  readonly ledger: Ledger | undefined;
  readonly workspace: { reset(): void };
  /** Aborted when the sandbox ends. */
  readonly ending: AbortSignal;
}

/** Asked for by clients that pass messages on as they are: a line each, and the cursor in a header. */
const ndjson = 'application/x-ndjson';

/** Forgets what came from these sources alone; from all of them without. */
const resetSchema = z.strictObject({ writeKey: z.optional(z.string()), source: z.optional(z.string()) });

/** What the sandbox tells about itself and lets itself be told, under `/_/`. */
export function controlRoutes(parts: ControlParts): Hono<{ Bindings: HttpBindings }> {
  const { journal, recorder, stats, drained, faults, ledger, workspace } = parts;
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.get('/events', async (c) => {
    const query = await readEventQuery(new Map(Object.entries(c.req.query())));
    if (query.kind === 'invalid') return c.json(problem('invalid_query', query.message), 400);
    const { lines, next, dropped } = readEvents(journal, query.query);
    if (c.req.header('accept') === ndjson) {
      c.header('content-type', ndjson);
      c.header('x-dropped', String(dropped));
      if (next !== undefined) c.header('x-next-cursor', next);
      return c.body(lines.map((line) => `${line}\n`).join(''));
    }
    c.header('content-type', 'application/json');
    return c.body(
      `{"events":[${lines.join(',')}],"next":${JSON.stringify(next ?? null)},"dropped":${dropped}}`,
    );
  });
  routes.get('/stats', (c) => {
    const scope = readScope(c);
    return 'refusal' in scope ? scope.refusal : c.json(readStats(journal, stats(), narrowScope(scope.value)));
  });
  routes.get('/stream', createStreams(parts));
  routes.post('/wait', createWaits(parts));
  routes.post('/assert', createAsserts(journal));
  routes.get('/snapshot', (c) => answerSnapshot(c, journal));
  routes.post('/diff', (c) => answerDiff(c, journal));
  routes.get('/requests', (c) => answerRequests(c, journal));
  routes.get('/ledger', (c) => answerLedger(c, ledger));
  routes.route('/faults', faultRoutes(faults));
  routes.post('/reset', async (c) => {
    const asked = await readJson(c, resetSchema);
    if ('refusal' in asked) return asked.refusal;
    const inQuery = readScope(c);
    if ('refusal' in inQuery) return inQuery.refusal;
    const scope = narrowScope({
      writeKey: asked.value.writeKey ?? inQuery.value.writeKey,
      source: asked.value.source ?? inQuery.value.source,
    });
    await drained(scope);
    if (!(await resetKept({ journal, recorder }, scope)))
      return c.json(
        problem('storage_failed', 'The data folder cannot be written to; nothing was forgotten.'),
        503,
      );
    ledger?.clear(scope);
    if (scope === undefined) workspace.reset();
    return c.json({ success: true });
  });
  return routes;
}
