import type { Endpoint } from '../../segment/endpoints/endpoint.ts';
import { publicEndpoints } from '../../segment/endpoints/endpoints.ts';
import { olderEndpoints } from '../../segment/endpoints/older.ts';
import type { Answer, Call, HandlersOf, Result } from './endpoint.ts';
import { auditHandlers } from './endpoints/audit.ts';
import { basicHandlers } from './endpoints/basics.ts';
import { catalogHandlers } from './endpoints/catalog.ts';
import { deliveryHandlers } from './endpoints/delivery.ts';
import { destinationHandlers } from './endpoints/destinations.ts';
import { functionHandlers } from './endpoints/functions.ts';
import { labelHandlers } from './endpoints/labels.ts';
import { peopleHandlers } from './endpoints/people.ts';
import { protocolsHandlers } from './endpoints/protocols.ts';
import { schemaSettingsHandlers } from './endpoints/schema-settings.ts';
import { sourceHandlers } from './endpoints/sources.ts';
import { spaceHandlers } from './endpoints/spaces.ts';
import { usageHandlers } from './endpoints/usage.ts';
import { volumeHandlers } from './endpoints/volume.ts';
import { warehouseHandlers } from './endpoints/warehouses.ts';
import { pageOf, readPageRequest } from './paginate.ts';
import { together } from './refusal.ts';

const handlers: HandlersOf<typeof publicEndpoints> = {
  ...auditHandlers,
  ...basicHandlers,
  ...catalogHandlers,
  ...deliveryHandlers,
  ...destinationHandlers,
  ...functionHandlers,
  ...labelHandlers,
  ...peopleHandlers,
  ...protocolsHandlers,
  ...schemaSettingsHandlers,
  ...sourceHandlers,
  ...spaceHandlers,
  ...usageHandlers,
  ...volumeHandlers,
  ...warehouseHandlers,
};

export interface Route extends Endpoint {
  readonly answer: (call: Call) => Answer;
}

/** Every endpoint of the Public API that the sandbox has: those of docs/segment-api/public.md#the-sandbox, and a few more that commands use. */
export const routeTable: readonly Route[] = Object.entries<Endpoint>(publicEndpoints).flatMap(
  ([name, endpoint]) => {
    const handler: ((call: Call) => Result) | undefined = Object.getOwnPropertyDescriptor(
      handlers,
      name,
    )?.value;
    if (handler === undefined) return [];
    // What is wrong with its page is told beside what the endpoint itself finds wrong.
    const answer = (call: Call): Answer => {
      const [result] = together(
        () => handler(call),
        () => endpoint.list && endpoint.paging !== 'none' && readPageRequest(call.query, call.state.switches),
      );
      return answerOf(result, call);
    };
    return [{ ...endpoint, answer }];
  },
);

/** The other endpoints of the Public API: known, and not answered. */
export const unansweredEndpoints: readonly Endpoint[] = [publicEndpoints, olderEndpoints]
  .flatMap((some): Endpoint[] => Object.values(some))
  .filter(({ sandbox }) => sandbox !== true);

function answerOf(result: Result, call: Call): Answer {
  if ('data' in result) return result;
  const { list = 'list', hasTotal } = call.endpoint;
  const { entries, pagination } = pageOf(result, call);
  const { totalEntries, ...rest } = pagination;
  return { data: { [list]: entries, pagination: hasTotal === false ? rest : { ...rest, totalEntries } } };
}
