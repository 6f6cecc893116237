import { functionResourceTypes } from '../../../segment/enums.ts';
import type { SomeHandlers } from '../endpoint.ts';
import { needText, readChoice } from '../query.ts';

export const functionHandlers = {
  listFunctions: ({ query, state }) => {
    const type = readChoice(needText(query, 'resourceType'), 'resourceType', functionResourceTypes);
    return state.functions.filter(({ resourceType }) => resourceType === type);
  },
  listReverseEtlModels: ({ state }) => state.reverseEtlModels,
} satisfies SomeHandlers;
