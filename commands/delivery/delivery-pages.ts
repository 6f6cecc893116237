import { type ApiObject, readApiObject } from '../../src/api/api-object.ts';
import type { Page, WorkspaceApi } from '../../src/api/workspace/client.ts';
import { type DeliveryRequest, type DeliveryStep, listDelivery } from '../../src/api/workspace/delivery.ts';
import { openObject, writeNode } from '../../src/spec/json-text.ts';
import { onlyPage, ownObject, spreadPages } from '../reading/computed-pages.ts';
import { unlessGated } from '../reading/unless-gated.ts';

/**
 * The rows of some steps, each with the name of its step under `step`; a step without messages is a row with a total
 * of 0. Of several steps the requests go side by side, and one that is not included says so under `unavailable`.
 * Throws the refusal when there is nothing else.
 */
export function deliveryPages(
  api: WorkspaceApi,
  steps: readonly DeliveryStep[],
  request: DeliveryRequest,
): (limit: number) => AsyncIterable<Page> {
  const [only] = steps;
  if (steps.length === 1 && only !== undefined)
    return (limit) =>
      orZero(
        only,
        spreadPages(listDelivery(api, only, request), (row) => [rowOf(only, row)], limit),
      );
  return () => allSteps(api, steps, request);
}

async function* orZero(step: DeliveryStep, pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  let isEmpty = true;
  let sum: string | undefined;
  for await (const page of pages) {
    isEmpty &&= page.items.length === 0;
    ({ sum } = page);
    if (!isEmpty || page.hasMore) yield page;
  }
  if (isEmpty) yield* onlyPage([noMessages(step, sum)]);
}

async function* allSteps(
  api: WorkspaceApi,
  steps: readonly DeliveryStep[],
  request: DeliveryRequest,
): AsyncGenerator<Page> {
  const asked = await Promise.all(
    steps.map((step) => unlessGated(stepRows(step, listDelivery(api, step, request)))),
  );
  const refusals = asked.flatMap((each) => ('gated' in each ? [each.gated] : []));
  const [first] = refusals;
  if (refusals.length === steps.length && first !== undefined) throw first;
  const rows = steps.flatMap((step, index) => {
    const each = asked[index];
    if (each === undefined) return [];
    if ('gated' in each) return [unavailable(step, each.gated.message)];
    return each.value;
  });
  yield* onlyPage(rows);
}

async function stepRows(step: DeliveryStep, pages: AsyncIterable<Page>): Promise<ApiObject[]> {
  const rows: ApiObject[] = [];
  for await (const { items } of orZero(step, pages)) rows.push(...items);
  return rows.map((row) => rowOf(step, row));
}

function rowOf({ name }: DeliveryStep, row: ApiObject): ApiObject {
  const members = openObject(row.text);
  members.set('step', JSON.stringify(name));
  members.set('unavailable', 'null');
  return readApiObject(writeNode(members)) ?? row;
}

/** A step without rows: how many messages came to it stands beside them, or nobody knows. */
function noMessages({ name }: DeliveryStep, sum: string | undefined): ApiObject {
  const total = sum !== undefined && /^\d+$/.test(sum) ? BigInt(sum) : null;
  return ownObject({ total, series: [], step: name, unavailable: null });
}

function unavailable({ name }: DeliveryStep, message: string): ApiObject {
  return ownObject({ total: null, series: null, step: name, unavailable: { code: 'not_included', message } });
}
