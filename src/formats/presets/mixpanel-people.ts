import type { RecordTable } from '../records/record-table.ts';

/** Profiles, https://docs.mixpanel.com/reference/engage-query */
export const mixpanelPeople: RecordTable = {
  has: '$distinct_id',
  needsIdentify: true,
  opens: { $properties: 'json' },
  type: 'identify',
  fields: {
    userId: { from: '$distinct_id', notAfter: '$device:' },
    anonymousId: { from: '$distinct_id', after: '$device:' },
    messageId: { hashOf: ['$distinct_id', '$properties'] },
    'traits.email': '$properties.$email',
    'traits.name': '$properties.$name',
    'traits.firstName': '$properties.$first_name',
    'traits.lastName': '$properties.$last_name',
    'traits.phone': '$properties.$phone',
    'traits.avatar': '$properties.$avatar',
    'traits.createdAt': '$properties.$created',
    'traits.address.city': '$properties.$city',
    'traits.address.state': '$properties.$region',
    'traits.address.country': '$properties.$country_code',
  },
  rest: { from: '$properties', to: 'traits' },
  drop: ['$properties.$last_seen', '$properties.$timezone'],
};
