/** Where the Tracking API takes a message of each type, and many at once (docs/segment-api/tracking.md#endpoints). */
export const messagePaths = {
  track: '/v1/track',
  identify: '/v1/identify',
  page: '/v1/page',
  screen: '/v1/screen',
  group: '/v1/group',
  alias: '/v1/alias',
  batch: '/v1/batch',
} as const;
