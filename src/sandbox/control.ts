import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { readEventQuery, readEvents } from './events.ts';
import type { Journal } from './journal.ts';
import { problem } from './problem.ts';
import { readStats, type StatsFacts } from './stats.ts';

export interface ControlParts {
  readonly journal: Journal;
  readonly stats: () => StatsFacts;
  /** Resolves when every ingestion request that is under way now has been answered. */
  readonly drained: () => Promise<void>;
}

/** Asked for by clients that pass messages on as they are: a line each, and the cursor in a header. */
const ndjson = 'application/x-ndjson';

/** What the sandbox tells about itself and lets itself be told, under `/_/`. */
export function controlRoutes({ journal, stats, drained }: ControlParts): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.get('/events', (c) => {
    const query = readEventQuery(new Map(Object.entries(c.req.query())));
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
  routes.get('/stats', (c) => c.json(readStats(journal, stats())));
  routes.post('/reset', async (c) => {
    // A form on a web page cannot send this type, so none can reset a sandbox by accident or on purpose.
    if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
      return c.json(problem('unsupported_media_type', 'POST with content-type: application/json.'), 415);
    }
    await drained();
    journal.reset();
    return c.json({ success: true });
  });
  return routes;
}
