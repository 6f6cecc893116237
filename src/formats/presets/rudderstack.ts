import type { Preset } from '../records/record-table.ts';

/** Messages of the same Spec, but for what RudderStack's gateway and its libraries add or put elsewhere. */
export const rudderstack: Preset = {
  name: 'rudderstack',
  source: 'https://www.rudderstack.com/docs/event-spec/standard-events/common-fields/',
  tables: [
    {
      fields: {},
      identify: { traits: ['traits', { from: 'context.traits', stays: true }] },
      drop: ['rudderId', 'request_ip'],
      rest: { from: '', to: 'message' },
    },
  ],
};
