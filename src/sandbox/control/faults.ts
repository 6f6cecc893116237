import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Faults } from '../faults/faults.ts';
import { readFaultPlan } from '../faults/plan.ts';
import { narrowScope } from '../journal/scope.ts';
import { problem } from '../problem.ts';
import { invalid, readJson, readScope, refuseForms } from './body.ts';

/** The fault plan: POST puts one in the place of the old, GET shows what is in force, DELETE ends it. */
export function faultRoutes(faults: Faults): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  const shown = (scope?: Parameters<Faults['list']>[0]) => ({ plans: faults.list(scope) });
  routes.post('/', async (c) => {
    const scope = readScope(c);
    if ('refusal' in scope) return scope.refusal;
    const body = await readJson(c, z.unknown());
    if ('refusal' in body) return body.refusal;
    const read = readFaultPlan(body.value);
    if (read.kind === 'invalid') return invalid(c, read.message);
    if (!faults.set(read.plan, scope.value))
      return c.json(problem('too_many_plans', 'There are too many fault plans: DELETE some.'), 409);
    return c.json(shown(scope.value));
  });
  routes.get('/', (c) => {
    const scope = readScope(c);
    return 'refusal' in scope ? scope.refusal : c.json(shown(narrowScope(scope.value)));
  });
  routes.delete('/', (c) => {
    const refused = refuseForms(c);
    if (refused !== undefined) return refused;
    const scope = readScope(c);
    if ('refusal' in scope) return scope.refusal;
    faults.clear(narrowScope(scope.value));
    return c.json({ success: true });
  });
  return routes;
}
